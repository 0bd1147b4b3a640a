"""Asks what to make of an opened file, and opens what was made."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from arctic_map.desktop.dialogs.profile_window import ProfileWindow
from arctic_map.desktop.files.reading_job import absolute
from arctic_map.model.catalog import Layer, Raster
from arctic_map.model.derived_file import CONTOURS, HEAT_MAP, HEXAGONS, SAMPLE, Derivation, DerivedFile
from arctic_map.model.layer_style import LayerStyle, Method
from arctic_map.model.opened import layer_id as layer_id_of
from arctic_map.model.path_text import address_of
from arctic_map.model.tr import tr
from arctic_map.scene.profile import profile_of, round_step
from arctic_map.scene.session.actions import style_layer
from arctic_map.tables.opened_drawings import OpenedFileDrawings

if TYPE_CHECKING:
    from arctic_map.desktop.files.file_export import FeatureExport
    from arctic_map.desktop.files.layer_styling import LayerStyling
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.projection import Box

BY_COUNT, CLASSES = LayerStyle(method=Method.NATURAL, field="count", title="count", outline=0.0), 6
"""The style of hexagons, and the greatest number of its classes."""
HEAT = LayerStyle(ramp="OrRd")  # no words: a name
"""The style of heat maps: from light to dark."""
THIN = LayerStyle(size=4.0)
"""The style of contours."""
SPARSE = 8
"""About how many contours are proposed."""


class DerivedFiles(QObject):
    """The dialog for one file at a time."""

    message_emitted = Signal(str)
    file_requested = Signal(object)
    """The path of a file to open."""
    tones_requested = Signal(object)
    """The Tones to play."""

    def __init__(self, store: Store, export: FeatureExport, styling: LayerStyling, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._export, self._styling, self._window = store, export, styling, window
        self.dialog: QInputDialog | None = None
        """The dialog, once it was opened."""
        self.profile: ProfileWindow | None = None
        """The last window with values along a line."""
        self._hexagons: set[str] = set()
        """Ids of layers of hexagons that are being opened."""
        export.derived.connect(self._open)

    def ask(self, kind: DerivedFile, layer_id: str) -> None:
        """Ask for the amount that a kind of file needs, then for a file to write."""
        layer = self._layer(layer_id)
        raster = layer if kind.of_raster else self._raster() if kind is SAMPLE else None
        if layer is None or (kind in (CONTOURS, SAMPLE) and (raster is None or raster.raster is None)):
            self.message_emitted.emit(_lacking(kind))
            return
        if kind is SAMPLE and raster is not None:
            files = (address_of(Path(raster.file)),)
            self._export.ask(layer_id, Derivation(kind, files=files, options=_band(raster.raster)))
            return
        proposed = _likely_interval(layer.raster) if layer.raster else self._likely_width(layer_id)
        options = _band(layer.raster) if layer.raster else ()
        self.dialog = dialog = QInputDialog(self._window)
        dialog.setInputMode(QInputDialog.InputMode.DoubleInput)
        dialog.setWindowTitle(tr(kind.title))
        dialog.setLabelText(tr(kind.question))
        dialog.setDoubleDecimals(max(1, 1 - floor(log10(proposed))))
        dialog.setDoubleRange(*kind.limits)
        dialog.setDoubleValue(proposed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.doubleValueSelected.connect(
            lambda amount: self._export.ask(layer_id, Derivation(kind, amount, options=options))
        )
        dialog.open()

    @property
    def raster_name(self) -> str:
        """Name of the topmost shown raster of values; empty if there is none."""
        raster = self._raster()
        return raster.name if raster else ""

    def show_profile(self, places: Sequence[tuple[float, float]]) -> None:
        """Show the values of the topmost raster along a line through places in degrees."""
        layer = self._raster()
        opened = self._store.drawings.files.layer(layer.id).opened if layer else None
        on_disk = opened.raster if isinstance(opened, OpenedFileDrawings) else None
        profile = profile_of(layer, on_disk, places) if layer and on_disk else None
        if profile is None:
            self.message_emitted.emit(tr("The raster has no values along this line"))
            return
        self.profile = ProfileWindow(profile, self._store.scene.preferences.units, self._window)
        self.profile.tones_requested.connect(self.tones_requested)
        self._store.scene_changed.connect(self.profile.follow)
        self.profile.show()

    def on_table_loaded(self, layer_id: str) -> None:
        """Colour hexagons by their counts, once their table is there."""
        if layer_id in self._hexagons:
            self._hexagons.remove(layer_id)
            self._styling.choose(layer_id, BY_COUNT, CLASSES)

    def _open(self, kind: DerivedFile, out: Path) -> None:
        id = layer_id_of(str(absolute(out)))
        if kind is HEXAGONS:
            self._hexagons.add(id)
        elif style := {HEAT_MAP.command: HEAT, CONTOURS.command: THIN}.get(kind.command):
            self._store.apply(style_layer(id, style), undoable=False)
        self.file_requested.emit(out)

    def _layer(self, layer_id: str) -> Layer | None:
        return next((each for each in self._store.scene.catalog.layers if each.id == layer_id), None)

    def _raster(self) -> Layer | None:
        """The topmost shown raster of values."""
        shown = {each.id for each in self._store.scene.layers if each.shown}
        layers = [each for each in self._store.scene.catalog.layers if each.raster and each.id in shown]
        return next((each for each in reversed(layers) if each.raster and not each.raster.is_colour), None)

    def _likely_width(self, layer_id: str) -> float:
        """A width in km of 1, 2 or 5 with zeros, some forty of which fit side by side into a layer."""
        box: Box | None = self._store.drawings.box(layer_id, self._store.session.projection)
        across = max(box[2] - box[0], box[3] - box[1]) / 40_000 if box else 50.0
        return round_step(min(max(across, 0.1), 1000.0))


def _lacking(kind: DerivedFile) -> str:
    if kind is CONTOURS:
        return tr("Open a raster first to draw its contours")
    if kind is SAMPLE:
        return tr("Open points and a raster first")
    return tr("Open a file first to count its points")


def _band(raster: Raster | None) -> tuple[str, ...]:
    """The option that names the shown band."""
    return ("--band", str(raster.band + 1)) if raster and raster.band else ()


def _likely_interval(raster: Raster) -> float:
    return round_step((raster.high - raster.low) / SPARSE)
