"""The preview of the exported page, in which the map can be moved, and the contents of a data file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.widgets import tones
from arctic_map.model.attributes import Table
from arctic_map.model.tr import tr, tr_count

if TYPE_CHECKING:
    from arctic_map.desktop.dialogs.export_work import Preview
    from arctic_map.model.projection import Box, Viewport


EDGE = 12
"""Margin around the page, px."""
NOTCH = 120.0
"""Wheel rotation per zoom step, in eighths of a degree, as in Qt."""
STEP = 0.1
"""Share of the map's width or height that an arrow key moves."""
KEYS = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}
ZOOM_KEYS = {Qt.Key.Key_Plus: 1.0, Qt.Key.Key_Equal: 1.0, Qt.Key.Key_Minus: -1.0}


class PreviewPane(QWidget):
    """Shows a preview; dragging, wheel and keys request another extent."""

    box_requested = Signal(object)
    """Emitted with the requested extent in projected metres; None for that of the window."""
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._view: Viewport | None = None
        self._requested: Box | None = None
        self._grip: QPointF | None = None
        self._shift = QPointF()
        """Offset by which the picture was dragged, until it is redrawn."""
        self.setAccessibleName(tr("Preview"))
        self.setAccessibleDescription(tr("Arrow keys move the map, plus and minus zoom it, Home resets it"))
        self.setToolTip(
            tr("Drag or arrow keys: move the map; wheel, + and -: zoom; Home: fit the page to what it shows")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setMinimumSize(280, 240)
        self.closer, self.further, self.reset = self._buttons()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _buttons(self) -> tuple[QToolButton, QToolButton, QToolButton]:
        """Buttons for what the wheel and the keys do."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        made = []
        for text, name, run in (
            ("+", tr("Zoom in"), lambda: self._zoom(1.0)),
            ("−", tr("Zoom out"), lambda: self._zoom(-1.0)),
            (tr("Reset"), tr("Fit the page to what it shows"), self._go_back),
        ):
            button = QToolButton()
            button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(run)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            row.addWidget(button)
            made.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, 4, 4)
        column.addStretch(1)
        column.addLayout(row)
        made[-1].setEnabled(False)
        return made[0], made[1], made[2]

    def sizeHint(self) -> QSize:
        return QSize(640, 560)

    @property
    def room(self) -> tuple[int, int]:
        """Maximum width and height of the page, px."""
        return max(1, self.width() - 2 * EDGE), max(1, self.height() - 2 * EDGE)

    @property
    def preview(self) -> Preview | None:
        """The visible preview, or None."""
        return self._preview

    def show_preview(self, preview: Preview) -> None:
        """Show a preview that was drawn."""
        self._preview = preview
        self.reset.setEnabled(preview.request.request.box is not None)
        # Consecutive steps start from the requested extent, not from the one drawn so far.
        if self._view is None or preview.request.request.box in (None, self._requested):
            self._view = preview.view
        if self._grip is None:
            self._shift = QPointF()
        self.update()

    def page_rect(self) -> QRectF:
        """The rectangle of the page in the widget; empty without a preview."""
        if self._preview is None:
            return QRectF()
        size = self._preview.picture.deviceIndependentSize()
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(round(left), round(top), size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._desk())
        if self._preview is not None:
            rect = self.page_rect()
            painter.drawImage(rect.topLeft() + self._shift, self._preview.picture)
            painter.setPen(tones.line(self.palette()))
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._shift = event.position() - self._grip
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is None or event.button() != Qt.MouseButton.LeftButton:
            return
        moved, self._grip = event.position() - self._grip, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if self._preview is not None and not moved.isNull():
            view, shrunk = self._preview.view, self._preview.shrunk
            metres = view.resolution / shrunk
            self._move(-moved.x() * metres, moved.y() * metres)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(event.angleDelta().y() / NOTCH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS and self._view is not None:
            view = self._view
            right, down = KEYS[key]
            width, height = view.width * view.resolution, view.height * view.resolution
            self._move(right * width, -down * height)
        elif key in ZOOM_KEYS:
            self._zoom(ZOOM_KEYS[key])
        elif key == Qt.Key.Key_Home:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _zoom(self, steps: float) -> None:
        if self._view is not None and steps:
            self._request(replace(self._view, resolution=self._view.resolution * 2.0 ** (-steps / 2)))

    def _go_back(self) -> None:
        self._requested = None
        self.box_requested.emit(None)

    def _move(self, right: float, up: float) -> None:
        if self._view is not None:
            self._request(replace(self._view, x=self._view.x + right, y=self._view.y + up))

    def _request(self, view: Viewport) -> None:
        self._view, self._requested = view, view.box
        self.box_requested.emit(view.box)

    def _desk(self) -> QColor:
        palette = self.palette()
        window, words = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Text)
        return tones.blend(window, words, 0.12)


class ContentsPane(QTreeWidget):
    """A row per table, with its fields as child rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Contents of the file"))
        self.setToolTip(tr("Contents of the file; open a row to see its fields"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setColumnCount(2)
        self.setHeaderLabels((tr("Layer"), tr("Contents")))
        self.setUniformRowHeights(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)

    def show_tables(self, tables: Iterable[Table]) -> None:
        """List the tables, or say that there are none."""
        self.clear()
        for table in tables:
            count, mapped = len(table.rows), any(row.geometry for row in table.rows)
            holds = (
                tr_count(count, "{count} feature", "{count} features")
                if mapped
                else tr_count(count, "{count} row", "{count} rows")
            )
            row = QTreeWidgetItem((table.name, holds))
            row.setToolTip(0, table.note)
            for field, kind in table.columns.items():
                row.addChild(QTreeWidgetItem((field, tr("text") if kind is str else tr("date"))))
            self.addTopLevelItem(row)
        if not self.topLevelItemCount():
            empty = QTreeWidgetItem((tr("No layer with features is visible"),))
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addTopLevelItem(empty)
