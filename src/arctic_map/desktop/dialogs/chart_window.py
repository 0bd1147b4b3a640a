"""A chart in a resizable window of its own, and asking for the file to which a chart is exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.panels.facts.card_charts import CENTRED, Artist
from arctic_map.errors import ArcticMapError
from arctic_map.export.chart_svg import height_of
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.model.tr import tr, tr_later
from arctic_map.render.headless import ROWS_SUFFIX, SUFFIXES, write_chart, write_ice
from arctic_map.scene.chart_values import heading, in_words
from arctic_map.scene.sound import chart_tones

if TYPE_CHECKING:
    from arctic_map.export.chart_svg import Picture
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.chart import Chart
    from arctic_map.model.preferences import Units
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.sea_ice import IceChart


WIDTHS = tuple(range(240, 801, 40))
"""Widths at which the chart can be laid out, px; the one that gives the largest picture is used."""
EDGE = 24
"""Margin around the chart, px."""
RING = 2.0
"""Width of the focus ring, px."""
SHARE = 0.85
"""Initial size as a share of the main window."""


class ChartPaper(QWidget):
    """A widget with the chart centred on paper, scaled to fit."""

    def __init__(self, chart: Chart, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart, self._look = chart, scene.look
        self._catalog = scene.catalog
        self._picture: Picture | None = None
        self._renderer: QSvgRenderer | None = None
        self.setAccessibleName(tr("Chart: {heading}", heading=heading(chart)))
        self._use_units(scene.preferences.units)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def drawn(self) -> bool:
        """Whether the visible picture is up to date."""
        return self._picture is not None and self._picture is self._requested()

    def show_scene(self, scene: Scene) -> None:
        """Redraw in the colours and units of the window; the chart stays the one that was opened."""
        if scene.preferences.units != self._units:
            self._artist.dismiss()
            self._use_units(scene.preferences.units)
            self.update()
        if scene.look is not self._look:
            self._look = scene.look
            self.update()

    def _use_units(self, units: Units) -> None:
        self._units = units
        self._artist = Artist(self._catalog, self, units)
        self._artist.drawn.connect(lambda _key: self.update())
        self.setAccessibleDescription(in_words(self.chart, self._catalog, units))

    def dismiss(self) -> None:
        """Stop drawing."""
        self._artist.dismiss()

    def sizeHint(self) -> QSize:
        return QSize(640, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTHS[0], WIDTHS[0] // 2)

    def place(self) -> QRectF:
        """The rectangle of the chart in the widget, px; empty until it is drawn."""
        if self._picture is None:
            return QRectF()
        room = self._room()
        scale = min(room.width() / self._picture.width, room.height() / self._picture.height)
        box = QRectF(0, 0, self._picture.width * scale, self._picture.height * scale)
        box.moveCenter(room.center())
        return box

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def _requested(self) -> Picture | None:
        return self._artist.picture(self.chart, self._look, self._best_width())

    def _best_width(self) -> int:
        room = self._room()
        heights = {width: height_of(self.chart, self._catalog, width) for width in WIDTHS}
        return max(WIDTHS, key=lambda each: min(room.width() / each, room.height() / heights[each]))

    def _use_picture(self) -> None:
        """Use the requested picture if it is ready; until then the last one stays."""
        picture = self._requested()
        if picture is not None and picture is not self._picture:
            self._picture = picture
            self._renderer = QSvgRenderer(QByteArray(picture.svg.encode()))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._use_picture()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._look.palette.paper))
        if self._renderer is not None:
            self._renderer.render(painter, self.place())
        else:
            painter.setPen(QColor(self._look.palette.quiet))
            status = self._artist.status(self.chart, self._look, self._best_width())
            painter.drawText(self.rect(), CENTRED, status)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), RING))
            painter.drawRect(QRectF(self.rect()).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2))
        painter.end()


class LargeChart(QDialog):
    """Non-modal dialog; Esc closes it."""

    export_requested = Signal(object)
    tones_requested = Signal(object)
    """Emitted with the Tones to play; none to stop."""

    def __init__(self, chart: Chart, scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading(chart))
        self.chart = chart
        self.sheet = ChartPaper(chart, scene, self)
        self.finished.connect(self.sheet.dismiss)
        tones = chart_tones(chart, scene.catalog)
        if tones:
            self.finished.connect(lambda: self.tones_requested.emit(()))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 8, 12, 8)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for text, do in (
            *([(tr("&Play as sound"), lambda: self.tones_requested.emit(tones))] if tones else ()),
            (tr("&Export chart…"), lambda: self.export_requested.emit(self.chart)),
            (tr("&Copy as text"), self._copy),
            (tr("C&lose"), self.close),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(do)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sheet, 1)
        column.addLayout(buttons)
        self.resize(self.sizeHint().expandedTo(parent.size() * SHARE))
        self.sheet.setFocus()

    def follow(self, _before: Scene, scene: Scene) -> None:
        """Redraw in the colours and units of the new scene."""
        self.sheet.show_scene(scene)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.sheet.accessibleDescription())


KINDS = {suffix: EXPORT_FORMATS[suffix].name for suffix in SUFFIXES}
ROWS = {ROWS_SUFFIX: tr_later("Comma-separated values")}


def ask_and_write(parent: QWidget, chart: Chart, catalog: Catalog) -> Path | None:
    """Let the user choose a file and export the chart to it; return None if cancelled or failed."""
    return _ask(parent, chart.id, KINDS, lambda out: write_chart(out, chart, catalog))


def ask_and_write_ice(parent: QWidget, chart: IceChart, catalog: Catalog) -> Path | None:
    """Export the ice chart of a sea, as a picture or as CSV; return None if cancelled or failed."""
    return _ask(parent, chart.id, KINDS | ROWS, lambda out: write_ice(out, chart, catalog))


def _ask(
    parent: QWidget, name: str, suffixes: Mapping[str, str], write_to: Callable[[Path], None]
) -> Path | None:
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    kinds = {f"{tr(words)} (*{suffix})": suffix for suffix, words in suffixes.items()}
    chosen, kind = QFileDialog.getSaveFileName(
        parent, tr("Export chart"), str(Path(pictures) / f"{name}{SUFFIXES[0]}"), ";;".join(kinds)
    )
    if not chosen:
        return None
    out = Path(chosen)
    if out.suffix.lower() not in suffixes:
        out = out.with_name(out.name + kinds.get(kind, SUFFIXES[0]))
    try:
        write_to(out)
    except ArcticMapError as error:
        QMessageBox.warning(parent, tr("The chart was not exported"), str(error))
        return None
    return out
