"""An unexpected error is logged and shown with its details, from every thread, and the window lives on."""

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from arctic_map.desktop.shell.startup.unexpected_error import LOG, ErrorReporter

WORDS = "the cat sat on the keys"


@pytest.fixture
def reporter(qapp: QApplication, tmp_path: Path) -> Iterator[ErrorReporter]:
    reporter = ErrorReporter(tmp_path / "state")
    yield reporter
    reporter.close()


@pytest.fixture
def window(reporter: ErrorReporter, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    reporter.show_in(window)
    window.show()
    return window


def dialogs(window: QWidget) -> list[QMessageBox]:
    return [dialog for dialog in window.findChildren(QMessageBox) if dialog.isVisible()]


def fail(words: str = WORDS) -> None:
    raise LookupError(words)


def catch(words: str = WORDS) -> None:
    try:
        fail(words)
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def log_of(tmp_path: Path) -> str:
    return (tmp_path / "state" / LOG).read_text(encoding="utf-8")


def test_the_dialog_has_the_details_to_copy_and_the_window_lives_on(
    window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    catch()
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    (dialog,) = dialogs(window)
    assert WORDS in dialog.detailedText()
    next(button for button in dialog.buttons() if "Copy" in button.text()).click()
    assert WORDS in QApplication.clipboard().text()
    assert WORDS in log_of(tmp_path)
    dialog.done(0)
    qtbot.waitUntil(lambda: not dialogs(window))


def test_a_second_error_opens_no_second_dialog(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    catch()
    catch()
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    assert len(dialogs(window)) == 1
    assert log_of(tmp_path).count(f"LookupError: {WORDS}") == 2


def test_an_error_in_any_thread_is_shown(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    thread = Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    assert WORDS in dialogs(window)[0].detailedText()
    assert WORDS in log_of(tmp_path)


def test_before_the_window_stands_an_error_is_a_sentence_and_the_log_has_its_details(
    reporter: ErrorReporter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catch()
    log = tmp_path / "state" / LOG
    assert capsys.readouterr().err == (
        f"arctic-map: unexpected LookupError: {WORDS} (details are in {log})\n"
    )
    assert "Traceback" in log_of(tmp_path)


def test_an_error_about_a_name_that_is_not_utf8_is_logged(
    reporter: ErrorReporter, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    catch("kart\udce4.arctic")
    assert r"kart\udce4.arctic" in log_of(tmp_path)
    assert r"kart\udce4.arctic" in caplog.text


def test_a_log_that_cannot_be_written_is_named_as_such_in_the_sentence(
    reporter: ErrorReporter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state").write_text("a file where the folder would be")
    catch()
    error = capsys.readouterr().err
    assert f"the log {tmp_path / 'state' / LOG} cannot be written" in error
    assert "Traceback" in error


def test_a_log_that_cannot_be_written_is_named_as_such_in_the_dialog(
    window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "state" / LOG).mkdir()
    catch()
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    assert f"the log {tmp_path / 'state' / LOG} cannot be written" in dialogs(window)[0].informativeText()
