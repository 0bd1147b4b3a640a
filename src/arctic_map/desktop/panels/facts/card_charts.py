"""Small charts on the cards of facts, drawn when first visible."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from arctic_map.desktop.widgets.buttons import add_entry
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.export import chart_svg
from arctic_map.export.chart_layout import MIN_WIDTH
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.chart_values import heading

if TYPE_CHECKING:
    from arctic_map.errors import ArcticMapError
    from arctic_map.export.chart_svg import Picture
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.chart import Chart
    from arctic_map.model.preferences import Units
    from arctic_map.model.style import Look

Key = tuple[str, str, bool, int]
"""A drawn chart by chart id, look, contrast and width."""
DRAWING = tr_later("The chart is being drawn…")
LARGE = tr_later("Click it, or press Enter, to enlarge it")
OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
STEP = 8
"""Widths are multiples of this, px, so that resizing does not redraw at every pixel."""


class Artist(QObject):
    """Draws the charts of a catalogue in the background, each once; the library takes 0.3 s to load."""

    drawn = Signal(object)
    """Emitted with the key of a picture that was drawn or failed."""

    def __init__(self, catalog: Catalog, parent: QObject | None = None, units: Units = "km") -> None:
        """`units` are those of measured lengths."""
        super().__init__(parent)
        self.catalog, self._units = catalog, units
        self._pictures: dict[Key, Picture] = {}
        self._status: dict[Key, str] = {}
        """Why a requested picture is not available."""
        self._tasks = TaskQueue(self)

    def picture(self, chart: Chart, look: Look, width: int) -> Picture | None:
        """The picture of a chart if it is drawn; otherwise None, and `drawn` is emitted later."""
        key = _key(chart, look, width)
        if key not in self._pictures and key not in self._status:
            self._status[key] = tr(DRAWING)
            draw = partial(chart_svg.picture, chart, self.catalog, look, width, units=self._units)
            self._tasks.submit(draw, done=partial(self._keep, key), failed=partial(self._fail, key))
        return self._pictures.get(key)

    def status(self, chart: Chart, look: Look, width: int) -> str:
        """What to show instead of a picture that is not available."""
        return self._status.get(_key(chart, look, width), "")

    def dismiss(self) -> None:
        """Stop drawing."""
        self._tasks.cancel()

    def _keep(self, key: Key, picture: Picture) -> None:
        self._pictures[key] = picture
        self.drawn.emit(key)

    def _fail(self, key: Key, error: ArcticMapError) -> None:
        self._status[key] = tr("The chart cannot be drawn: {why}.", why=error)
        self.drawn.emit(key)


class ChartView(QWidget):
    """A chart as wide as its card; accessible description and tooltip contain its figures."""

    open_requested = Signal(object)
    """Emitted with the chart, to open it in a large window."""
    export_requested = Signal(object)

    def __init__(self, chart: Chart, artist: Artist, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.words = ""
        """The text of the chart; empty until it is drawn."""
        self._artist, self._look = artist, look
        self._renderer: QSvgRenderer | None = None
        self._shown: Key | None = None
        self._place = QRectF()
        self.setAccessibleName(tr("Chart: {heading}", heading=heading(chart)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        artist.drawn.connect(self._on_drawn)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        add_entry(self, tr("Enlarge"), lambda: self.open_requested.emit(self.chart))
        add_entry(self, tr("Export chart…"), lambda: self.export_requested.emit(self.chart))
        add_entry(self, tr("Copy chart as text"), lambda: QGuiApplication.clipboard().setText(self.words))

    @property
    def drawn(self) -> bool:
        """Whether the visible picture is up to date."""
        return self._renderer is not None and self._shown == self._key()

    def set_look(self, look: Look) -> None:
        """Use other colours or another text size."""
        if look is not self._look:
            larger, self._look = look.text_size != self._look.text_size, look
            if larger:
                self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return height_for(self.chart, self._artist.catalog, self._look, width)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(MIN_WIDTH), 24)

    def _key(self) -> Key:
        return _key(self.chart, self._look, self._drawn_width)

    @property
    def _drawn_width(self) -> int:
        return _stepped(self.width() / _enlarged(self._look, self.width()))

    def _on_drawn(self, key: Key) -> None:
        if key == self._key():
            self.update()

    def _use_picture(self) -> None:
        """Use the requested picture if it is ready; until then the last one stays."""
        if self.drawn:
            return
        if picture := self._artist.picture(self.chart, self._look, self._drawn_width):
            enlarged = _enlarged(self._look, self.width())
            self._place = QRectF(0, 0, picture.width * enlarged, picture.height * enlarged)
            # Without a parent, so that the previous renderer is freed.
            self._renderer = QSvgRenderer(QByteArray(picture.svg.encode()))
            self._shown = self._key()
            if picture.words != self.words:
                self.words = picture.words
                self.setAccessibleDescription(picture.words)
                self.setToolTip(tip(*picture.words.splitlines(), tr(LARGE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._use_picture()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._renderer is not None:
            self._renderer.render(painter, self._place)
        else:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            status = self._artist.status(self.chart, self._look, self._drawn_width)
            painter.drawText(self.rect(), CENTRED, status)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Accept it, so that the card is not pressed.
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.open_requested.emit(self.chart)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPEN:
            self.open_requested.emit(self.chart)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()


def height_for(chart: Chart, catalog: Catalog, look: Look, width: int) -> int:
    """Height in px that a view of the chart needs at a width."""
    enlarged = _enlarged(look, width)
    return round(enlarged * chart_svg.height_of(chart, catalog, _stepped(width / enlarged)))


def _key(chart: Chart, look: Look, width: int) -> Key:
    return chart.id, look.name, look.high_contrast, width


def _enlarged(look: Look, width: int) -> float:
    """Scale of the chart relative to its drawn size: that of text, limited by the width."""
    return max(1.0, min(look.text_size / 100, width / MIN_WIDTH))


def _stepped(width: float) -> int:
    return max(int(width) // STEP * STEP, round(MIN_WIDTH))
