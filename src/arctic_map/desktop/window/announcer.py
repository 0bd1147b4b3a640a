"""Reads changes of the map to screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.widgets.announcing import announce
from arctic_map.scene.announcements import announcements

if TYPE_CHECKING:
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.scene import Scene


class Announcer(QObject):
    """Announces what each action has changed on the map."""

    announced = Signal(str)

    def __init__(self, store: Store, window: Window) -> None:
        super().__init__(window)
        self._window = window
        store.scene_changed.connect(self._follow)

    def _follow(self, before: Scene, after: Scene) -> None:
        if text := ". ".join(announcements(before, after)):
            announce(self._window, text)
            self.announced.emit(text)
