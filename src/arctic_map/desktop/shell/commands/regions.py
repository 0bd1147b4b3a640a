"""The order in which F6 moves the focus: visible panels, the map, and the bar of the active tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from arctic_map.desktop.shell.commands import tab_order
from arctic_map.desktop.window.panel import Panel

if TYPE_CHECKING:
    from arctic_map.desktop.window.docks import Docks

Entry = Callable[[], QWidget | None]


class FocusRegions:
    """Moves the focus between the regions of the window."""

    def __init__(self, docks: Docks, view: QWidget, bar: Entry, entries: Mapping[Panel, Entry]) -> None:
        """`bar` returns the visible bar over the map, `entries` a panel's first focus if that is special."""
        self._docks, self._view, self._bar, self._entries = docks, view, bar, entries

    def go(self, step: int) -> None:
        """Focus the next region, or for -1 the previous one, where it had the focus last."""
        regions = self._regions()
        now = QApplication.focusWidget()
        here = next((at for at, (_, whole) in enumerate(regions) if now and _holds(whole, now)), None)
        at = (0 if step > 0 else -1) if here is None else here + step
        panel, whole = regions[at % len(regions)]
        whole.activateWindow()
        target = self._view if whole is self._view else self._entry(panel, whole)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def enter(self, panel: Panel) -> None:
        """Focus a panel that is visible, or else the map."""
        if not self._docks.panels.is_seen(panel):
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._entry(panel, self._docks.panels.of[panel]).setFocus(Qt.FocusReason.TabFocusReason)

    def _regions(self) -> list[tuple[Panel | None, QWidget]]:
        """Return the regions from left to right and down; None stands for the map and the bar over it."""
        seen = [(panel, self._docks.panels.of[panel]) for panel in Panel if self._docks.panels.is_seen(panel)]
        before = [(panel, dock) for panel, dock in seen if panel is Panel.LAYERS]
        after = [(panel, dock) for panel, dock in seen if panel is not Panel.LAYERS]
        bar = self._bar()
        over = [(None, bar)] if bar else []
        return [*before, (None, self._view), *over, *after]

    def _entry(self, panel: Panel | None, dock: QWidget) -> QWidget:
        last = dock.focusWidget()
        if last is not None and last.isVisible() and last.isEnabled():
            return last
        entry = self._entries.get(panel) if panel else None
        if entry and (widget := entry()):
            return widget
        stops = (stop for stop in tab_order.stops(dock) if stop.isVisible() and stop.isEnabled())
        return next(stops, dock)


def _holds(whole: QWidget, part: QWidget) -> bool:
    return whole is part or whole.isAncestorOf(part)
