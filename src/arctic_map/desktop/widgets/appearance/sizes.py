"""Sizes of icons and buttons relative to a widget's text; loaded before the first paint."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX: no limit to a widget's width or height, px."""
LINE = 20
"""Height of a line of text in the default size, px."""
SIDE = 20
"""Side of an icon next to text of the default size, px."""
PAD, TIGHT = 6, 4
"""Between an icon and the edge of its button, px: in the toolbar and in panels."""


def text_scale(widget: QWidget) -> float:
    """Return how much larger than the default a widget's text is, at least 1."""
    return max(widget.fontMetrics().height() / LINE, 1.0)


def icon_size(widget: QWidget) -> QSize:
    """Return the size of icons, which scale with the text, px."""
    side = round(SIDE * text_scale(widget))
    return QSize(side, side)


def button_side(widget: QWidget, pad: int = PAD) -> int:
    """Return the side of a square button, px."""
    return icon_size(widget).height() + 2 * pad
