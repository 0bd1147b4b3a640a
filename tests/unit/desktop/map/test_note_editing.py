"""Notes and measurements are deleted, with a message that says what."""

from collections.abc import Callable

import pytest
from tests.unit.desktop.map.conftest import Parts

from arctic_map.desktop.map.note_editing import NoteEditing
from arctic_map.model.feature import Precision
from arctic_map.model.note import NOTES, Note, NoteKind
from arctic_map.scene.session import actions

NOTE = Note(id="own-1", kind=NoteKind.MARKER, places=((30.0, 72.0),))
HIDDEN = "This mark is hidden. Show it on the map, then delete it."
MEASUREMENT = Note(id="own-2", kind=NoteKind.DISTANCE, places=((30.0, 72.0), (50.0, 72.0)))


@pytest.mark.parametrize(
    ("note", "message"),
    [
        (NOTE, "The note was deleted; Undo restores it"),
        (MEASUREMENT, "The measurement was deleted; Undo restores it"),
    ],
)
def test_a_message_says_what_was_deleted(note: Note, message: str, parts: Callable[..., Parts]) -> None:
    on = parts(NOTE, MEASUREMENT)
    notes = NoteEditing(on.view, on.store, on.window)
    notes.message_emitted.connect(on.messages.append)
    notes.delete(note.id)
    assert note not in on.store.session.notes and len(on.store.session.notes) == 1
    assert on.messages == [message]


@pytest.mark.parametrize(
    "hide",
    [
        actions.toggle_layer(NOTES),
        actions.show_features([NOTE.id], False),
        actions.toggle_precision(Precision.UNCHECKED),
    ],
)
def test_a_hidden_note_is_not_deleted(hide: actions.Action, parts: Callable[..., Parts]) -> None:
    on = parts(NOTE, MEASUREMENT)
    notes = NoteEditing(on.view, on.store, on.window)
    notes.message_emitted.connect(on.messages.append)
    on.store.apply(hide)
    notes.delete(NOTE.id)
    assert on.store.session.notes == (NOTE, MEASUREMENT)
    assert on.messages == [HIDDEN]
