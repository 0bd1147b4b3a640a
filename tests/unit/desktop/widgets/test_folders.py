"""Each atlas has a session of its own."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLockFile, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from arctic_map import resources
from arctic_map.desktop.widgets.folders import (
    LANGUAGE,
    SettingsFile,
    interface_language,
    session_folder,
    state_folder,
    window_settings,
)
from arctic_map.storage.user_language import LANGUAGE_VARIABLE

SOON_S = 10.0
"""Without it Qt waits for thirty."""


@pytest.fixture(autouse=True)
def state(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return state_folder()


def test_the_session_on_the_built_in_atlas_stays_where_earlier_versions_stored_it(state: Path) -> None:
    assert session_folder(resources.data()) == state


def test_another_atlas_has_another_session(state: Path, tmp_path: Path) -> None:
    one, other = session_folder(tmp_path / "one.arctic"), session_folder(tmp_path / "other.arctic")
    assert len({state, one, other}) == 3 and one.is_relative_to(state)


def test_an_atlas_has_the_same_session_by_whatever_path_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "one.arctic").write_bytes(b"")
    (tmp_path / "link.arctic").symlink_to("one.arctic")
    (tmp_path / "folder").mkdir()
    one = session_folder(tmp_path / "one.arctic")
    assert session_folder(tmp_path / "link.arctic") == one
    assert session_folder(tmp_path / "folder" / ".." / "one.arctic") == one


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


def test_the_chosen_language_precedes_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv(LANGUAGE_VARIABLE, raising=False)
    settings = window_settings(remember=False)
    assert interface_language(settings) == "zh"
    settings.setValue(LANGUAGE, "ru")
    assert interface_language(settings) == "ru"
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    assert interface_language(settings) == "en"
