"""Search in files with very many features, in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.panels.table.asking import QueriesOfFiles
from arctic_map.model.catalog import LayerKind
from arctic_map.model.tr import digits, tr
from arctic_map.scene.search.search import Hit

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store

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
    from arctic_map.tables.attributes.feature_details import NAMES, name_and_details
    from arctic_map.tables.attributes.row_finder import find
    from arctic_map.tables.attributes.row_texts import plain

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
