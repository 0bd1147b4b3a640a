"""The properties dialog of opened files, where layers can be renamed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.dialogs.properties import PropertiesDialog
from arctic_map.desktop.widgets.program import program
from arctic_map.model.tr import tr
from arctic_map.scene.session.actions import rename_layer
from arctic_map.scene.words.words import position_in_words

if TYPE_CHECKING:
    from arctic_map.desktop.dialogs.properties import PropertiesDialog
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.attributes import Field
    from arctic_map.model.opened import Choice


class LayerProperties(QObject):
    """Opens the dialog and renames layers."""

    message_emitted = Signal(str)

    def __init__(
        self,
        store: Store,
        folder_of: Callable[[str], Path | None],
        choice_of: Callable[[Path], Choice],
        window: QWidget,
    ) -> None:
        """`folder_of` returns the folder of a layer's table, `choice_of` the user's answers about a file."""
        super().__init__(window)
        self._store, self._window = store, window
        self._folder_of, self._choice_of = folder_of, choice_of
        self.dialog: PropertiesDialog | None = None
        """The dialog while it is open."""
        store.opened.closed.connect(lambda id, _: self._let_go(id))

    def show(self, layer_id: str) -> None:
        """Show the properties of an opened file, in place of those of another."""
        file = next((each for each in self._store.files if each.layer.id == layer_id), None)
        if file is None:
            self.message_emitted.emit(tr("Open a file first to see the properties of its layer"))
            return
        if self.dialog is not None:
            self.dialog.close()
        name = next(layer.name for layer in self._store.scene.layers if layer.id == layer_id)
        self.dialog = dialog = PropertiesDialog(file, name, self._fields(layer_id), self._place, self._window)
        dialog.renamed.connect(self.rename)
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.read(program(), self._choice_of(Path(file.layer.file)))
        dialog.show()

    def rename(self, layer_id: str, name: str) -> None:
        """Rename a layer; an empty name restores that of its file."""
        is_open = any(file.layer.id == layer_id for file in self._store.files)
        if is_open and dict(self._store.session.names).get(layer_id, "") != name:
            self._store.apply(rename_layer(layer_id, name))

    def _place(self, lon: float, lat: float) -> str:
        coordinates = self._store.scene.preferences.coordinates
        return position_in_words(lon, lat, coordinates).partition(" · ")[0]

    def _fields(self, layer_id: str) -> tuple[Field, ...]:
        folder = self._folder_of(layer_id)
        if folder is None:
            return ()
        # DuckDB is loaded late, because only views of fields need it.
        from arctic_map.tables.attributes.attribute_store import NO_TABLE, AttributeStore

        try:
            table = AttributeStore(folder)
        except NO_TABLE:
            return ()
        table.close()
        return table.fields

    def _closed(self, dialog: PropertiesDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _let_go(self, layer_id: str) -> None:
        if self.dialog and self.dialog.layer_id == layer_id:
            self.dialog.close()
