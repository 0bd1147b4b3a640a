"""What an atlas of one's own keeps against a crash, and when saving has to ask first."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.built_in import read_drawing, read_labelled
from tests.unit.content.contents import NEW, WITH_LAYER

from arctic_map.content.catalog import load
from arctic_map.content.edits import Content
from arctic_map.content.facts import put_fact
from arctic_map.content.package import unsaved_changes
from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.content.package.packing import save
from arctic_map.content.package.unpacked import own_folder, unpacked
from arctic_map.content.package.unsaved_changes import fingerprint_of
from arctic_map.desktop.editing.atlas_file import replacing
from arctic_map.desktop.editing.draft import Draft
from arctic_map.desktop.editing.editions import ContentVersions
from arctic_map.desktop.widgets.folders import session_folder, state_folder
from arctic_map.desktop.window.store import Store
from arctic_map.errors import ArcticMapError
from arctic_map.model.saved_view import SavedSession
from arctic_map.scene.compose import start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.session.session import Session
from arctic_map.storage import session_file

FACT = {"id": "F1", "text": "It went.", "kind": "reported"}
OTHER = WITH_LAYER
"""What another program writes."""


def with_fact(content: Content) -> Content:
    return put_fact(content, "trade", FACT)


class Desk:
    """Windows on one atlas file, as far as they edit it."""

    def __init__(self, folder: Path, name: str = "own.arctic") -> None:
        self.path, self.state = folder / name, folder / "state"
        self.messages: list[str] = []
        self._drafts: list[Draft] = []
        save(self.path, NEW)

    def open(self) -> Draft:
        folder, _ = unpacked(self.path)
        content = load(folder)
        editions = ContentVersions(folder, self.state)
        drawings = drawings_for(content, read_drawing, read_labelled)
        self.store = store = Store(content, start(content, Session()), drawings, editions)
        draft = Draft(self.path, editions, store, store)
        draft.refused.connect(self.messages.append)
        draft.not_saved.connect(self.messages.append)
        self._drafts.append(draft)
        return draft

    def kill(self) -> None:
        """End the windows as a crash does: what is stored stays, and the lock is free."""
        while self._drafts:
            draft = self._drafts.pop()
            draft.wait_until_stored()
            draft.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    desk = Desk(tmp_path)
    yield desk
    desk.kill()


def edited_and_killed(desk: Desk) -> None:
    draft = desk.open()
    assert draft.apply("Add fact F1", with_fact)
    draft.keep()
    desk.kill()


def test_what_is_brought_back_is_saved_without_a_question_over_the_file_it_was_made_from(desk: Desk) -> None:
    edited_and_killed(desk)
    draft = desk.open()
    assert draft.bring_back() and draft.content == with_fact(NEW)
    assert not draft.changed_outside()
    draft.save()
    draft.wait_until_saved()
    assert read_atlas(desk.path).files == draft.content


def test_a_file_that_was_replaced_after_a_crash_is_not_saved_over_unasked(desk: Desk) -> None:
    edited_and_killed(desk)
    save(desk.path, OTHER)
    draft = desk.open()
    assert draft.bring_back() and draft.content == with_fact(NEW)
    assert draft.changed_outside()
    draft.keep()
    desk.kill()
    draft = desk.open()
    assert draft.bring_back() and draft.changed_outside(), "a second crash does not forget it"
    draft.save()
    draft.wait_until_saved()
    assert not draft.changed_outside()


def test_changes_stored_by_0_2_ask_before_they_are_saved(desk: Desk) -> None:
    edited_and_killed(desk)
    (origin,) = (desk.state / unsaved_changes.FOLDER).glob("*.json")
    origin.write_text(f'{{"path":"{desk.path}"}}')
    draft = desk.open()
    assert draft.bring_back() and draft.changed_outside()


def test_stored_changes_that_were_saved_are_forgotten(desk: Desk) -> None:
    edited_and_killed(desk)
    save(desk.path, with_fact(NEW))
    draft = desk.open()
    assert not draft.bring_back() and not draft.dirty
    assert unsaved_changes.stored(desk.state, desk.path) is None


def test_stored_changes_are_restored_though_the_file_has_fewer_problems_now(desk: Desk) -> None:
    wrong = {
        **NEW,
        "catalog.toml": NEW["catalog.toml"].replace(b'text = "article.txt"', b'text = "gone.txt"'),
    }
    unsaved_changes.keep(desk.state, desk.path, wrong, fingerprint_of(desk.path))
    draft = desk.open()
    assert draft.bring_back() and draft.content == wrong


def test_stored_changes_that_cannot_be_shown_are_not_replaced(desk: Desk) -> None:
    edited_and_killed(desk)
    draft = desk.open()
    working = own_folder().with_name("editing")
    shutil.rmtree(working)
    working.write_text("in place of a folder")
    assert not draft.bring_back() and not draft.editable
    assert "are kept, but cannot be restored" in desk.messages[0]
    assert not draft.apply("Add fact F1", with_fact)
    found = unsaved_changes.stored(desk.state, desk.path)
    assert found is not None and found.files == with_fact(NEW)


def test_a_missing_file_is_written_again_without_a_question(desk: Desk) -> None:
    draft = desk.open()
    draft.apply("Add fact F1", with_fact)
    desk.path.unlink()
    assert not draft.changed_outside()
    draft.save()
    draft.wait_until_saved()
    assert read_atlas(desk.path).files == draft.content and not draft.dirty


def test_an_atlas_that_another_window_edits_is_not_saved_over(desk: Desk) -> None:
    other = desk.path.with_name("other.arctic")
    save(other, OTHER)
    draft = desk.open()
    desk.path = other
    desk.open()
    draft.apply("Add fact F1", with_fact)
    assert not draft.save(other)
    assert desk.messages == [
        "other.arctic is open in another window. Save under another name, or close it there first."
    ]
    assert read_atlas(other).files == OTHER


@pytest.mark.parametrize("name", ["kart\udce4.arctic", "two\nlines.arctic"])
def test_a_change_is_stored_until_it_is_saved_whatever_the_file_is_called(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    strange = Desk(tmp_path, name)
    edited_and_killed(strange)
    assert unsaved_changes.all_stored(strange.state) == (strange.path,)
    draft = strange.open()
    assert draft.bring_back() and draft.content == with_fact(NEW)
    assert draft.save()
    draft.wait_until_saved()
    draft.wait_until_stored()
    assert read_atlas(strange.path).files == draft.content
    assert unsaved_changes.all_stored(strange.state) == ()
    strange.kill()


def test_a_failure_to_store_is_reported_and_the_next_change_is_stored(desk: Desk) -> None:
    draft, folder = desk.open(), desk.state / unsaved_changes.FOLDER
    draft.apply("Add fact F1", with_fact)
    folder.write_text("no folder")
    draft.keep()
    draft.wait_until_stored()
    (sentence,) = desk.messages
    assert sentence.startswith("Changes cannot be protected against a crash: ")
    folder.unlink()
    draft.keep()
    draft.wait_until_stored()
    assert unsaved_changes.all_stored(desk.state) == (desk.path,)


def test_a_file_that_is_locked_against_writing_is_reported_and_nothing_is_lost(desk: Desk) -> None:
    draft = desk.open()
    draft.apply("Add fact F1", with_fact)
    desk.path.chmod(0o444)
    draft.save()
    draft.wait_until_saved()
    assert "locked against writing; save under another name" in desk.messages[0] and draft.dirty
    assert read_atlas(desk.path).files == NEW
    other = desk.path.with_name("other.arctic")
    draft.save(other)
    draft.wait_until_saved()
    assert read_atlas(other).files == draft.content and not draft.dirty


def test_saved_before_an_undo_the_file_is_saved_again_after_it(desk: Desk) -> None:
    draft = desk.open()
    draft.apply("Add fact F1", with_fact)
    draft.save()
    draft.wait_until_saved()
    desk.store.undo()
    assert draft.dirty and draft.content == NEW
    draft.keep()
    desk.kill()
    draft = desk.open()
    assert draft.content == with_fact(NEW)
    assert draft.bring_back() and draft.content == NEW and not draft.changed_outside()


def test_what_another_window_edits_is_not_replaced_by_a_new_atlas(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(desk.path.with_name("own")))
    desk.state = state_folder()
    desk.open()
    with pytest.raises(ArcticMapError, match="open in another window"), replacing(desk.path):
        save(desk.path, OTHER)
    assert read_atlas(desk.path).files == NEW


def test_nothing_of_an_atlas_comes_back_in_the_one_that_takes_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(desk.path.with_name("own")))
    desk.state = state_folder()
    edited_and_killed(desk)
    session_file.write(session_folder(desk.path), SavedSession(projection="world"))
    with replacing(desk.path):
        save(desk.path, OTHER)
    assert not desk.open().bring_back()
    assert session_file.read(session_folder(desk.path)) is None
