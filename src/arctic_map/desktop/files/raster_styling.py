"""Opens the dialog for the colours of a raster, and applies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.dialogs.raster_dialog import RasterDialog
from arctic_map.model.layer_style import PLAIN, LayerStyle
from arctic_map.scene.session.actions import style_layer
from arctic_map.tables.opened_drawings import OpenedFileDrawings

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Layer
    from arctic_map.model.histogram import Histogram
    from arctic_map.scene.scene import Scene


class RasterStyling(QObject):
    """The dialog for one raster at a time; it follows undo."""

    def __init__(self, store: Store, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.dialog: RasterDialog | None = None
        """The dialog, once it was opened."""
        self._counted: tuple[tuple[str, int], Histogram | None] | None = None
        """The band whose values were counted last, and their histogram."""
        store.scene_changed.connect(lambda _before, scene: self._follow(scene))

    def show(self, layer_id: str) -> None:
        """Open the dialog for a layer."""
        if self.dialog is None:
            self.dialog = RasterDialog(self._window)
            self.dialog.chosen.connect(self.choose)
        self.dialog.layer_id = layer_id
        self._follow(self._store.scene)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def choose(self, layer_id: str, style: LayerStyle | None) -> None:
        """Give a raster these colours; None for the default."""
        self._store.apply(style_layer(layer_id, style))

    def _follow(self, scene: Scene) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        layer = next((each for each in scene.catalog.layers if each.id == dialog.layer_id), None)
        if layer is None or layer.raster is None:
            dialog.close()
            return
        style = dict(scene.styles).get(layer.id, PLAIN)
        dialog.show_raster(layer.id, layer.name, layer.raster, style, self._histogram(layer))

    def _histogram(self, layer: Layer) -> Histogram | None:
        """How often the values of the shown band occur; counted once."""
        raster = layer.raster
        if raster is None or raster.is_colour or raster.band is None:
            return None
        band = layer.id, raster.band
        if self._counted is None or self._counted[0] != band:
            opened = self._store.drawings.files.layer(layer.id).opened
            on_disk = opened.raster if isinstance(opened, OpenedFileDrawings) else None
            self._counted = band, on_disk.histogram(raster.band) if on_disk else None
        return self._counted[1]
