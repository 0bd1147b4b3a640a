"""The bar of the drawing tool: size of the outline, coordinates, snapping, and the next step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from arctic_map.desktop.map.map_bar import MapBar
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.model.outline import Outline, OutlineKind
from arctic_map.model.preferences import Preferences
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.digitising.words import place_in_words, size_in_words, vertices_in_words
from arctic_map.scene.words.coordinates import MAX_TEXT_LENGTH, position

TITLES = {
    OutlineKind.POINT: tr_later("Draw a point"),
    OutlineKind.LINE: tr_later("Draw a line"),
    OutlineKind.AREA: tr_later("Draw an area"),
}
LETTERS = 21
"""Width of the field for coordinates, in average characters."""


class OutlineBar(MapBar):
    """The bar of the tool that draws outlines for the atlas."""

    typed = Signal(float, float)
    """Longitude and latitude, degrees."""
    snap_requested = Signal(bool)
    finish_requested = Signal()
    close_requested = Signal()

    def __init__(self, window: QWidget, place: QWidget) -> None:
        super().__init__(window, place)
        self.field = QLineEdit()
        self.field.setMaxLength(MAX_TEXT_LENGTH)
        self.field.setMinimumWidth(LETTERS * self.fontMetrics().averageCharWidth())
        self.field.setAccessibleName(tr("Coordinates"))
        self.field.setToolTip(
            tr("Latitude and longitude of the selected or next vertex; press Enter to set it")
        )
        self.field.returnPressed.connect(self._type)
        self.field.textEdited.connect(lambda: self._mark(sound=True))
        self.snap = QCheckBox(tr("&Snap"))
        self.snap.setToolTip(tr("Snap vertices to the coast and to nearby marks"))
        self.snap.toggled.connect(self.snap_requested)
        self.finish_button = self.button(
            tr("&Done"),
            tr("Finish the drawing ({keys})", keys=shortcut_text("Return")),
            self.finish_requested,
        )
        self.close_button.clicked.connect(self.close_requested)
        self._placed = ""
        self.lay_out(self.field, self.snap, self.finish_button)

    def show_outline(self, outline: Outline | None, preferences: Preferences, *, snaps: bool) -> None:
        """Show the state of an outline; None hides the bar."""
        if outline is None:
            self.hide()
            return
        self.headline.setText(size_in_words(outline, preferences) or tr(TITLES[outline.kind]))
        self.detail.setText(vertices_in_words(outline))
        self.detail.setVisible(bool(self.detail.text()))
        self.hint.setText(_hint(outline))
        self.finish_button.setVisible(not outline.ended)
        self.finish_button.setEnabled(outline.is_enough)
        self.snap.setChecked(snaps)
        self._show_place(place_in_words(outline.place(outline.chosen), preferences) if outline.chosen else "")
        self.field.setPlaceholderText(tr("72°30′N 45°15′E"))
        self.come_forward()

    def _show_place(self, words: str) -> None:
        """Show the selected vertex, but keep a text that is being typed."""
        if words != self._placed:
            self._placed = words
            self.field.setText(words)
            self._mark(sound=True)

    def _type(self) -> None:
        place = position(self.field.text())
        self._mark(sound=place is not None)
        if place is not None:
            self._placed = ""
            self.field.clear()
            self.typed.emit(*place)

    def _mark(self, *, sound: bool) -> None:
        """Show a message if the text is not a position."""
        if not sound:
            self.hint.setText(
                tr("This is not a position. Write it as 72°30′N 45°15′E or as 72.5, 45.25 (latitude first).")
            )


def _hint(outline: Outline) -> str:
    if outline.kind is OutlineKind.POINT and not outline.count:
        return tr("Click its place, press Space for the middle of the map, or type coordinates.")
    if not outline.count:
        return tr("Click the first vertex, press Space for the middle of the map, or type coordinates.")
    if outline.kind is OutlineKind.POINT:
        return tr("Drag it, or type its coordinates; press Tab to move it with the arrow keys.")
    if outline.chosen is not None:
        return tr(
            "Arrow keys move the vertex, Delete removes it, Insert adds one after it, Tab goes "
            "to the next, Esc deselects it."
        )
    if outline.ended:
        return tr(
            "Drag a vertex, or the small disc between two to insert one; Tab selects one for the keyboard."
        )
    return tr("Click to add vertices; double-click or Enter finishes, Backspace removes one, Esc cancels.")
