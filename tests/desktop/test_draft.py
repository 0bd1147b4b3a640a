"""An atlas of one's own that is edited in the window: undone, saved, restored, locked by one window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import process_time, thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from tests.desktop.any_edit import KINDS, any_edit
from tests.desktop.driver import Driver, until
from tests.desktop.own_atlas import Open, own_atlas
from tests.unit.content.contents import PORT, TEXT

from arctic_map.content.catalog import load
from arctic_map.content.edits import Content
from arctic_map.content.facts import put_fact, remove_fact
from arctic_map.content.features import put_feature
from arctic_map.content.layers import put_layer
from arctic_map.content.package import unsaved_changes
from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.content.package.packing import About, made, packed, save
from arctic_map.content.package.unpacked import unpacked
from arctic_map.content.package.unsaved_changes import fingerprint_of
from arctic_map.desktop.editing.draft import KEEP_MS, Draft
from arctic_map.desktop.editing.editions import ContentVersions
from arctic_map.desktop.editing.new_atlas import NewAtlasDialog
from arctic_map.desktop.files import other_programs
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
SHOWN = "[...arctic.atlas.layers.visible()].map(({ id }) => id)"
MARKS = "arctic.atlas.layers.shown.get('ships').drawing.shapes.map(({ parts }) => parts)"


@pytest.fixture(scope="module")
def opened_own(tmp_path_factory: pytest.TempPathFactory, open_atlas: Open) -> Iterator[tuple[Driver, Path]]:
    with own_atlas(tmp_path_factory.mktemp("own"), open_atlas) as found:
        yield found


@pytest.fixture(scope="module")
def window(opened_own: tuple[Driver, Path]) -> Driver:
    return opened_own[0]


@pytest.fixture(scope="module")
def own(opened_own: tuple[Driver, Path]) -> Path:
    return opened_own[1]


@pytest.fixture
def draft(window: Driver) -> Iterator[Draft]:
    """Of the atlas as it was made."""
    draft = window.atlas.workspace.draft
    yield draft
    while window.atlas.store.history.done:
        window.atlas.store.undo()
    window.dismiss_notices()
    window.settle()


def fact(id: str, **more: object) -> Callable[[Content], Content]:
    row = {"id": id, "text": f"What {id} tells.", "kind": "reported", **more}
    return lambda content: put_fact(content, "trade", row)


def port_at(lon: float) -> Callable[[Content], Content]:
    """A port of one name, wherever it is."""
    place = {**PORT, "geometry": {"type": "Point", "coordinates": [lon, 69.65]}}

    def edit(content: Content) -> Content:
        return put_feature(
            put_layer(content, {"id": "ships", "name": "Ships", "topic": "trade"}), "ships", place
        )

    return edit


def test_a_fact_comes_goes_and_comes_again_by_the_keys(window: Driver, draft: Draft) -> None:
    store = window.atlas.store
    assert draft.editable and not draft.dirty
    assert draft.apply("Add fact F1", fact("F1", when="2024"))
    assert "F1" in store.catalog.fact
    assert window.atlas.workspace.menus.actions["edit.undo"].text().replace("&", "") == "Undo Add fact F1"
    store.apply(actions.select_fact("F1"))
    window.command(Qt.Key.Key_Z, CTRL)
    assert "F1" not in store.catalog.fact and store.scene.selected is None
    assert not draft.dirty
    window.command(Qt.Key.Key_Z, CTRL_SHIFT)
    assert "F1" in store.catalog.fact
    assert draft.dirty


def test_a_place_is_seen_where_it_was_drawn_last_and_gone_when_that_is_undone(
    window: Driver, draft: Draft
) -> None:
    store, view = window.atlas.store, window.viewport

    def seen() -> object:
        window.settle()
        return window.ask(MARKS)

    assert draft.apply("Draw Tromsø", port_at(19))
    west = seen()
    assert draft.apply("Move Tromsø", port_at(40))
    east = seen()
    assert east != west
    store.undo()
    assert seen() == west
    store.undo()
    window.settle()
    assert "ships" not in window.ask(SHOWN)
    assert draft.apply("Draw Tromsø", port_at(40))
    assert seen() == east
    assert "ships" in window.ask(SHOWN) and window.viewport == view


def test_a_fact_is_in_the_window_within_300_ms(window: Driver, draft: Draft) -> None:
    draft.apply("Add fact F1", fact("F1"))
    begin = process_time()
    draft.apply("Add fact F2", fact("F2"))
    assert process_time() - begin < 0.3


def test_an_edit_that_breaks_the_content_is_refused_in_a_sentence(window: Driver, draft: Draft) -> None:
    before = draft.content
    assert not draft.apply("Break", fact("F1", features=["nowhere"]))
    assert "there is no feature 'nowhere'" in window.message
    assert not draft.apply("Remove", lambda content: remove_fact(content, "F9"))
    assert "there is no fact 'F9'" in window.message
    assert draft.content == before and not draft.dirty
    assert not window.atlas.scene.problems


def test_what_is_saved_is_read_again_and_saved_to_the_same_bytes(
    window: Driver, draft: Draft, tmp_path: Path, own: Path
) -> None:
    draft.apply("Add fact F1", fact("F1"))
    draft.keep()
    until(lambda: unsaved_changes.stored(state_folder(), own), "the change is stored")
    assert draft.save()
    draft.wait_until_saved()
    draft.wait_until_stored()
    assert draft.content == read_atlas(own).files and "own.arctic was saved" in window.message
    assert unsaved_changes.stored(state_folder(), own) is None
    assert unsaved_changes.state_before(state_folder(), own) is None
    saved = own.read_bytes()
    save(tmp_path / "again.arctic", read_atlas(own).files)
    assert (tmp_path / "again.arctic").read_bytes() == saved
    window.atlas.store.undo()
    assert draft.dirty
    assert draft.save()
    draft.wait_until_saved()


def test_unsaved_changes_are_stored_automatically(window: Driver, draft: Draft, own: Path) -> None:
    draft.apply("Add fact F1", fact("F1"))
    until(lambda: unsaved_changes.stored(state_folder(), own), "the change is stored")
    found = unsaved_changes.stored(state_folder(), own)
    assert found and found.files == draft.content
    window.atlas.store.undo()
    until(
        lambda: unsaved_changes.stored(state_folder(), own) is None, "nothing is stored of what is as saved"
    )


def second_draft(window: Driver, path: Path, data: Path, state: Path) -> Draft:
    return Draft(path, ContentVersions(data, state), window.atlas.store, window.atlas.window)


def test_a_second_window_on_the_file_only_reads(window: Driver, own: Path) -> None:
    second = second_draft(window, own, unpacked(own)[0], state_folder())
    assert not second.editable
    assert second.why_not == ("own.arctic is open in another window. It is read-only here.")


@pytest.mark.slow
def test_what_a_killed_window_has_not_saved_comes_back(open_atlas: Open, own: Path) -> None:
    own = own.with_name("killed.arctic")
    save(own, made(TEXT, About("Ships in ice")))
    content = read_atlas(own).files
    unsaved_changes.keep(state_folder(), own, fact("F7")(content), fingerprint_of(own))
    with open_atlas(unpacked(own)[0], own) as driver:
        draft = driver.atlas.workspace.draft
        assert "F7" in driver.atlas.store.catalog.fact
        assert "Unsaved changes were restored" in driver.message
        driver.atlas.store.undo()
        assert draft.content == content
        draft.keep()
        draft.wait_until_stored()
        assert unsaved_changes.stored(state_folder(), own) is None


def test_a_damaged_atlas_is_only_read_and_says_where_the_state_before_is(
    window: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "torn.arctic"
    save(path, made(TEXT, About("Ships in ice")))
    before = unsaved_changes.keep_before(tmp_path, path)
    path.write_bytes(path.read_bytes()[:2000])
    draft = second_draft(window, path, tmp_path, tmp_path)
    assert not draft.editable
    assert draft.why_not.endswith(f"The version before the last save is kept as {before}.")


def test_without_a_folder_of_its_own_the_program_only_reads(window: Driver, tmp_path: Path) -> None:
    path, state = tmp_path / "one.arctic", tmp_path / "state"
    save(path, made(TEXT, About("Ships in ice")))
    state.write_text("no folder")
    draft = second_draft(window, path, tmp_path, state)
    assert not draft.editable
    assert "one.arctic is read-only: the program’s own folder cannot be written" in draft.why_not


@pytest.mark.slow
def test_random_edits_are_undone_and_redone_to_equal_bytes(
    window: Driver, draft: Draft, own: Path, tmp_path: Path
) -> None:
    pick, store, contents, made_kinds = Random(11), window.atlas.store, [draft.content], set[str]()
    before = packed(draft.content)
    while made_kinds < KINDS:
        kind, edit = any_edit(pick, store.scene)
        if not draft.apply("Edit", edit):
            assert kind.endswith("removed") and draft.content == contents[-1], window.message
        elif draft.content != contents[-1]:
            contents.append(draft.content)
            made_kinds.add(kind)
    for content in reversed(contents[:-1]):
        store.undo()
        assert draft.content == content
    assert packed(draft.content) == before == own.read_bytes()
    assert not store.catalog.facts and not draft.dirty
    for content in contents[1:]:
        store.redo()
        assert draft.content == content
    save(tmp_path / "all.arctic", draft.content)
    folder, _ = unpacked(tmp_path / "all.arctic")
    assert load(folder).facts == store.catalog.facts


@pytest.mark.slow
def test_an_edit_with_a_text_of_50_mb_does_not_stop_the_window_and_is_stored_within_a_second(
    open_atlas: Open, own: Path
) -> None:
    own = own.with_name("heavy.arctic")
    text = (b"%09d and what it says of ice.\n" * 1_500_000) % tuple(range(1_500_000))
    own.write_bytes(packed({**made(TEXT, About("Ships in ice")), "article.txt": text}, at_once=True))
    assert len(text) > 50_000_000
    with open_atlas(unpacked(own)[0], own) as driver:
        draft = driver.atlas.workspace.draft
        draft.apply("Add fact F1", fact("F1"))
        until(lambda: unsaved_changes.stored(state_folder(), own), "the first change is stored")
        begin, here = process_time(), thread_time()
        draft.apply("Add fact F2", fact("F2"))
        draft.keep()
        assert thread_time() - here < 0.1, "the window goes on"
        draft.wait_until_stored()
        assert process_time() - begin < 1.0 - KEEP_MS / 1000
        found = unsaved_changes.stored(state_folder(), own)
        assert found and found.files == draft.content
        here = thread_time()
        assert draft.save()
        assert draft.saving and thread_time() - here < 0.1, "the window goes on"
        assert "The atlas is being saved." in driver.atlas.workspace.menus.actions["file.save"].toolTip()
        until(lambda: "heavy.arctic is being saved…" in driver.message, "the message that it takes time")
        saving = draft.content
        draft.apply("Add fact F3", fact("F3"))
        driver.atlas.window.close()
        assert driver.atlas.window.isVisible(), "there is a question about what was edited meanwhile"
        assert driver.atlas.workspace.saving.dialog
        driver.atlas.workspace.saving.dialog.close()
        until(lambda: not draft.saving, "it is saved", 60_000)
        assert "heavy.arctic was saved" in driver.message
        assert read_atlas(own).files == saving and draft.dirty
        draft.wait_until_stored()
        found = unsaved_changes.stored(state_folder(), own)
        assert found and found.files == draft.content != saving
        # The window stays until all is saved.
        draft.save()
        driver.atlas.window.close()
        assert driver.atlas.window.isVisible() and "closes as soon as" in driver.message
        until(lambda: not driver.atlas.window.isVisible(), "it is saved and closed", 60_000)
        assert read_atlas(own).files == draft.content and unsaved_changes.stored(state_folder(), own) is None


def test_the_text_of_a_new_atlas_stays_until_its_file_is_written(
    window: Driver, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[Path]()

    def open_window_with(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(other_programs, "open_window_with", open_window_with)
    saving = window.atlas.workspace.saving
    saving.new()
    assert isinstance(saving.dialog, NewAtlasDialog)
    saving.dialog.fill("The ship left Tromsø.", About("Ships"))
    folder, chosen = tmp_path / "a.arctic", tmp_path / "Ships v1.2"
    folder.mkdir()
    for path in (None, folder, chosen):
        entry = saving.dialog
        assert isinstance(entry, NewAtlasDialog) and entry.fields["title"].text() == "Ships"
        assert entry.text.toPlainText() == "The ship left Tromsø."
        entry.reject()
        question = entry.discarding
        assert question is not None
        question.reject()
        assert entry.isVisible()
        entry.accept()
        chooser = saving.dialog
        assert isinstance(chooser, QFileDialog)
        monkeypatch.setattr(chooser, "selectedFiles", [str(path)].copy)
        chooser.done(path is not None)
    assert opened == [tmp_path / "Ships v1.2.arctic"]
    assert read_atlas(opened[0]).files
