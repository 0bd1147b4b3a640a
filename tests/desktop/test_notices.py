"""Nothing fails in silence: what went wrong stands on the map until it is seen to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from tests.desktop.driver import Driver, until

from arctic_map.desktop.files import other_programs
from arctic_map.desktop.widgets.notice import Notice, NoticeAction, Severity
from arctic_map.desktop.widgets.notice_stack import MAX_CARDS, Notices
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.words.links import parse

pytestmark = pytest.mark.desktop
WARNING = Severity.WARNING


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QMainWindow]:
    window = QMainWindow()
    middle = QWidget()
    middle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setCentralWidget(middle)
    window.resize(800, 500)
    window.show()
    yield window
    window.close()


@pytest.fixture
def notices(window: QMainWindow) -> Notices:
    middle = window.centralWidget()
    assert middle is not None
    return Notices(window, middle)


def texts(notices: Notices) -> list[str]:
    return [card.text for card in notices.cards]


def test_what_is_raised_below_a_notice_does_not_hide_it(window: QMainWindow, notices: Notices) -> None:
    notices.show_notice(Notice("one", WARNING))
    middle = window.centralWidget()
    assert middle is not None
    middle.raise_()
    seen = window.childAt(notices.geometry().center())
    assert seen is not None and notices.isAncestorOf(seen)


def test_a_notice_of_the_same_kind_takes_the_place_of_the_one_before(notices: Notices) -> None:
    notices.show_notice(Notice("one", WARNING, key="file"))
    notices.show_notice(Notice("other", WARNING, key="link"))
    notices.show_notice(Notice("one more", WARNING, key="file"))
    assert texts(notices) == ["other", "one more"]
    notices.withdraw("file")
    assert texts(notices) == ["other"]
    notices.withdraw("link")
    assert not notices.isVisible()


def test_warnings_stay_when_there_are_many(notices: Notices) -> None:
    notices.show_notice(Notice("warning", WARNING))
    for number in range(MAX_CARDS + 2):
        notices.show_notice(Notice(f"note {number}"))
    assert len(texts(notices)) == MAX_CARDS
    assert "warning" in texts(notices) and f"note {MAX_CARDS + 1}" in texts(notices)


def test_an_action_is_done_once_and_the_notice_goes(notices: Notices) -> None:
    done: list[bool] = []
    notices.show_notice(Notice("written", Severity.DONE, (NoticeAction("&Open", lambda: done.append(True)),)))
    notices.focus_newest()
    QTest.keyClick(notices.cards[0].buttons[0], Qt.Key.Key_Space)
    assert done == [True]
    assert texts(notices) == []


def test_escape_dismisses_it_and_the_keyboard_goes_back(window: QMainWindow, notices: Notices) -> None:
    notices.show_notice(Notice("one", WARNING))
    notices.focus_newest()
    button = notices.cards[0].close_button
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert texts(notices) == []
    assert window.focusWidget() is window.centralWidget()


def test_it_stays_within_the_map_with_long_words_and_large_letters(
    window: QMainWindow, notices: Notices
) -> None:
    notices.show_notice(Notice("a word and another " * 5, WARNING))
    font = window.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    window.setFont(font)
    window.resize(420, 400)
    until(lambda: window.rect().contains(notices.geometry()), "it is fitted")
    card = notices.cards[0]
    assert card.height() == card.height_at(card.width()) > 60


def test_what_is_no_warning_goes_by_itself(notices: Notices) -> None:
    notices.show_notice(Notice("done", Severity.DONE))
    notices.show_notice(Notice("warning", WARNING))
    done = next(card for card in notices.cards if card.text == "done")
    QApplication.sendEvent(done, QEvent(QEvent.Type.Leave))
    done._timer.setInterval(0)
    until(lambda: texts(notices) == ["warning"], "the note goes")


def test_refused_files_of_a_mixed_drop_are_named_together(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "notes.odt").write_text("words")
    (tmp_path / "letters.doc").write_text("words")
    driver.atlas.open_files([tmp_path / "notes.odt", tmp_path / "letters.doc"])
    assert driver.message.startswith("2 files were not opened.")
    assert "notes.odt: files of this kind are not supported" in driver.message
    assert "letters.doc: files of this kind are not supported" in driver.message
    driver.atlas.open_files([])
    assert driver.atlas.window.notices is not None
    assert driver.atlas.window.notices.cards == ()


@pytest.mark.slow
def test_a_refused_file_is_listed_until_it_is_mended_or_gone(driver: Driver, tmp_path: Path) -> None:
    file = tmp_path / "mine.geojson"
    file.write_text("no json")
    atlas = driver.atlas
    atlas.open_files([file])
    until(lambda: "mine.geojson was not opened" in driver.message, "the notice")
    assert atlas.window.notices is not None
    atlas.window.notices.cards[0].buttons[0].click()
    assert atlas.window.panel_shown(Panel.PROBLEMS) and atlas.scene.problems
    file.write_text('{"type": "Point", "coordinates": [40, 70]}')
    until(lambda: atlas.store.files, "the mended file is opened")
    assert atlas.scene.problems == ()
    atlas.workspace.files.close_all()
    file.write_text("no json again")
    atlas.open_files([file])
    until(lambda: atlas.scene.problems, "it is listed again")
    file.unlink()
    until(lambda: atlas.scene.problems == (), "the file is gone, and its problem with it")
    driver.settle()


def test_a_link_that_leads_nowhere_gets_a_notice(driver: Driver) -> None:
    driver.atlas.follow(parse("arctic-map://feature/atlantis"))
    assert "leads nowhere" in driver.message and "atlantis" in driver.message


def test_what_was_written_can_be_opened_and_shown_in_its_folder(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def has_opened(path: Path, found: bool) -> bool:
        opened.append(path)
        return found

    monkeypatch.setattr(other_programs, "open_file", lambda path: has_opened(path, True))
    monkeypatch.setattr(other_programs, "show_in_folder", lambda path: has_opened(path.parent, False))
    out = tmp_path / "map.png"
    out.write_bytes(b"")
    for number in (0, 1):
        driver.atlas.workspace.dialogs.notify_written(f"The map was written to {out}", out)
        assert str(out) in driver.message
        notices = driver.atlas.window.notices
        assert notices is not None
        notices.cards[0].buttons[number].click()
    assert opened == [out, tmp_path]
    assert "No program" in driver.message
    out.unlink()
    driver.atlas.workspace.dialogs.notify_written(f"The map was written to {out}", out)
    assert driver.atlas.window.notices is not None
    driver.atlas.window.notices.cards[0].buttons[0].click()
    assert "no longer exists" in driver.message


@pytest.mark.slow
def test_a_file_is_chosen_in_its_folder_where_the_system_can(tmp_path: Path) -> None:
    file = tmp_path / "map.png"
    assert other_programs.chooser(file, "darwin") == ["open", "-R", str(file)]
    assert other_programs.chooser(file, "win32") == ["explorer", f"/select,{file}"]
    assert other_programs.chooser(file, "linux") == []
