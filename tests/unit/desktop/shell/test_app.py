"""Signals that end the program, as at a logout, end its event loop."""

import os
import signal

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.shell.app import ended_by_signals

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends signals as Unix does")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_the_event_loop_with_the_usual_status(qapp: QApplication, name: str) -> None:
    # A loop of its own: Chromium does not survive that the application's ends and begins again.
    number, loop = getattr(signal, name), QEventLoop()
    before = signal.getsignal(number)
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), number))
    with ended_by_signals(loop.exit):
        assert loop.exec() == 128 + number
    assert signal.getsignal(number) == before


def test_a_signal_that_nohup_ignores_stays_ignored(qapp: QApplication) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_by_signals(QCoreApplication.exit):
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
