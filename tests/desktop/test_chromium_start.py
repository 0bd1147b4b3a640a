"""The wait for Chromium's processes is used for what the window needs."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication

from arctic_map.desktop.web import chromium

pytestmark = pytest.mark.desktop


def test_python_goes_on_in_another_thread_while_chromium_starts() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("beside_chromium.py"))],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert int(done.stdout) > 10


def test_the_work_beside_it_has_ended_when_it_has_started(qapp: QCoreApplication) -> None:
    ended: list[bool] = []

    def work(started: Event) -> None:
        ended.append(started.wait(60))

    profile = chromium.start(work)
    assert ended == [True]
    assert profile.isOffTheRecord()
