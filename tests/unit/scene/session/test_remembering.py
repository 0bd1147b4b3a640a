"""A session is restored as it was stored, and what no session can contain is refused."""

from dataclasses import replace
from datetime import date

import pytest
from tests.built_in import built_in_atlas

from arctic_map.errors import UnknownName
from arctic_map.model.itinerary import Itinerary, Stop
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.saved import SavedSession
from arctic_map.model.saved_view import SavedView
from arctic_map.model.view import Selection, Viewport
from arctic_map.scene.session.remembering import restored, to_saved
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

CONTENT = built_in_atlas()
MARKER = Note(id="own-1", kind=NoteKind.MARKER, places=((33.0, 69.0),), text="Ours")
WAY = Note(id="own-2", kind=NoteKind.DISTANCE, places=((33.0, 69.0), (40.5, 64.5)))
SESSION = Session(
    projection="nsr@30",
    hidden=frozenset({"drills", "relief"}),
    features_hidden=frozenset({"own-2", "opened-1.2"}),
    notes=(MARKER, WAY),
    opacity=(("lanes", 0.4),),
    order=("ports", "lanes"),
    selected=Selection(fact="T3"),
    when=Range(date(2022, 1, 1), date(2024, 6, 30)),
    month=9,
    route=Itinerary(
        Stop("Murmansk", (33.05, 68.98), "RUMMK"), Stop("", (60.0, 73.8)), (), ("kiel",), ("nsr", "suez")
    ),
    page=SavedView(
        projection="epsg3576",
        box=(0.0, 0.0, 10.0, 10.0),
        layers=("ports",),
        title="A title",
        legend=(("lane", ""),),
    ),
    kinds_hidden=frozenset({"forecast"}),
    precisions_hidden=frozenset({"undisclosed"}),
    viewport=Viewport(1.0, 2.0, 3000.0, 640.0, 480.0),
)


def test_a_session_comes_back_as_it_was() -> None:
    assert restored(to_saved(SESSION), CONTENT, "light") == SESSION


def test_what_the_content_no_longer_holds_is_forgotten() -> None:
    saved = replace(to_saved(SESSION), hidden=("gone", "drills"), opacity=(("gone", 0.2),), fact="X9")
    saved = replace(saved, order=("gone", "ports", "ports", "lanes"))
    back = restored(saved, CONTENT, "dark")
    assert back.order == ("ports", "lanes")
    assert (back.hidden, back.opacity, back.selected, back.theme) == (frozenset({"drills"}), (), None, "dark")


def test_a_title_that_no_line_can_hold_is_left_out() -> None:
    assert SESSION.page is not None
    for title in ("two\nlines", "x" * 301):
        saved = replace(to_saved(SESSION), page=replace(SESSION.page, title=title))
        assert restored(saved, CONTENT, "light").page is None


@pytest.mark.parametrize(
    "problem",
    [
        {"projection": "mars"},
        {"opacity": (("lanes", 7.0),)},
        {"viewport": (0.0, 0.0, -1.0, 640.0, 480.0)},
        {"viewport": (float("inf"), 0.0, 1.0, 640.0, 480.0)},
        {"month": 13},
        {"route": Itinerary(only=("suez", "nsr"))},
        {"route": Itinerary(only=("mixed",))},
        {"when": (date(2024, 1, 1), date(2022, 1, 1))},
    ],
)
def test_values_that_no_session_ever_had_are_refused(problem: dict[str, object]) -> None:
    saved: SavedSession = replace(to_saved(SESSION), **problem)  # type: ignore[arg-type]
    with pytest.raises((ValueError, UnknownName)):
        restored(saved, CONTENT, "light")


@pytest.mark.parametrize(
    "values",
    [
        {"opacity": (("lanes", 0.0),)},
        {"opacity": (("lanes", 1.0),)},
        {"viewport": (-9.9e8, 9.9e8, 0.5, 1.0, 99_999.0)},
        {"viewport": (0.0, 0.0, 9.9e5, 99_999.0, 1.0)},
        {"position": (180.0, 90.0), "fact": None},
        {"position": (-180.0, -90.0), "fact": None},
    ],
)
def test_values_at_their_limits_come_back(values: dict[str, object]) -> None:
    saved: SavedSession = replace(to_saved(SESSION), **values)  # type: ignore[arg-type]
    assert to_saved(restored(saved, CONTENT, "light")) == saved


@pytest.mark.parametrize(
    "problem",
    [
        {"opacity": (("lanes", -0.1),)},
        {"viewport": (1e9, 0.0, 1.0, 640.0, 480.0)},
        {"viewport": (0.0, -1e9, 1.0, 640.0, 480.0)},
        {"viewport": (0.0, 0.0, 1e6, 640.0, 480.0)},
        {"viewport": (0.0, 0.0, 0.0, 640.0, 480.0)},
        {"viewport": (0.0, 0.0, 1.0, 0.0, 480.0)},
        {"viewport": (0.0, 0.0, 1.0, 640.0, 0.0)},
        {"viewport": (0.0, 0.0, 1.0, 1e5, 480.0)},
        {"viewport": (0.0, 0.0, 1.0, 640.0, 1e5)},
        {"position": (180.1, 0.0)},
        {"position": (0.0, 90.1)},
    ],
)
def test_values_just_beyond_their_limits_are_refused(problem: dict[str, object]) -> None:
    saved: SavedSession = replace(to_saved(SESSION), fact=None, **problem)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"is not between|is outside every projection|is not on the Earth"):
        restored(saved, CONTENT, "light")


@pytest.mark.parametrize(
    "wrong",
    [
        replace(MARKER, places=((200.0, 69.0),)),
        replace(MARKER, places=((33.0, float("nan")),)),
        replace(MARKER, id="murmansk"),
        replace(MARKER, id="own-x"),
        replace(MARKER, places=()),
        replace(MARKER, text="x" * 1000),
        replace(WAY, places=WAY.places * 200),
    ],
)
def test_a_note_that_nobody_can_have_made_is_refused(wrong: Note) -> None:
    with pytest.raises(ValueError, match="note"):
        restored(replace(to_saved(Session()), notes=(wrong,)), CONTENT, "light")
