"""A restored picture keeps what the window has: each note once, under an id that is free."""

from dataclasses import replace
from functools import cache

from tests.built_in import built_in_atlas, read_drawing

from arctic_map.model.note import Note, NoteKind
from arctic_map.model.view import Viewport
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.notes.layers import drawings_of, with_notes
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import restoring
from arctic_map.scene.session.session import Session


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
    assert restoring.joined(brought, now).notes == (*now.notes, note(8, 30.0), note(9, 40.0))
    assert restoring.joined(brought, Session()).notes == (note(1, 20.0, "here"), note(2, 30.0), note(3, 40.0))


def test_a_window_keeps_its_theme_and_preferences_and_goes_nowhere() -> None:
    now = Session(theme="dark")
    found = restoring.joined(Session(projection="world"), now)
    assert (found.theme, found.projection, found.goal) == ("dark", "world", None)


def test_a_picture_carries_the_notes_on_the_map_as_far_as_it_has_room() -> None:
    some = (note(1, 10.0, "first"), note(2, 20.0), note(3, 30.0))
    box = (0.0, 0.0, 1e6, 1e6)
    assert restoring.saved(scene(some), box).notes == some
    assert restoring.saved(scene(some, frozenset({"own-2"})), box).notes == (some[0], some[2])
    many = tuple(note(number, 10.0 + number / 100, "x" * 60) for number in range(1, 301))
    # A hundred characters each: its words, and forty for its place.
    assert restoring.saved(scene(many), box).notes == many[:200]
