"""A view saved from a scene is the view restored."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.model.catalog import Catalog
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.view import Selection, Viewport
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.notes.layers import drawings_of, with_notes
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.restoring import joined, missing, restored, saved
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range
from arctic_map.storage import embedded_view

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
    again = restored(view, catalog)
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
    session = restored(old, catalog)
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
