"""What waits for the screen goes on after so many paints, and where nobody sees the window too."""

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from arctic_map.desktop.widgets import next_frame
from arctic_map.desktop.widgets.next_frame import after_frames


class Painted(QWidget):
    """Asks for another paint at each one."""

    count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.count += 1
        self.update()


def test_it_goes_on_after_so_many_paints(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    # On a busy machine two paints may take longer than a reader should wait for them.
    monkeypatch.setattr(next_frame, "LATE_MS", 60_000)
    window, loop = Painted(), QEventLoop()
    after_frames(2, window, loop.quit)
    window.show()
    loop.exec()
    assert window.count >= 2
    window.close()


def test_a_window_that_nobody_sees_is_not_waited_for(qapp: QApplication) -> None:
    window, loop = Painted(), QEventLoop()
    after_frames(1, window, loop.quit)
    loop.exec()
    assert window.count == 0
