"""What is stored for the next start, and the message where nothing can be stored."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas, read_drawing, read_labelled

from arctic_map import resources
from arctic_map.desktop.shell.startup.page_start import Memory
from arctic_map.desktop.window.store import Store
from arctic_map.model.note import Note, NoteKind
from arctic_map.scene import map_views
from arctic_map.scene.compose import start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.storage import session_file


@pytest.fixture
def store(qtbot: QtBot) -> Store:
    content = built_in_atlas()
    return Store(content, start(content, Session()), drawings_for(content, read_drawing, read_labelled))


def memory_in(folder: Path, store: Store) -> tuple[Memory, list[str]]:
    """What stores the session there, and its messages."""
    memory, lines = Memory(folder, resources.data(), "light"), list[str]()
    memory.troubled.connect(lines.append)
    memory.follow(store)
    return memory, lines


def test_a_folder_that_cannot_be_written_is_reported_once(store: Store, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_bytes(b"in place of a folder")
    memory, lines = memory_in(home / "arctic-map", store)
    memory.write()
    store.apply(actions.select_feature("murmansk"))
    memory.write()
    (sentence,) = lines
    assert "cannot be saved for the next start" in sentence and str(home / "arctic-map") in sentence


def test_a_writable_folder_is_not_reported(store: Store, tmp_path: Path) -> None:
    memory, lines = memory_in(tmp_path / "arctic-map", store)
    store.apply(actions.select_feature("murmansk"))
    memory.write()
    assert lines == []
    again = Memory(tmp_path / "arctic-map", resources.data(), "light").session(store.catalog)
    assert again is not None and again.selected == store.session.selected


def test_a_step_of_the_tour_is_not_stored_for_the_next_start(store: Store, tmp_path: Path) -> None:
    memory, _ = memory_in(tmp_path / "arctic-map", store)
    store.apply(actions.select_feature("murmansk"))
    memory.write()
    before = store.session
    step = store.catalog.tour[3]
    store.apply(lambda session: map_views.at(step, session, store.catalog, store.drawings), undoable=False)
    memory.write()
    again = Memory(tmp_path / "arctic-map", resources.data(), "light").session(store.catalog)
    assert again is not None and (again.selected, again.hidden) == (before.selected, before.hidden)


def test_an_atlas_that_is_saved_under_another_name_takes_its_session_along(
    store: Store, tmp_path: Path
) -> None:
    memory, _ = memory_in(tmp_path / "one", store)
    memory.write()
    memory.move(tmp_path / "other")
    store.apply(actions.select_feature("murmansk"))
    memory.write()
    one, other = (Memory(tmp_path / name, resources.data(), "light") for name in ("one", "other"))
    first_session, moved = one.session(store.catalog), other.session(store.catalog)
    assert first_session is not None and first_session.selected is None
    assert moved is not None and moved.selected == store.session.selected


def test_changes_that_follow_each_other_quickly_do_not_put_the_writing_off(
    store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    """As a story that plays makes them."""
    memory, _ = memory_in(tmp_path, store)
    never_still = QTimer()
    never_still.timeout.connect(lambda: store.apply(actions.toggle_kind("forecast")))
    never_still.start(20)
    store.apply(actions.select_feature("murmansk"))
    qtbot.waitUntil(
        lambda: (stored := session_file.read(tmp_path)) is not None and stored.feature == "murmansk"
    )
    never_still.stop()
    memory.write()


def test_windows_of_one_atlas_store_the_notes_of_all(store: Store, tmp_path: Path) -> None:
    other_store = Store(store.content, store.session, store.drawings)
    here, there, third = note("here"), note("there"), note("third")
    first, _ = memory_in(tmp_path, store)
    second, _ = memory_in(tmp_path, other_store)
    store.apply(actions.keep_note(here))
    first.write()
    second.write()
    assert texts(tmp_path) == ["here"]
    other_store.apply(actions.keep_note(there))
    second.write()
    second.write()
    assert texts(tmp_path) == ["there", "here"], "also if nothing has changed in between"
    store.apply(actions.delete_notes([here.id]))
    store.apply(actions.keep_note(third))
    first.write()
    second.write()
    assert texts(tmp_path) == ["there", "third"], "a note that its window has deleted is not stored again"


def note(text: str) -> Note:
    return Note(id="own-1", kind=NoteKind.MARKER, places=((60.0, 72.0),), text=text)


def texts(folder: Path) -> list[str]:
    saved = session_file.read(folder)
    assert saved is not None
    return [each.text for each in saved.notes]
