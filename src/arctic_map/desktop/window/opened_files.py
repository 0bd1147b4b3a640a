"""The opened files of the store: their layers, and what is found out about them later."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from arctic_map.scene import state as states
from arctic_map.scene.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arctic_map.model.drawing import Label
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.opened import OpenedFile
    from arctic_map.model.problem import Problem
    from arctic_map.scene.drawings.file_protocols import OpenedDrawings
    from arctic_map.tables.attributes.label_ranks import Naming
    from arctic_map.tables.attributes.row_days import Days


class StateHolder(Protocol):
    """The store, as far as its files change it."""

    state: State

    def show(self, state: State) -> None:
        """Compose the scene of another state."""


class OpenedFiles(QObject):
    closed = Signal(str, str)
    """Layer's id and path of a file that is not shown any more."""

    def __init__(self, store: StateHolder, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store

    def open(self, file: OpenedFile, opened: OpenedDrawings) -> None:
        """Show a file's layer, in place of the one it had before; `opened` are its drawings."""
        self._store.show(states.opened(self._store.state, file, opened, monotonic()))

    def redraw(self, layer_id: str) -> None:
        """A file's drawings have come that were not there when the page asked for them."""
        if file := self._store.state.files.get(layer_id):
            # Another fingerprint gives them another address.
            layer = replace(file.layer, digest=f"+{file.layer.digest}")
            self._store.show(states.redrawn(self._store.state, replace(file, layer=layer)))

    def complete(self, file: OpenedFile) -> None:
        """A file of which a part was shown is there as a whole."""
        if file.layer.id in self._store.state.files:
            self._store.show(states.redrawn(self._store.state, file))

    @property
    def styles_lacking(self) -> Sequence[tuple[str, LayerStyle]]:
        """Of open files those whose classes are not known yet, by their layers' ids."""
        return [
            (id, style)
            for id, style in self._store.state.styles()
            if not self._store.state.layer(id).knows(style)
        ]

    @property
    def names_lacking(self) -> Sequence[tuple[str, LayerStyle]]:
        """Of open files those of which it is not known yet which features are named by a field."""
        return [
            (id, style)
            for id, style in self._store.state.styles()
            if style.label_key and style.label_key not in self._store.state.layer(id).namings
        ]

    @property
    def days_lacking(self) -> Sequence[tuple[str, str]]:
        """Of open files with dates those whose days are not known yet, with the column."""
        return [
            (id, style.date_field)
            for id, style in self._store.state.styles()
            if style.date_field and style.date_field != self._store.state.layer(id).dated_by
        ]

    def add_classes(self, layer_id: str, key: str, classes: bytes) -> None:
        """The classes of a layer's features by a style, before it is chosen."""
        layer = self._store.state.layer(layer_id).with_classes(key, classes)
        self._store.state = states.computed(self._store.state, layer_id, layer)

    def add_days(self, layer_id: str, column: str, days: Days | None) -> None:
        """It is known now of which days the features of a layer speak."""
        layer = replace(self._store.state.layer(layer_id), dated_by=column, days=days)
        self._store.show(states.computed(self._store.state, layer_id, layer))

    def add_naming(self, layer_id: str, key: str, naming: Naming) -> None:
        """It is known now which features of a layer are named by a field."""
        layer = self._store.state.layer(layer_id).with_naming(key, naming)
        self._store.show(states.computed(self._store.state, layer_id, layer))

    def show_labels(self, layer_id: str, labels: tuple[Label, ...]) -> None:
        """Those of a layer that is labelled by a field have been placed on the present projection."""
        self._store.show(states.labelled(self._store.state, layer_id, labels))

    def mark(self, layer_id: str, outdated: Problem | None) -> None:
        """List why a file's layer is not what the file holds now; None when it is again."""
        file = self._store.state.files.get(layer_id)
        if file and file.outdated != outdated:
            self._store.show(states.with_file(self._store.state, replace(file, outdated=outdated)))

    def close(self, layer_id: str) -> None:
        if layer_id in self._store.state.files:
            self._store.show(states.closed(self._store.state, layer_id, monotonic()))

    def refuse(self, path: str, layer_id: str, problem: Problem) -> None:
        """List why a file is not shown; what was shown of it before is closed."""
        shown = layer_id in self._store.state.files
        self._store.show(states.refused(self._store.state, path, layer_id, problem))
        if not shown:
            self.closed.emit(layer_id, path)

    def pardon(self, path: str) -> None:
        """List no more why a file is not shown: it is gone itself."""
        if path in self._store.state.refused:
            self._store.show(states.pardoned(self._store.state, path))
