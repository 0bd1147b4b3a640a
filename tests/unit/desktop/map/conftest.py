"""Window, store and a view without a page, for the tools on the map."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.built_in import built_in

from arctic_map.desktop.window.main_window import Window
from arctic_map.desktop.window.store import Store
from arctic_map.geo.position import project
from arctic_map.model.note import Note
from arctic_map.model.projection import Viewport
from arctic_map.scene.compose import start
from arctic_map.scene.session.session import Session


class SilentBridge:
    """A bridge to no page."""

    def send(self, message: object) -> None:
        """Send nothing."""


class PagelessView(QWidget):
    """Stands where the page is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bridge = SilentBridge()


@dataclass
class Parts:
    """What a tool needs, and what it has reported."""

    view: Any
    store: Store
    window: Window
    messages: list[str]

    def metres(self, place: tuple[float, float]) -> tuple[float, float]:
        """A place in degrees, in projected metres."""
        point = project(self.store.scene.projection, *place)
        assert point is not None
        return point


@pytest.fixture
def parts(qtbot: QtBot, tmp_path: Path) -> Callable[..., Parts]:
    def made(*notes: Note) -> Parts:
        catalog, drawings = built_in()
        session = Session(notes=notes, viewport=Viewport(2_000_000.0, -2_000_000.0, 2_000.0, 800, 600))
        window = Window(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        qtbot.addWidget(window)
        return Parts(PagelessView(window), Store(catalog, start(catalog, session), drawings), window, [])

    return made
