"""Opens the dialog for the colours of a raster, and applies them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.dialogs.raster_dialog import RasterDialog
from arctic_map.model.layer_style import PLAIN, LayerStyle
from arctic_map.scene.session.actions import style_layer

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.scene import Scene


class RasterStyling(QObject):
    """The dialog for one raster at a time; it follows undo."""

    def __init__(self, store: Store, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.dialog: RasterDialog | None = None
        """The dialog, once it was opened."""
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
        dialog.show_raster(layer.id, layer.name, layer.raster, dict(scene.styles).get(layer.id, PLAIN))
