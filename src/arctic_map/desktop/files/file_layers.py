"""Layers of opened files: their commands, the properties dialog, and search in very many features."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.dialogs.properties import PropertiesDialog
from arctic_map.desktop.files.derived_files import DerivedFiles
from arctic_map.desktop.files.file_export import FeatureExport, RowExport
from arctic_map.desktop.files.layer_styling import FieldLabels, LayerStyling
from arctic_map.desktop.files.raster_styling import RasterStyling
from arctic_map.desktop.files.reader_process import program
from arctic_map.desktop.files.refresh_timers import RefreshTimers
from arctic_map.desktop.files.shared_layers import SharedLayers
from arctic_map.desktop.panels.table_queries import QueriesOfFiles
from arctic_map.geo.map_view import fetch_view
from arctic_map.model.catalog import LayerKind
from arctic_map.model.derived_file import DerivedFile
from arctic_map.model.map_view import FetchView
from arctic_map.model.tr import digits, tr
from arctic_map.scene.search_index import Hit
from arctic_map.scene.session.actions import rename_layer
from arctic_map.scene.words.words import position_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arctic_map.desktop.files.opening import Opening
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.attributes import Field
    from arctic_map.model.opened import Choice
    from arctic_map.model.origin import Origin


class FileLayers(QObject):
    """Without a layer's id, a command applies to the file that the user is likely to mean."""

    message_emitted = Signal(str)
    noticed = Signal(object)
    """A Notice."""
    withdrawn = Signal(str)
    """The key of a notice."""
    written = Signal(str, object)
    """A message about a file that was written, and its path."""
    file_requested = Signal(object)
    """The path of a file to open."""

    def __init__(
        self,
        store: Store,
        files: Opening,
        settings: QSettings,
        before_the_reader: Callable[[], Iterable[str]],
        window: Window,
    ) -> None:
        """`before_the_reader` returns ids of layers that the user sees, the likeliest first."""
        super().__init__(window)
        self._store, self._before_the_reader, self._window = store, before_the_reader, window
        self.styling = LayerStyling(store, files.table_of, window)
        self.raster_styling = RasterStyling(store, window)
        self.labels = FieldLabels(store, files.table_of, window)
        self.properties = LayerProperties(store, files.table_of, files.choice_of, window)
        self.search = RowSearch(store, files.table_of, window)
        self.row_export = RowExport(store, files.table_of, window)
        self.feature_export = FeatureExport(store, files.choice_of, window)
        self.shared = SharedLayers(settings, self._view, window)
        self.shared.file_requested.connect(self.file_requested)
        self.shared.renewed.connect(files.changes.outdated)
        self.refreshing = RefreshTimers(self._origins, self.shared.renew, window)
        fetching_and_export = self.shared, self.feature_export
        for speaker in (self.styling, self.labels, self.properties, self.row_export, *fetching_and_export):
            speaker.message_emitted.connect(self.message_emitted)
        for export in (self.row_export, self.feature_export):
            export.written.connect(self.written)
        for part in fetching_and_export:
            part.noticed.connect(self.noticed)
            part.withdrawn.connect(self.withdrawn)
        self.derived = DerivedFiles(store, self.feature_export, self.styling, window)
        self.derived.message_emitted.connect(self.message_emitted)
        self.derived.file_requested.connect(self.file_requested)

    def _origins(self) -> dict[str, Origin]:
        layers = (file.layer for file in self._store.files)
        return {layer.id: layer.origin for layer in layers if layer.origin}

    def _view(self) -> FetchView | None:
        """Places all over what the map shows."""
        scene = self._store.scene
        return fetch_view(scene.projection, scene.viewport) if scene.viewport else None

    def on_table_loaded(self, layer_id: str) -> None:
        """Pass on that a layer's table was made, or made again."""
        for part in (self.styling, self.labels, self.search, self.derived):
            part.on_table_loaded(layer_id)

    def choose_style(self, layer_id: str = "") -> None:
        """Open the style dialog."""
        id = self._file(layer_id)
        if id in {layer.id for layer in self._store.scene.layers if layer.kind is LayerKind.RASTER}:
            self.raster_styling.show(id)
        else:
            self.styling.show(id)

    def export_features(self, layer_id: str = "") -> None:
        """Ask for a file to export features to."""
        self.feature_export.ask(self._of_features(layer_id))

    def derive(self, kind: DerivedFile, layer_id: str = "") -> None:
        """Ask what to make of a file, and make it."""
        if kind.of_raster:
            self.derived.ask(kind, self._likeliest(layer_id, self._rasters()))
        else:
            self.derived.ask(kind, self._of_features(layer_id))

    def show_properties(self, layer_id: str = "") -> None:
        """Open the properties dialog."""
        self.properties.show(self._file(layer_id))

    def close(self) -> None:
        """Cancel exports and fetching, and close all tables."""
        self.shared.close()
        self.feature_export.close()
        self.styling.close()
        self.labels.close()
        self.search.close()

    @property
    def current(self) -> str:
        """The layer of the file that the user has chosen, or of the last one; empty without files."""
        return self._file("")

    @property
    def current_features(self) -> str:
        """Like `current`, for files of features."""
        return self._of_features("")

    def _of_features(self, layer_id: str) -> str:
        layers = self._store.scene.layers
        return self._likeliest(layer_id, [layer.id for layer in layers if layer.has_features])

    def _rasters(self) -> list[str]:
        layers = self._store.scene.catalog.layers
        return [layer.id for layer in layers if layer.raster and not layer.raster.is_colour]

    def _file(self, layer_id: str) -> str:
        return self._likeliest(layer_id, [layer.id for layer in self._store.scene.layers if layer.file])

    def _likeliest(self, layer_id: str, files: list[str]) -> str:
        likely = (layer_id, *self._before_the_reader())
        return next((id for id in likely if id in files), files[-1] if files else "")


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


