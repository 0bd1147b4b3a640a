"""How large icons and buttons are beside the text of a widget; loaded before the first paint."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

NO_LIMIT = 16_777_215
"""Qt's own word for it, where a widget may have a largest width or height, px."""
LINE = 20
"""Height of a line of usual text, px."""
SIDE = 20
"""Of an icon, px at usual text."""
PAD, TIGHT = 6, 4
"""Between an icon and the edge of its button, px: in the toolbar and in panels."""


def text_scale(widget: QWidget) -> float:
    """How much larger than usual a widget's text is, at least 1."""
    return max(widget.fontMetrics().height() / LINE, 1.0)


def icon_size(widget: QWidget) -> QSize:
    """Icons grow with text."""
    side = round(SIDE * text_scale(widget))
    return QSize(side, side)


def button_side(widget: QWidget, pad: int = PAD) -> int:
    """Of a square button, px."""
    return icon_size(widget).height() + 2 * pad
