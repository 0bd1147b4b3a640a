"""An unexpected error shows its details and leaves the window alive."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from tests.desktop.driver import until

from arctic_map.desktop.startup.unexpected_error import LOG, Trouble

pytestmark = pytest.mark.desktop


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[QWidget]:
    window = QWidget()
    trouble = Trouble(tmp_path / "state", window)
    window.show()
    yield window
    trouble.let_go()
    window.close()


def dialogs(window: QWidget) -> list[QMessageBox]:
    return [dialog for dialog in window.findChildren(QMessageBox) if dialog.isVisible()]


def fail() -> None:
    raise LookupError("the cat sat on the keys")


def caught() -> None:
    try:
        fail()
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_the_dialog_has_the_details_to_copy_and_the_window_lives_on(window: QWidget, tmp_path: Path) -> None:
    caught()
    until(lambda: dialogs(window), "the dialog")
    (dialog,) = dialogs(window)
    assert "the cat sat on the keys" in dialog.detailedText()
    copy = next(button for button in dialog.buttons() if "Copy" in button.text())
    copy.click()
    assert "the cat sat on the keys" in QApplication.clipboard().text()
    assert "the cat sat on the keys" in (tmp_path / "state" / LOG).read_text()
    turned: list[bool] = []
    QTimer.singleShot(0, lambda: turned.append(True))
    until(lambda: turned, "the event loop after the error")
    dialog.done(0)


def test_a_second_error_opens_no_second_dialog(window: QWidget) -> None:
    caught()
    caught()
    until(lambda: dialogs(window), "the dialog")
    assert len(dialogs(window)) == 1
    dialogs(window)[0].done(0)