MAX_RESULTS = 8
"""Most results per file."""
MAX_TEXT_LENGTH = 80
"""Most characters of the details below a name."""


class RowSearch(QObject):
    """Searches the tables of all such files."""

    found = Signal(str, str, object)
    """The searched text, the layer, and its results."""

    def __init__(self, store: Store, folder_of: Callable[[str], Path | None], parent: QObject) -> None:
        """`folder_of` returns the folder of a layer's table; None if there is none yet."""
        super().__init__(parent)
        self._store = store
        self._askings = QueriesOfFiles(folder_of, self)
        self._askings.answered.connect(self._answered)
        store.opened.closed.connect(lambda id, _: self._askings.let_go(id))

    @property
    def waits(self) -> bool:
        """Whether an answer is pending."""
        return self._askings.waits

    def close(self) -> None:
        """Close all tables."""
        self._askings.close()

    def on_table_loaded(self, layer_id: str) -> None:
        """Close the earlier table of a layer, which was made again."""
        self._askings.let_go(layer_id)

    def ask(self, text: str) -> None:
        """Search all opened files that are not in the index of the search box."""
        for layer in self._store.scene.layers if text else ():
            if layer.kind is LayerKind.ROWS:
                self._askings.ask(layer.id, "find", partial(_find, text), interrupts=True)

    def _answered(self, layer_id: str, _topic: str, answer: Any) -> None:
        text, rows = answer
        layer = next((each for each in self._store.scene.layers if each.id == layer_id), None)
        if layer is None:
            return
        lines = [
            Hit(
                "feature",
                f"{layer_id}.{row}",
                name or tr("Feature {number}", number=digits(f"{row + 1:,}")),
                score=1.0,
                detail=f"{layer.name} · {detail}" if detail else layer.name,
            )
            for row, name, detail in rows
        ]
        self.found.emit(text, layer_id, lines)


def _find(text: str, store: Any) -> Any:
    """Return the text, and for each found row its number, name and the details that match."""
    # DuckDB and msgspec are loaded late, in the thread of the query.
    from arctic_map.tables.attributes.cell_text import NAMES, name_and_details
    from arctic_map.tables.attributes.found_rows import find, plain

    fields = [field.name for field in store.fields]
    hits = []
    for each in find(store, text, NAMES, MAX_RESULTS):
        values = {name: plain(value) for name, value in zip(fields, each.values, strict=True)}
        name, details = name_and_details(values)
        words = text.casefold().split()
        matching = [(key, value) for key, value in details if any(word in value.casefold() for word in words)]
        hits.append(
            (each.row, name, ", ".join(f"{key}: {value}" for key, value in matching)[:MAX_TEXT_LENGTH])
        )
    return text, hits
