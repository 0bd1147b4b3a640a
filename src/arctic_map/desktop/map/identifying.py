"""The dialog that lists everything at one place of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.geo.position import unproject
from arctic_map.model.tr import tr
from arctic_map.scene.session import actions
from arctic_map.scene.words.words import position_in_words

if TYPE_CHECKING:
    from arctic_map.desktop.dialogs.here import HereDialog
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.navigator import Navigator
    from arctic_map.desktop.window.store import Store


class Identifying(QObject):
    """Opens the dialog and selects what is chosen there."""

    message_emitted = Signal(str)

    def __init__(self, store: Store, navigator: Navigator, window: Window) -> None:
        super().__init__(window)
        self._store, self._navigator, self._window = store, navigator, window
        self.dialog: HereDialog | None = None
        """The dialog opened last, while it is open."""

    def show_here(self) -> None:
        """List what is at the selected feature, or else in the middle of the map, for keyboard users."""
        scene = self._store.scene
        if scene.viewport is not None:
            place = scene.card or scene.viewport
            self.show(place.x, place.y)

    def show(self, x: float, y: float) -> None:
        """List what is at projected metres, or say that there is only the base map."""
        from arctic_map.desktop.dialogs.here import HereDialog  # loaded late, because it is rarely needed
        from arctic_map.scene.identify import here

        scene = self._store.scene
        items, place = here(scene, self._store.drawings, x, y), unproject(scene.projection, x, y)
        position = (
            position_in_words(*place, scene.preferences.coordinates).partition(" · ")[0] if place else ""
        )
        if self.dialog is not None:
            self.dialog.close()
        if not items:
            self.message_emitted.emit(tr("There is only the base map here: {position}", position=position))
            return
        self.dialog = dialog = HereDialog(items, position, self._window)
        dialog.feature_chosen.connect(self._choose)
        dialog.feature_requested.connect(self._go)
        dialog.copied.connect(self.message_emitted)
        dialog.finished.connect(lambda: self._closed(dialog))
        self._choose(items[0].feature)
        dialog.show()

    def _choose(self, feature_id: str) -> None:
        catalog = self._store.scene.catalog
        if feature_id in catalog.features or catalog.rows_of(feature_id):
            self._store.apply(actions.select_feature(feature_id))

    def _go(self, feature_id: str) -> None:
        if feature_id in self._store.scene.catalog.features:
            self._navigator.go_to_feature(feature_id)
            return
        # A row of a file on disk is at a place in view.
        self._choose(feature_id)
        if card := self._store.scene.card:
            self._navigator.centre_on(card.x, card.y)

    def _closed(self, dialog: HereDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
