"""The tools of the map: drawing, measuring and identifying by clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.map.digitising import Digitising
from arctic_map.desktop.map.identifying import Identifying
from arctic_map.desktop.map.sketching import Sketching

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.navigator import Navigator
    from arctic_map.desktop.window.store import Store


class MapTools(QObject):
    """Holds the tools, of which at most one is active."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    changed = Signal()
    """A tool was started or closed, or the steps of a drawing have changed."""

    def __init__(self, view: MapView, store: Store, navigator: Navigator, window: Window) -> None:
        super().__init__(window)
        self._store = store
        self.sketching = Sketching(view, store, window)
        self.digitising = Digitising(view, store, window)
        self.identifying = Identifying(store, navigator, window)
        for tool in (self.sketching, self.digitising, self.identifying):
            tool.message_emitted.connect(self.message_emitted)
        self.sketching.changed.connect(self.changed)
        self.digitising.changed.connect(self._drawing_changed)

    @property
    def current(self) -> Digitising | Sketching:
        """The tool that receives clicks on the map."""
        return self.digitising if self.digitising.active else self.sketching

    @property
    def bar(self) -> QWidget | None:
        """The visible bar of the active tool; None without one."""
        bars = (self.digitising.display.bar, self.sketching.bar)
        return next((bar for bar in bars if bar and bar.isVisible()), None)

    def undo(self) -> None:
        """Undo the last step of a drawing; without one, the last change of the map."""
        (self.digitising if self.digitising.active else self._store).undo()

    def redo(self) -> None:
        """Redo the last undone step of a drawing; without one, of the map."""
        (self.digitising if self.digitising.active else self._store).redo()

    def _drawing_changed(self) -> None:
        if self.digitising.active:
            self.sketching.stop()
        self.changed.emit()
