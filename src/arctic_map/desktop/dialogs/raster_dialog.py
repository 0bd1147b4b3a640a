"""The dialog that styles a raster: its band, its ramp of colours, and the values of their ends."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.dialogs.histogram_view import HistogramView
from arctic_map.desktop.dialogs.style_rows import SWATCH, swatch
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.catalog import Band, Raster
from arctic_map.model.histogram import Histogram
from arctic_map.model.layer_style import PLAIN, LayerStyle
from arctic_map.model.tr import number_with_comma_in, tr
from arctic_map.scene.raster_pictures import band_id, band_words
from arctic_map.scene.symbology.colours import RAMPS, ramp

SOON_MS = 150
"""Delay after the last change, ms."""


class RasterDialog(QDialog):
    """Non-modal dialog that shows each change at once; Esc closes it."""

    chosen = Signal(str, object)
    """Emitted with the id of a layer and its LayerStyle, or None for the default."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.layer_id = ""
        self._style = PLAIN
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._choose)
        self.setWindowTitle(tr("Colours of a raster"))
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.band = QComboBox()
        self.band.setAccessibleName(tr("Band"))
        self.band.activated.connect(lambda _: self._choose_band())
        self._bands: tuple[Band, ...] = ()
        self.ramp = QComboBox()
        self.ramp.setIconSize(SWATCH)
        for name in RAMPS:
            self.ramp.addItem(swatch(ramp(name, 9)), name, name)
        self.reverse = QCheckBox(tr("&Reversed"))
        self.relief = QCheckBox(tr("&Shaded relief"))
        self.relief.setToolTip(tip(tr("Shade the values as heights, with light from the upper left")))
        self.relief.clicked.connect(lambda _: self._choose())
        self.histogram = HistogramView()
        self.histogram.limits_chosen.connect(self._take_limits)
        self.whole_button = QPushButton(tr("&Whole range"))
        self.whole_button.setToolTip(tip(tr("From the least to the greatest value of the raster")))
        self.whole_button.clicked.connect(self._take_whole)
        self._counted: Histogram | None = None
        self.low, self.high = QLineEdit(), QLineEdit()
        for line, words in (
            (self.low, tr("Lower values get the first colour too")),
            (self.high, tr("Higher values get the last colour too")),
        ):
            line.setToolTip(tip(words))
            line.textEdited.connect(lambda _: self._soon.start())
        self.ramp.activated.connect(lambda _: self._soon.start())
        self.reverse.clicked.connect(lambda _: self._soon.start())
        self.reset_button = QPushButton(tr("Defa&ult style"))
        self.reset_button.clicked.connect(self._reset)
        self._lay_out()

    def show_raster(
        self, layer_id: str, name: str, raster: Raster, style: LayerStyle, histogram: Histogram | None = None
    ) -> None:
        """Show the present colours of a layer without emitting a request."""
        self._counted = histogram
        self.histogram.show_values(histogram, raster.low, raster.high, raster.ramp, reverse=raster.reverse)
        is_typing = layer_id == self.layer_id and self._soon.isActive()
        self._list_bands(raster, style)
        self.layer_id, self._style = layer_id, style
        self.heading.setText(tr("{name} has colours of its own.", name=name) if raster.is_colour else name)
        for widget in (self.ramp, self.reverse, self.relief, self.low, self.high, self.reset_button):
            widget.setEnabled(not raster.is_colour)
        self.whole_button.setEnabled(histogram is not None)
        if is_typing:
            return
        blockers = [QSignalBlocker(widget) for widget in (self.ramp, self.reverse, self.relief)]
        self.ramp.setCurrentIndex(max(self.ramp.findData(raster.ramp), 0))
        self.reverse.setChecked(raster.reverse)
        self.relief.setChecked(raster.relief)
        del blockers
        for line, value in ((self.low, raster.low), (self.high, raster.high)):
            # What is typed is not rewritten.
            if number_with_comma_in(line.text()) != value:
                line.setText(f"{value:.10g}")

    def _list_bands(self, raster: Raster, style: LayerStyle) -> None:
        """List the bands, and each quantity at the time of the timeline."""
        self._form.setRowVisible(self.band, bool(raster.bands))
        if raster.bands != self._bands:
            self._bands = raster.bands
            self.band.clear()
            for variable in dict.fromkeys(each.variable for each in raster.bands):
                if all(each.day for each in raster.bands if each.variable == variable):
                    words = tr("{quantity}, by the timeline", quantity=variable) if variable else ""
                    self.band.addItem(words or tr("By the timeline"), variable)
            for each in raster.bands:
                self.band.addItem(band_words(each), band_id(each))
        shown = "" if raster.band is None or not raster.bands else band_id(raster.bands[raster.band])
        first = raster.bands[0].variable if raster.bands else ""
        at = self.band.findData(style.band or first)
        self.band.setCurrentIndex(at if at >= 0 else max(0, self.band.findData(shown)))

    def _lay_out(self) -> None:
        colours = QHBoxLayout()
        colours.addWidget(self.ramp, 1)
        colours.addWidget(self.reverse)
        form = self._form = QFormLayout()
        form.addRow(tr("&Band"), self.band)
        caption = QLabel(tr("&Colours"))
        caption.setBuddy(self.ramp)
        form.addRow(caption, colours)
        form.addRow("", self.relief)
        form.addRow(self.histogram)
        form.addRow(tr("&First colour at"), self.low)
        form.addRow(tr("&Last colour at"), self.high)
        self.ramp.setAccessibleName(tr("Colours"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.reset_button, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.addButton(self.whole_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        for button in buttons.buttons():
            # Enter in a field must not close the dialog.
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addLayout(form)
        column.addWidget(buttons)

    def _choose(self) -> None:
        low, high = number_with_comma_in(self.low.text()), number_with_comma_in(self.high.text())
        if low is None or high is None or low >= high:
            return
        style = replace(
            self._style,
            ramp=self.ramp.currentData(),
            reverse=self.reverse.isChecked(),
            relief=self.relief.isChecked(),
            limits=(low, high),
        )
        self.chosen.emit(self.layer_id, style)

    def _take_limits(self, low: float, high: float) -> None:
        self.low.setText(f"{low:.10g}")
        self.high.setText(f"{high:.10g}")
        self._soon.start()

    def _take_whole(self) -> None:
        if self._counted is not None:
            self._take_limits(self._counted.low, self._counted.high)

    def _choose_band(self) -> None:
        """Show another band; the range stays for bands of one quantity."""
        chosen: str = self.band.currentData()
        variables = {band_id(each): each.variable for each in self._bands}
        before = self._style.band or self._bands[0].variable
        same = variables.get(chosen, chosen) == variables.get(before, before)
        style = replace(self._style, band=chosen, limits=self._style.limits if same else ())
        self._soon.stop()
        self.chosen.emit(self.layer_id, style)

    def _reset(self) -> None:
        self._soon.stop()
        self.chosen.emit(self.layer_id, None)
