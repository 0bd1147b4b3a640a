"""Making, saving and closing an atlas of one's own, by mouse and keys."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox
from tests.desktop.driver import Driver, until
from tests.desktop.own_atlas import Open, own_atlas
from tests.unit.content.contents import TEXT

from arctic_map.content.edits import Content
from arctic_map.content.facts import put_fact
from arctic_map.content.package import unsaved_changes
from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.desktop.editing.atlas_file import file_name
from arctic_map.desktop.editing.atlas_saving import AtlasSaving
from arctic_map.desktop.editing.new_atlas import NewAtlasDialog
from arctic_map.desktop.files import opening, other_programs
from arctic_map.desktop.widgets.folders import state_folder

pytestmark = pytest.mark.desktop
CTRL = Qt.KeyboardModifier.ControlModifier
Own = tuple[Driver, Path]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, open_atlas: Open) -> Iterator[Own]:
    with own_atlas(tmp_path_factory.mktemp("own"), open_atlas) as found:
        yield found


@pytest.fixture
def own(shown: Own) -> Iterator[Own]:
    yield shown
    driver, _ = shown
    while driver.atlas.store.history.done:
        driver.atlas.store.undo()
    saved(driver)
    driver.dismiss_notices()


def saving(driver: Driver) -> AtlasSaving:
    return driver.atlas.workspace.saving


def saved(driver: Driver) -> None:
    """All of it."""
    draft = driver.atlas.workspace.draft
    draft.save()
    until(lambda: not draft.saving, "it is saved")


def fact(content: Content) -> Content:
    return put_fact(content, "trade", {"id": "F1", "text": "It went.", "kind": "reported"})


def box(driver: Driver) -> QMessageBox:
    found = saving(driver).dialog
    assert isinstance(found, QMessageBox)
    return found


def press(button: QAbstractButton | None) -> None:
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def save_as(dialog: QDialog | None, path: Path) -> None:
    """Choose the name of a file; `selectFile` does nothing while the field has the focus."""
    assert isinstance(dialog, QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.clearFocus()
    dialog.selectFile(str(path))
    dialog.accept()


def labelled(dialog: QMessageBox, text: str) -> QAbstractButton:
    return next(each for each in dialog.buttons() if each.text().replace("&", "") == text)


def test_a_new_atlas_is_made_of_pasted_text_and_opens(
    own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, _ = own
    started: list[Path] = []

    def start(path: Path) -> bool:
        started.append(path)
        return True

    monkeypatch.setattr(other_programs, "open_window_with", start)
    driver.take_keyboard()
    driver.command(Qt.Key.Key_N, CTRL)
    dialog = saving(driver).dialog
    assert isinstance(dialog, NewAtlasDialog)
    assert not dialog.ok.isEnabled() and "needs a title" in dialog.problem.text()
    QTest.keyClicks(dialog.fields["title"], "Ice & ships")
    assert "there is no text in it" in dialog.problem.text()
    QTest.keyClicks(dialog.fields["date"], "soon")
    QApplication.clipboard().setText(TEXT)
    dialog.text.setFocus()
    QTest.keyClick(dialog.text, Qt.Key.Key_V, CTRL)
    assert dialog.text.toPlainText() == TEXT
    assert "'soon' is not a date" in dialog.problem.text()
    dialog.fields["date"].clear()
    QTest.keyClicks(dialog.fields["date"], "2025-11")
    press(dialog.ok)
    save_as(saving(driver).dialog, tmp_path / "new")
    assert started == [tmp_path / "new.arctic"]
    made = read_atlas(tmp_path / "new.arctic").files
    assert made["article.txt"].decode() == TEXT
    assert b'title = "Ice & ships"' in made["catalog.toml"] and b'date = "2025-11"' in made["catalog.toml"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_the_text_of_a_new_atlas_is_read_from_a_file(own: Own, tmp_path: Path, name: str) -> None:
    driver, _ = own
    (tmp_path / name).write_text(f"# A heading\n\n{TEXT}" if name == "a.md" else TEXT)
    dialog = NewAtlasDialog(driver.atlas.window)
    dialog.read(tmp_path / name)
    until(dialog.file_button.isEnabled, "the file is read")
    assert "icebreaker" in dialog.text.toPlainText()
    assert dialog.fields["title"].text()
    assert dialog.ok.isEnabled()
    dialog.read(tmp_path / "nowhere.txt")
    until(dialog.file_button.isEnabled, "the file is given up")
    assert "nowhere.txt was not opened" in dialog.problem.text()
    dialog.close()


def test_the_title_says_that_something_is_not_saved_until_it_is(own: Own) -> None:
    driver, path = own
    window, draft = driver.atlas.window, driver.atlas.workspace.draft
    assert not window.isWindowModified()
    draft.apply("Add F1", fact)
    assert window.isWindowModified()
    driver.take_keyboard()
    driver.command(Qt.Key.Key_S, CTRL)
    until(lambda: not window.isWindowModified(), "it is saved")
    assert read_atlas(path).files == draft.content
    save = driver.atlas.workspace.menus.actions["file.save"]
    assert not save.isEnabled() and "All changes are saved." in save.toolTip()


def test_a_window_with_changes_asks_before_it_closes(own: Own) -> None:
    driver, _ = own
    driver.atlas.workspace.draft.apply("Add F1", fact)
    driver.atlas.window.close()
    assert driver.atlas.window.isVisible()
    question = box(driver)
    assert question.text() == "The atlas has unsaved changes."
    press(question.button(QMessageBox.StandardButton.Cancel))
    assert driver.atlas.window.isVisible() and driver.atlas.workspace.draft.dirty


def test_what_is_requested_during_a_save_is_done_after_it(own: Own, tmp_path: Path) -> None:
    driver, path = own
    draft = driver.atlas.workspace.draft
    before = draft.content
    draft.apply("Add F1", fact)
    ended: list[bool] = []
    names: list[Path] = []
    draft.save_ended.connect(ended.append)
    driver.atlas.path_changed.connect(names.append)
    draft.save()
    driver.atlas.store.undo()
    draft.save(tmp_path / "later.arctic")
    until(lambda: bool(ended), "all is saved")
    assert ended == [True] and draft.path == tmp_path / "later.arctic"
    assert b"F1" in b"".join(read_atlas(path).files.values())
    assert read_atlas(tmp_path / "later.arctic").files == before
    draft.save(path)
    draft.wait_until_saved()
    assert names == [tmp_path / "later.arctic", path], "later starts look for the window under its new name"


def test_a_file_that_another_program_has_changed_is_not_overwritten_unasked(own: Own, tmp_path: Path) -> None:
    driver, path = own
    draft = driver.atlas.workspace.draft
    draft.apply("Add F1", fact)
    theirs = path.read_bytes() + b"\0"
    path.write_bytes(theirs)
    until(lambda: "was changed by another program" in driver.message, "it is reported at once")
    saving(driver).save()
    assert path.read_bytes() == theirs
    press(labelled(box(driver), "Save as…"))
    naming = saving(driver).dialog
    assert isinstance(naming, QFileDialog)
    naming.reject()
    saving(driver).save()
    press(labelled(box(driver), "Overwrite"))
    until(lambda: not draft.dirty, "it is saved")
    assert read_atlas(path).files == draft.content


def test_a_window_that_asks_twice_before_it_closes_is_closed_by_the_answer(
    open_atlas: Open, tmp_path: Path
) -> None:
    with own_atlas(tmp_path, open_atlas) as (driver, path):
        window, draft = driver.atlas.window, driver.atlas.workspace.draft
        draft.apply("Add F1", fact)
        path.write_bytes(path.read_bytes() + b"\0")
        window.close()
        press(box(driver).button(QMessageBox.StandardButton.Save))
        press(box(driver).button(QMessageBox.StandardButton.Cancel))
        assert window.isVisible()
        window.close()
        press(box(driver).button(QMessageBox.StandardButton.Save))
        press(labelled(box(driver), "Overwrite"))
        until(lambda: not window.isVisible(), "the window closes")
        assert not draft.dirty and read_atlas(path).files == draft.content


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of files there")
def test_a_full_disk_is_reported_and_loses_nothing(own: Own) -> None:
    import resource

    driver, path = own
    draft, before = driver.atlas.workspace.draft, path.read_bytes()
    draft.apply("Add F1", fact)
    content = draft.content
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, limits[1]))
    try:
        saving(driver).save()
        until(
            lambda: "the disk is full; free some space, or save elsewhere" in driver.message, "it is reported"
        )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == before and draft.content == content and draft.dirty
    saving(driver).save()
    until(lambda: not draft.dirty, "it is saved")
    until(lambda: "the disk is full" not in driver.message, "the message is withdrawn")


def test_saved_under_another_name_the_window_edits_that(own: Own, tmp_path: Path) -> None:
    driver, path = own
    draft, before = driver.atlas.workspace.draft, path.read_bytes()
    draft.apply("Add F1", fact)
    saving(driver).save_as()
    save_as(saving(driver).dialog, tmp_path / "other.arctic")
    until(lambda: draft.path == tmp_path / "other.arctic", "it is saved")
    assert path.read_bytes() == before
    assert read_atlas(tmp_path / "other.arctic").files == draft.content
    draft.save(path)
    draft.wait_until_saved()
    assert draft.path == path


def test_a_copy_of_the_built_in_atlas_opens_as_ones_own(driver: Driver, tmp_path: Path) -> None:
    actions = driver.atlas.workspace.menus.actions
    assert not actions["file.save"].isEnabled()
    assert "save a copy" in actions["file.save"].toolTip()
    driver.atlas.workspace.atlas_copy.save(tmp_path / "mine.arctic")
    until(lambda: "that you can edit" in driver.message, "it is saved")
    assert b"[article]" in read_atlas(tmp_path / "mine.arctic").files["catalog.toml"]
    driver.dismiss_notices()


def test_the_start_page_leads_to_what_was_open_and_to_new_things(
    own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, path = own
    workspace, started = driver.atlas.workspace, list[Path | None]()

    def start(path: Path | None) -> bool:
        started.append(path)
        return True

    monkeypatch.setattr(other_programs, "open_window_with", start)
    monkeypatch.setattr(opening, "open_window_with", start)
    other = tmp_path / "other.arctic"
    other.write_bytes(path.read_bytes())
    workspace.files.recent.add(other)
    workspace.menus.actions["file.start"].trigger()
    page = workspace.starting.page
    assert page is not None and page.isVisible()
    item = page.recent.item(0)
    assert item is not None and item.text() == "other.arctic"
    place = page.recent.visualItemRect(item).center()
    QTest.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert started == [other] and not page.isVisible()
    workspace.starting.show()
    assert workspace.starting.page is not None
    press(workspace.starting.page.built_in)
    assert started == [other, None]
    workspace.starting.show()
    assert workspace.starting.page is not None
    press(workspace.starting.page.new)
    dialog = saving(driver).dialog
    assert isinstance(dialog, NewAtlasDialog)
    dialog.reject()
    workspace.files.recent.clear()


def test_what_was_not_saved_of_an_atlas_that_is_gone_becomes_another_one(
    own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, path = own
    workspace, started = driver.atlas.workspace, list[Path]()

    def start(path: Path) -> bool:
        started.append(path)
        return True

    monkeypatch.setattr(other_programs, "open_window_with", start)
    removed, stored = tmp_path / "gone.arctic", fact(read_atlas(path).files)
    unsaved_changes.keep(state_folder(), removed, stored, "1")
    workspace.starting.show()
    page = workspace.starting.page
    assert page is not None
    item = page.recent.item(0)
    assert item is not None and item.text() == "gone.arctic – with unsaved changes"
    place = page.recent.visualItemRect(item).center()
    QTest.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    save_as(saving(driver).dialog, tmp_path / "found.arctic")
    assert started == [tmp_path / "found.arctic"] and read_atlas(started[0]).files == stored
    assert unsaved_changes.all_stored(state_folder()) == ()


@pytest.mark.parametrize(
    ("title", "name"), [("Ice: a/b?", "Ice ab.arctic"), ("...", "atlas.arctic"), ("北极", "北极.arctic")]
)
def test_a_title_becomes_a_name_that_every_disk_takes(title: str, name: str) -> None:
    assert file_name(title) == name
