"""Layers of servers are fetched again each time a period has passed, until they are closed."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from arctic_map.desktop.files import refresh_timers
from arctic_map.desktop.files.refresh_timers import RefreshTimers
from arctic_map.model.origin import Origin

ORIGIN = Origin("https://example.org/ogc", "example.org", "stations", "Stations", "2026-12-01T00:00Z")


def test_a_layer_is_fetched_each_time_until_it_is_closed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh_timers, "MS", 1)
    opened, fetched, owner = {"file-1": ORIGIN}, list[Origin](), QObject()
    timers = RefreshTimers(lambda: opened, fetched.append, owner)
    timers.start("file-1", 5)
    assert timers.minutes("file-1") == 5
    qtbot.waitUntil(lambda: fetched[:2] == [ORIGIN, ORIGIN])
    timers.start("file-1", 15)
    assert timers.minutes("file-1") == 15
    opened.clear()
    qtbot.waitUntil(lambda: timers.minutes("file-1") == 0)
