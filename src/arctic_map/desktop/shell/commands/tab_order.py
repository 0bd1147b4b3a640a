"""The way of the Tab key through the window: as one reads it, not as its parts were made."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolBar, QWidget


def arrange(stops: Iterable[QWidget]) -> None:
    """From one to the next in this order; all are in one window."""
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def stops(region: QWidget) -> list[QWidget]:
    """What in a region takes the keyboard by the Tab key, now or once it is shown, in the order it was made.

    A toolbar's tools in the order in which they stand.
    """
    # Not by nextInFocusChain: PySide6 6.12 then takes each widget for the child of the one before it, and
    # the next collection of garbage ends widgets that are still there.
    if isinstance(region, QToolBar):
        tools = (region.widgetForAction(action) for action in region.actions())
        return [tool for tool in tools if tool is not None and _is_stop(tool)]
    # One that hands the keyboard on to a part of it takes it first.
    whole = [region] if region.focusProxy() else []
    # The list of a closed box is a window of its own.
    within = (widget for widget in region.findChildren(QWidget) if widget.window() is region.window())
    return whole + [widget for widget in within if _is_stop(widget)]


def _is_stop(widget: QWidget) -> bool:
    return widget.focusProxy() is None and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
