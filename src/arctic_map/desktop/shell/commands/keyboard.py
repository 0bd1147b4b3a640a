"""The keyboard in the window: the orders of F6 and Tab, and the mnemonic letters of menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolBar, QWidget

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
        stops = (stop for stop in tab_stops(dock) if stop.isVisible() and stop.isEnabled())
        return next(stops, dock)


def _holds(whole: QWidget, part: QWidget) -> bool:
    return whole is part or whole.isAncestorOf(part)


def set_tab_order(widgets: Iterable[QWidget]) -> None:
    """Set the tab order of widgets in one window."""
    for one, following in pairwise(widgets):
        QWidget.setTabOrder(one, following)


def tab_stops(region: QWidget) -> list[QWidget]:
    """Return the tab stops in a region as created, also hidden ones; those of a toolbar as displayed."""
    # Not by nextInFocusChain: PySide6 6.12 then takes each widget for a child of the previous one, and the
    # next garbage collection deletes widgets in use.
    if isinstance(region, QToolBar):
        tools = (region.widgetForAction(action) for action in region.actions())
        return [tool for tool in tools if tool is not None and _is_stop(tool)]
    # A widget with a focus proxy inside gets the focus first.
    whole = [region] if region.focusProxy() else []
    # The list of a closed combo box is a window of its own.
    within = (widget for widget in region.findChildren(QWidget) if widget.window() is region.window())
    return whole + [widget for widget in within if _is_stop(widget)]


def _is_stop(widget: QWidget) -> bool:
    return widget.focusProxy() is None and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


MARK = "&"
NO_LETTERS = "\u2e80"
"""The first of the characters that no keyboard has, such as the Chinese ones."""


def letter_of(text: str) -> str:
    """Return the letter that is marked already, in lower case; empty without one."""
    _, mark, rest = text.replace(2 * MARK, "").partition(MARK)
    return rest[:1].casefold() if mark else ""


def marked(text: str, letter: str) -> str:
    """Mark a letter in a caption, preferably at the beginning of a word; if it has none, one is added."""
    if not letter or letter_of(text):
        return text
    at = next((place for place in _places(text) if text[place].casefold() == letter), None)
    if at is not None:
        return text[:at] + MARK + text[at:]
    if [*_places(text)]:
        return text
    end = len(text.rstrip("…"))
    return f"{text[:end]}({MARK}{letter.upper()}){text[end:]}"


def letters(texts: Iterable[str], reserved: Iterable[str] = ()) -> list[str]:
    """Return a letter for each caption, "" if all of its letters are in use.

    Letters at the beginning of words are preferred; a caption without letters, as in Chinese, gets any.
    `reserved` are those of the menu's other entries.
    """
    texts = list(texts)
    used = {*reserved, *(letter_of(text) for text in texts)}
    chosen: list[str] = []
    for text in texts:
        free = [text[place].casefold() for place in _places(text)] or ascii_lowercase
        letter = letter_of(text) or next((each for each in free if each not in used), "")
        used.add(letter)
        chosen.append(letter)
    return chosen


def _places(text: str) -> Iterator[int]:
    """Yield indices of letters that can be marked: first at the beginning of words, then within."""
    letters = [at for at, letter in enumerate(text) if letter.isalnum() and letter < NO_LETTERS]
    begins = [at for at in letters if at == 0 or not text[at - 1].isalnum()]
    yield from begins
    yield from (at for at in letters if at not in begins)
