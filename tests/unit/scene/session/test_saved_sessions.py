"""A session is restored as it was stored, and what no session can contain is refused."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.errors import UnknownName
from arctic_map.model.catalog import Catalog
from arctic_map.model.itinerary import Itinerary, Stop
from arctic_map.model.note import MAX_NOTES, Note, NoteKind
from arctic_map.model.projection import Selection, Viewport
from arctic_map.model.saved_view import SavedSession, SavedView
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.saved_sessions import joined, missing, restored, restored_view, saved, to_saved
from arctic_map.scene.session.session import Session
from arctic_map.scene.sketches.notes import drawings_of, with_notes
from arctic_map.scene.timeline import Range
from arctic_map.storage import embedded_view

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


BOX = (0.0, 0.0, 1e6, 1e6)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


def test_there_and_back(catalog: Catalog) -> None:
    session = Session(
        projection="epsg3413",
        theme="dark",
        hidden=frozenset({"lanes", "relief"}),
        features_hidden=frozenset({"arkhangelsk"}),
        opacity=(("ports", 0.5),),
        selected=Selection(fact="T1"),
        when=Range(date(2022, 1, 1), date(2024, 6, 30)),
        month=3,
        kinds_hidden=frozenset({"forecast"}),
        precisions_hidden=frozenset({"schematic"}),
    )
    shown = replace(session, features_hidden=session.features_hidden | {"opened-1.2"})
    view = saved(compose(catalog, shown, drawings_for(catalog, read_drawing)), BOX)
    assert embedded_view.decode(embedded_view.encode(view)) == view
    again = restored_view(view, catalog)
    assert again.goal is not None and again.goal.box == BOX and not again.goal.smooth
    assert replace(again, goal=None) == session
    assert view.data == catalog.version
    assert missing(view, catalog) == ()


def test_what_the_catalogue_no_longer_holds_is_left_out(catalog: Catalog) -> None:
    view = saved(compose(catalog, Session(), drawings_for(catalog, read_drawing)), BOX)
    old = replace(
        view,
        layers=("lanes", "icebergs"),
        opacity=(("icebergs", 0.5),),
        selected=Selection(feature="atlantis"),
        kinds_hidden=("rumour",),
        facts=("T1", "Q7"),
    )
    session = restored_view(old, catalog)
    assert "lanes" not in session.hidden and "ports" in session.hidden
    assert (session.opacity, session.selected, session.kinds_hidden) == ((), None, frozenset())
    assert missing(old, catalog) == ("icebergs", "Q7")


def note(number: int, lon: float, text: str = "") -> Note:
    return Note(id=f"own-{number}", kind=NoteKind.MARKER, places=((lon, 70.0),), text=text)


@cache
def scene(notes: tuple[Note, ...], hidden: frozenset[str] = frozenset()) -> Scene:
    content = built_in_atlas()
    session = replace(start(content, Session(notes=notes)), features_hidden=hidden)
    session = replace(session, viewport=Viewport(0.0, 0.0, 8000.0, 800.0, 600.0))
    drawings = drawings_for(content, read_drawing)
    for each in drawings_of(content, notes, session.preferences):
        drawings = drawings.with_files(drawings.files.with_file(each))
    return compose(with_notes(content, notes, session.preferences), session, drawings)


def test_notes_that_both_have_are_there_once_and_new_ones_get_free_ids() -> None:
    now = Session(notes=(note(3, 10.0), note(7, 20.0, "here")))
    brought = Session(notes=(note(1, 20.0, "here"), note(2, 30.0), note(3, 40.0)))
    assert joined(brought, now).notes == (*now.notes, note(8, 30.0), note(9, 40.0))
    assert joined(brought, Session()).notes == (note(1, 20.0, "here"), note(2, 30.0), note(3, 40.0))


def test_notes_of_a_picture_are_added_as_far_as_there_is_room() -> None:
    now = Session(notes=tuple(note(number, number / 10) for number in range(1, MAX_NOTES)))
    brought = Session(notes=(note(1, 100.0), note(2, 110.0)))
    assert joined(brought, now).notes == (*now.notes, note(MAX_NOTES, 100.0))


def test_all_files_and_notes_of_a_session_come_back() -> None:
    notes = tuple(note(number, number / 10) for number in range(1, MAX_NOTES + 20))
    session = Session(files=tuple(f"/tmp/{number}.geojson" for number in range(100)), notes=notes)
    back = restored(to_saved(session), CONTENT, "light")
    assert (back.files, back.notes) == (session.files, session.notes)


def test_a_window_keeps_its_theme_and_its_edited_content_and_goes_nowhere() -> None:
    found = joined(Session(projection="world"), Session(theme="dark", edition=7))
    assert (found.theme, found.edition, found.projection, found.goal) == ("dark", 7, "world", None)


def test_a_picture_carries_the_notes_on_the_map_as_far_as_it_has_room() -> None:
    some = (note(1, 10.0, "first"), note(2, 20.0), note(3, 30.0))
    box = (0.0, 0.0, 1e6, 1e6)
    assert saved(scene(some), box).notes == some
    assert saved(scene(some, frozenset({"own-2"})), box).notes == (some[0], some[2])
    many = tuple(note(number, 10.0 + number / 100, "x" * 60) for number in range(1, 301))
    # A hundred characters each: its words, and forty for its place.
    assert saved(scene(many), box).notes == many[:200]
