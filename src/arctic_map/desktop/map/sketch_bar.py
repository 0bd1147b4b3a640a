"""The bar of measuring and note tools: figures, the next step, and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.map.map_bar import MapBar
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.model.note import MEASURED, NoteKind
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.notes.figures import figures

if TYPE_CHECKING:
    from arctic_map.model.preferences import Preferences
    from arctic_map.scene.notes.sketch import Sketch

TITLES = {
    NoteKind.DISTANCE: tr_later("Measure a distance"),
    NoteKind.AREA: tr_later("Measure an area"),
    NoteKind.MARKER: tr_later("Place a marker"),
    NoteKind.TEXT: tr_later("Place a text"),
    NoteKind.ARROW: tr_later("Place an arrow"),
}
FIRST = {
    NoteKind.DISTANCE: tr_later("Click the first point, or press Space for the middle of the map."),
    NoteKind.AREA: tr_later("Click its first corner, or press Space for the middle of the map."),
    NoteKind.MARKER: tr_later("Click its place, or press Space for the middle of the map."),
    NoteKind.TEXT: tr_later("Click its place, or press Space for the middle of the map."),
    NoteKind.ARROW: tr_later("Click its start, or press Space for the middle of the map."),
}


class SketchBar(MapBar):
    """The bar of the tools that measure and place notes."""

    copy_requested = Signal()
    keep_requested = Signal()
    switch_requested = Signal()
    close_requested = Signal()

    def __init__(self, window: QWidget, place: QWidget) -> None:
        super().__init__(window, place)
        self.copy_button = self.button(
            tr("&Copy"), tr("Copy as text ({keys})", keys=shortcut_text("Ctrl+C")), self.copy_requested
        )
        self.keep_button = self.button(
            tr("&Keep"),
            tr("Keep the measurement in a layer of your own, also in exports"),
            self.keep_requested,
        )
        self.switch_button = self.button("", "", self.switch_requested)
        self.close_button.clicked.connect(self.close_requested)
        self.lay_out(self.copy_button, self.keep_button, self.switch_button)

    def show_sketch(self, sketch: Sketch | None, preferences: Preferences) -> None:
        """Show the state of a sketch; None hides the bar."""
        if sketch is None:
            self.hide()
            return
        note, measured = sketch.drawn, sketch.kind in MEASURED
        values = figures(note, preferences) if note else None
        self.headline.setText(values.headline if values and values.headline else tr(TITLES[sketch.kind]))
        self.detail.setText(_detail(values.legs, values.perimeter) if values and values.legs else "")
        self.detail.setVisible(bool(self.detail.text()))
        self.hint.setText(_hint(sketch))
        for button in (self.copy_button, self.keep_button):
            button.setVisible(measured)
            button.setEnabled(sketch.is_enough)
        self.switch_button.setVisible(measured)
        is_area = sketch.kind is NoteKind.AREA
        self.switch_button.setText(tr("&Distance") if is_area else tr("&Area"))
        self.switch_button.setToolTip(
            tr("Measure the distance along the same points")
            if is_area
            else tr("Measure the area within the same points")
        )
        self.come_forward()


def _detail(legs: tuple[str, ...], perimeter: str) -> str:
    if perimeter:
        return tr("perimeter {length}", length=perimeter)
    return tr("last leg {leg}", leg=legs[-1])


def _hint(sketch: Sketch) -> str:
    if sketch.ended:
        return tr("Click to start again; Backspace continues this measurement, Esc closes it.")
    if not sketch.places:
        return tr(FIRST[sketch.kind])
    if sketch.kind is NoteKind.ARROW:
        return tr("Click where it points to; Backspace removes the start, Esc stops.")
    return tr("Click to add points; double-click or Enter finishes, Backspace removes one, Esc stops.")
