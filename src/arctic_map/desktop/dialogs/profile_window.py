"""The values of a raster along a measured line, as a chart that can be saved as a picture or a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QMessageBox, QVBoxLayout, QWidget

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.widgets import tones
from arctic_map.errors import system_reason
from arctic_map.model.preferences import Units
from arctic_map.model.tr import labelled, tr
from arctic_map.scene.profile import Profile, length_ticks, profile_in_words, profile_table, ticks
from arctic_map.scene.sound import profile_tones
from arctic_map.scene.words.figures import short_number
from arctic_map.scene.words.measures import length_in_words
from arctic_map.storage.atomic_write import write_text

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene

USUAL = QSize(720, 380)
LEFT, RIGHT, TOP, FOOT = 72.0, 44.0, 14.0, 34.0
SCALE = 2.0
"""Pixels of a saved picture for one of the window."""


class ProfileChart(QWidget):
    """The line of values over the distance."""

    def __init__(self, profile: Profile, units: Units, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self.setAccessibleName(profile.title)
        self.use_units(units)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 160)

    def use_units(self, units: Units) -> None:
        """Draw lengths in other units."""
        self._units = units
        self.setAccessibleDescription(profile_in_words(self._profile, units))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(self.palette().ColorRole.Base))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        known, whole = self._profile.known, self._profile.metres[-1] or 1.0
        low, high = min(known), max(known)
        high = high if high > low else low + 1.0
        plot = QRectF(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - FOOT)
        self._axes(painter, plot, low, high, whole)
        painter.setPen(QPen(QColor(self.palette().color(self.palette().ColorRole.Highlight)), 2.0))
        line = QPolygonF()
        for metres, value in zip(self._profile.metres, self._profile.values, strict=True):
            if value is None:
                painter.drawPolyline(line)
                line = QPolygonF()
                continue
            up = plot.height() * (value - low) / (high - low)
            line.append(QPointF(plot.left() + plot.width() * metres / whole, plot.bottom() - up))
        painter.drawPolyline(line)

    def _axes(self, painter: QPainter, plot: QRectF, low: float, high: float, whole: float) -> None:
        quiet = tones.quiet(self.palette())
        grid = QPen(tones.line(self.palette(), 0.2), 1.0)
        for value in ticks(low, high):
            y = plot.bottom() - plot.height() * (value - low) / (high - low)
            painter.setPen(grid)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(quiet)
            room = QRectF(0.0, y - 10.0, LEFT - 8.0, 20.0)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(side), short_number(value, 6))
        for metres in length_ticks(whole, self._units):
            x = plot.left() + plot.width() * metres / whole
            painter.setPen(grid)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(quiet)
            room = QRectF(x - 60.0, plot.bottom() + 6.0, 120.0, 20.0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter), length_in_words(metres, self._units))

    def sizeHint(self) -> QSize:
        return USUAL


class ProfileWindow(QDialog):
    """Non-modal window; Esc closes it."""

    tones_requested = Signal(object)
    """Emitted with the Tones to play; none to stop."""

    def __init__(self, profile: Profile, units: Units, parent: QWidget) -> None:
        super().__init__(parent)
        self.profile = profile
        self.setWindowTitle(profile.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chart = ProfileChart(profile, units)
        self.summary = words(labelled(profile.quantity, self.chart.accessibleDescription()))
        self.dialog: QFileDialog | None = None
        """The dialog while it is open."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        sound = buttons.addButton(tr("&Play as sound"), QDialogButtonBox.ButtonRole.ActionRole)
        sound.clicked.connect(lambda: self.tones_requested.emit(profile_tones(profile)))
        self.finished.connect(lambda: self.tones_requested.emit(()))
        save = buttons.addButton(tr("&Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        save.clicked.connect(self._ask)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.chart, 1)
        column.addWidget(self.summary)
        column.addWidget(buttons)

    def follow(self, before: Scene, after: Scene) -> None:
        """Show lengths in the units of the new scene."""
        if before.preferences.units != (units := after.preferences.units):
            self.chart.use_units(units)
            self.summary.setText(labelled(self.profile.quantity, self.chart.accessibleDescription()))

    def _ask(self) -> None:
        self.dialog = dialog = QFileDialog(self, tr("Save profile"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        table, picture = tr("Table as text, for spreadsheets"), tr("Picture")
        dialog.setNameFilters([f"{table} (*.csv)", f"{picture} (*.png)"])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix("png" if "png" in name else "csv"))
        dialog.selectFile("profile.csv")
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the profile as a table, or its chart as a picture by the suffix .png."""
        try:
            if path.suffix.lower() == ".png":
                self._write_picture(path)
            else:
                write_text(path, profile_table(self.profile))
        except OSError as error:
            why = tr("{name} was not written: {why}", name=path.name, why=system_reason(error))
            QMessageBox.warning(self, tr("Save profile"), why)

    def _write_picture(self, path: Path) -> None:
        picture = QImage(self.chart.size() * SCALE, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(SCALE)
        self.chart.render(picture)
        if not picture.save(str(path)):
            raise OSError(0, tr("the picture could not be saved"), str(path))
