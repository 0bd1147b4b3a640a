"""Commands for layers of opened files: style, labels, properties, search, and export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.files.feature_export import FeatureExport
from arctic_map.desktop.files.field_labels import FieldLabels
from arctic_map.desktop.files.layer_properties import LayerProperties
from arctic_map.desktop.files.layer_styling import LayerStyling
from arctic_map.desktop.files.row_export import RowExport
from arctic_map.desktop.files.row_search import RowSearch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from arctic_map.desktop.files.opening import Opening
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store


class FileLayers(QObject):
    """Without a layer's id, a command applies to the file that the user is likely to mean."""

    message_emitted = Signal(str)
    noticed = Signal(object)
    """A Notice."""
    withdrawn = Signal(str)
    """The key of a notice."""
    written = Signal(str, object)
    """A message about a file that was written, and its path."""

    def __init__(
        self, store: Store, files: Opening, before_the_reader: Callable[[], Iterable[str]], window: Window
    ) -> None:
        """`before_the_reader` returns ids of layers that the user sees, the likeliest first."""
        super().__init__(window)
        self._store, self._before_the_reader = store, before_the_reader
        self.styling = LayerStyling(store, files.table_of, window)
        self.labels = FieldLabels(store, files.table_of, window)
        self.properties = LayerProperties(store, files.table_of, files.choice_of, window)
        self.search = RowSearch(store, files.table_of, window)
        self.row_export = RowExport(store, files.table_of, window)
        self.feature_export = FeatureExport(store, files.choice_of, window)
        for speaker in (self.styling, self.labels, self.properties, self.row_export, self.feature_export):
            speaker.message_emitted.connect(self.message_emitted)
        for export in (self.row_export, self.feature_export):
            export.written.connect(self.written)
        self.feature_export.noticed.connect(self.noticed)
        self.feature_export.withdrawn.connect(self.withdrawn)

    def on_table_loaded(self, layer_id: str) -> None:
        """Pass on that a layer's table was made, or made again."""
        for part in (self.styling, self.labels, self.search):
            part.on_table_loaded(layer_id)

    def choose_style(self, layer_id: str = "") -> None:
        """Open the style dialog."""
        self.styling.show(self._file(layer_id))

    def export_features(self, layer_id: str = "") -> None:
        """Ask for a file to export features to."""
        self.feature_export.ask(self._file(layer_id))

    def show_properties(self, layer_id: str = "") -> None:
        """Open the properties dialog."""
        self.properties.show(self._file(layer_id))

    def close(self) -> None:
        """Cancel exports and close all tables."""
        self.feature_export.close()
        self.styling.close()
        self.labels.close()
        self.search.close()

    @property
    def current(self) -> str:
        """The layer of the file that the user has chosen, or of the last one; empty without files."""
        return self._file("")

    def _file(self, layer_id: str) -> str:
        files = [layer.id for layer in self._store.scene.layers if layer.file]
        likely = (layer_id, *self._before_the_reader())
        return next((id for id in likely if id in files), files[-1] if files else "")
