"""The order of the Tab key through the window, which is that of reading."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolBar, QWidget


def arrange(stops: Iterable[QWidget]) -> None:
    """Set the tab order of widgets in one window."""
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def stops(region: QWidget) -> list[QWidget]:
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
