import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLockFile, QSettings
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.startup.settings_file import SettingsFile

SOON_S = 1.0


@pytest.mark.parametrize("write", [QCoreApplication.sendPostedEvents, SettingsFile.sync])
def test_the_lock_of_a_killed_window_keeps_nobody_waiting(
    qapp: QApplication, tmp_path: Path, write: Callable[[SettingsFile], None]
) -> None:
    path = tmp_path / "settings.ini"
    settings = SettingsFile(str(path), QSettings.Format.IniFormat)
    settings.setValue("theme", "dark")
    lock = Path(f"{settings.fileName()}.lock")
    lock.touch()
    begun = time.monotonic()
    write(settings)
    assert time.monotonic() - begun < SOON_S
    assert "theme=dark" in path.read_text() and not lock.exists()


def test_the_lock_of_a_window_that_lives_is_left_to_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    lock = QLockFile(f"{path}.lock")
    assert lock.lock()
    SettingsFile(str(path), QSettings.Format.IniFormat)._drop_abandoned_lock()
    assert Path(lock.fileName()).exists()
