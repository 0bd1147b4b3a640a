"""What a tool on the map says while it is at work: its figures, what comes next, what can be done."""

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
    NoteKind.DISTANCE: tr_later("Click where to begin, or press Space for the middle of the map."),
    NoteKind.AREA: tr_later("Click its first corner, or press Space for the middle of the map."),
    NoteKind.MARKER: tr_later("Click its place, or press Space for the middle of the map."),
    NoteKind.TEXT: tr_later("Click its place, or press Space for the middle of the map."),
    NoteKind.ARROW: tr_later("Click where it begins, or press Space for the middle of the map."),
}


class SketchBar(MapBar):
    copy_requested = Signal()
    keep_requested = Signal()
    switch_requested = Signal()
    close_requested = Signal()

    def __init__(self, window: QWidget, place: QWidget) -> None:
        super().__init__(window, place)
        self.copy_button = self.button(
            tr("&Copy"), tr("As text ({keys})", keys=shortcut_text("Ctrl+C")), self.copy_requested
        )
        self.keep_button = self.button(
            tr("&Keep"),
            tr("As a mark of a layer of your own, in exports too"),
            self.keep_requested,
        )
        self.switch_button = self.button("", "", self.switch_requested)
        self.close_button.clicked.connect(self.close_requested)
        self.lay_out(self.copy_button, self.keep_button, self.switch_button)

    def show_sketch(self, sketch: Sketch | None, preferences: Preferences) -> None:
        if sketch is None:
            self.hide()
            return
        note, measured = sketch.drawn, sketch.kind in MEASURED
        said = figures(note, preferences) if note else None
        self.headline.setText(said.headline if said and said.headline else tr(TITLES[sketch.kind]))
        self.detail.setText(_detail(said.legs, said.perimeter) if said and said.legs else "")
        self.detail.setVisible(bool(self.detail.text()))
        self.hint.setText(_hint(sketch))
        for button in (self.copy_button, self.keep_button):
            button.setVisible(measured)
            button.setEnabled(sketch.is_enough)
        self.switch_button.setVisible(measured)
        is_area = sketch.kind is NoteKind.AREA
        self.switch_button.setText(tr("&Distance") if is_area else tr("&Area"))
        self.switch_button.setToolTip(
            tr("Measure the way through the same places")
            if is_area
            else tr("Measure the area within the same places")
        )
        self.come_forward()


def _detail(legs: tuple[str, ...], perimeter: str) -> str:
    if perimeter:
        return tr("{length} round it", length=perimeter)
    return tr("last leg {leg}", leg=legs[-1])


def _hint(sketch: Sketch) -> str:
    if sketch.ended:
        return tr("Click to measure anew; Backspace goes on with this, Esc puts it away.")
    if not sketch.places:
        return tr(FIRST[sketch.kind])
    if sketch.kind is NoteKind.ARROW:
        return tr("Click where it points to; Backspace takes the beginning back, Esc stops.")
    return tr("Click for more places; a double click or Enter ends, Backspace takes one back, Esc stops.")
