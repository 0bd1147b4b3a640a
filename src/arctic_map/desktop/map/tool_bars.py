"""The bars at the bottom of the map, in which the active tool shows its state and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.widget_text import shortcut_text
from arctic_map.geo.measure import crosses_itself
from arctic_map.geo.position import is_shown
from arctic_map.model.note import NoteKind
from arctic_map.model.outline import Outline, OutlineKind, Place
from arctic_map.model.preferences import Preferences
from arctic_map.model.projection import Projection
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.sketches.drawn_sizes import figures, place_in_words, size_in_words, vertices_in_words
from arctic_map.scene.words.coordinates import MAX_TEXT_LENGTH, position

if TYPE_CHECKING:
    from arctic_map.scene.sketches.drawing_steps import Sketch


WIDTH = 29
"""Width of the bar in line heights, if the map is wide enough."""
PAD, GAP, EDGE, FOOT = 12, 8, 24, 52
"""Padding, gap between parts, and least distance from the sides and the bottom of the map, px."""


class MapBar(QFrame):
    """A bar that covers a part of `place`, another widget of the window, at the middle of its bottom edge."""

    pointer_entered = Signal()
    close_requested = Signal()

    def __init__(self, window: QWidget, place: QWidget) -> None:
        super().__init__(window)
        self._place = place
        self.setAccessibleName(tr("Tool on the map"))
        self.headline, self.detail, self.hint = _label(), _label(), _label()
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(tr("Close the tool"))
        self.close_button.setToolTip(tr("Close the tool ({keys})", keys=shortcut_text("Esc")))
        self.close_button.clicked.connect(self.close_requested)
        place.installEventFilter(self)
        self.hide()

    def come_forward(self) -> None:
        """Show the bar with its present texts."""
        self.show()
        self.raise_()
        self._fit()

    def lay_out(self, *controls: QWidget) -> None:
        """Lay out headline, detail and controls in lines, with the hint below."""
        self._letter()
        self.hint.setForegroundRole(tones.Role.PlaceholderText)
        tones.tint_quiet_words(self)
        self._lines, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._flow = FlowLayout(gap=GAP)
        labels = (self.headline, self.detail)
        for widget in (*labels, *controls):
            self._flow.addWidget(widget)
        for label in labels:
            label.setWordWrap(False)
            label.setMinimumHeight(self.close_button.sizeHint().height())
        self._lines.addLayout(self._flow, 1)
        self._lines.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._lines)
        self._column.addWidget(self.hint)
        self._column.setSpacing(GAP // 2)
        self._column.setContentsMargins(PAD, GAP, GAP, GAP)

    def button(self, text: str, tip: str, requested: SignalInstance) -> QPushButton:
        """Return a button that emits `requested`."""
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        # First, since the request may open a form.
        self.leave_keys_to_map(button)
        button.clicked.connect(requested)
        return button

    def leave_keys_to_map(self, button: QAbstractButton) -> None:
        """Let a button leave the keyboard focus to the map, where the keys of the hint work."""
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._place.setFocus())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointer_entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._letter()
            # The labels inside get their new font after this event.
            QTimer.singleShot(0, self, self._fit)
        elif event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tones.line(self.palette(), 0.4), 1))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _letter(self) -> None:
        """Make the headline larger than the other texts, whatever their size."""
        font = QFont(self.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self.headline.setFont(font)

    def _fit(self) -> None:
        if self.isHidden():
            return
        room = self._place.size()
        width = min(WIDTH * self.fontMetrics().height(), room.width() - 2 * EDGE)
        self._flow.measure_again()  # Texts may be wider than before.
        self._lines.invalidate()
        height = self._column.heightForWidth(width)
        left, top = (room.width() - width) // 2, max(0, room.height() - height - FOOT)
        corner = self._place.mapTo(self.window(), QPoint(left, top))
        self.setGeometry(corner.x(), corner.y(), width, height)


def _label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


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
        self.lay_out(self.copy_button, self.keep_button, self.switch_button)

    def show_sketch(self, sketch: Sketch | None, preferences: Preferences) -> None:
        """Show the state of a sketch; None hides the bar."""
        if sketch is None:
            self.hide()
            return
        note, measured = sketch.drawn, sketch.measures
        values = figures(note, preferences) if note and not sketch.selects else None
        title = tr("Select features in an area") if sketch.selects else tr(TITLES[sketch.kind])
        self.headline.setText(values.headline if values and values.headline else title)
        self.detail.setText(_detail(values.legs, values.perimeter) if values and values.legs else "")
        self.detail.setVisible(bool(self.detail.text()))
        self.hint.setText(_hint(sketch))
        is_area = sketch.kind is NoteKind.AREA
        for button in (self.copy_button, self.keep_button, self.switch_button):
            button.setVisible(measured)
        self.copy_button.setEnabled(sketch.is_enough)
        self.keep_button.setEnabled(sketch.is_enough and not (is_area and crosses_itself(sketch.places)))
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
    if not sketch.places and sketch.selects:
        return tr("Drag around the features, with Shift in a rectangle, or click the corners (Space, Enter).")
    if not sketch.places:
        return tr(FIRST[sketch.kind])
    if sketch.kind is NoteKind.ARROW:
        return tr("Click where it points to; Backspace removes the start, Esc stops.")
    return tr("Click to add points; double-click or Enter finishes, Backspace removes one, Esc stops.")


OUTLINE_TITLES = {
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
        self.field.textEdited.connect(lambda: self._mark())
        self.snap = QCheckBox(tr("&Snap"))
        self.snap.setToolTip(tr("Snap vertices to the coast and to nearby marks"))
        self.snap.toggled.connect(self.snap_requested)
        self.leave_keys_to_map(self.snap)
        tip = tr("Finish the drawing ({keys})", keys=shortcut_text("Return"))
        self.finish_button = self.button(tr("&Done"), tip, self.finish_requested)
        self._placed = ""
        self._exact: Place | None = None
        """The place of the selected vertex, which the field shows rounded."""
        self._outline: Outline | None = None
        self._projection: Projection | None = None
        self._problem = ""
        """What is wrong with the text in the field."""
        self.lay_out(self.field, self.snap, self.finish_button)

    def show_outline(
        self, outline: Outline, projection: Projection, preferences: Preferences, *, snaps: bool
    ) -> None:
        """Show the state of an outline on the map's projection."""
        self.headline.setText(size_in_words(outline, preferences) or tr(OUTLINE_TITLES[outline.kind]))
        self.detail.setText(vertices_in_words(outline))
        self.detail.setVisible(bool(self.detail.text()))
        self._outline, self._projection = outline, projection
        self._mark(self._problem)
        self.finish_button.setVisible(not outline.ended)
        self.finish_button.setEnabled(outline.is_enough)
        self.snap.setChecked(snaps)
        self._exact = outline.place(outline.chosen) if outline.chosen else None
        self._show_place(place_in_words(self._exact, preferences) if self._exact else "")
        self.field.setPlaceholderText(tr("72°30′N 45°15′E"))
        self.come_forward()

    def _show_place(self, words: str) -> None:
        """Show the selected vertex, but keep a text that is being typed."""
        if words != self._placed:
            self._placed = words
            self.field.setText(words)
            self._mark()

    def _type(self) -> None:
        place = position(self.field.text())
        if place is None:
            self._mark(
                tr("This is not a position. Write it as 72°30′N 45°15′E or as 72.5, 45.25 (latitude first).")
            )
        elif self._projection and not is_shown(self._projection, *place):
            self._mark(tr("This projection does not reach this position."))
        else:
            lon, lat = self._unrounded(place)
            self._placed = self._problem = ""
            self.field.clear()
            self.typed.emit(lon, lat)

    def _unrounded(self, place: Place) -> Place:
        """The typed place, with the exact value of a coordinate that is as the field showed it."""
        shown, exact = position(self._placed), self._exact
        if shown is None or exact is None:
            return place
        return exact[0] if place[0] == shown[0] else place[0], exact[1] if place[1] == shown[1] else place[1]

    def _mark(self, problem: str = "") -> None:
        """Show a problem of the text until it changes; empty for none."""
        self._problem = problem
        self.hint.setText(problem or (_outline_hint(self._outline) if self._outline else ""))


def _outline_hint(outline: Outline) -> str:
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
