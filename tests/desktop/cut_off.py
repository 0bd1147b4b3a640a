"""Finds words of a window that have less room than they need."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from arctic_map.desktop.panels.facts.fact_card import FactCard
from arctic_map.desktop.widgets.widget_text import ElidedLabel

SLACK = 1
"""Px: sizes are rounded."""


def cut_off(top: QWidget) -> list[str]:
    """Labels and controls that are shown, as far as they are cut or reach out of what holds them."""
    return [
        f"{type(widget).__name__} {_words(widget)!r}: {why}"
        for kind in (QLabel, QAbstractButton, QComboBox)
        for widget in top.findChildren(kind)
        # What a label elides it says in its tooltip, and what a card folds away it brings when it unfolds.
        if widget.isVisibleTo(top) and _words(widget) and not isinstance(widget, ElidedLabel)
        if not (widget.size().isEmpty() and isinstance(widget.parent(), FactCard))
        for why in _why(widget)
    ]


def _words(widget: QWidget) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else str(getattr(widget, "text", str)())


def _why(widget: QWidget) -> Iterator[str]:
    needed = widget.sizeHint()
    if widget.hasHeightForWidth():
        high = widget.heightForWidth(widget.width())
        if high > widget.height() + SLACK:
            yield f"{widget.height()} px high, needs {high} at {widget.width()} px"
    elif needed.width() > widget.width() + SLACK or needed.height() > widget.height() + SLACK:
        have = widget.size()
        yield f"{have.width()} x {have.height()} px, needs {needed.width()} x {needed.height()}"
    parent = widget.parentWidget()
    if parent is not None and widget.geometry().right() > parent.rect().right() + SLACK:
        yield f"reaches {widget.geometry().right() - parent.rect().right()} px out of {type(parent).__name__}"
