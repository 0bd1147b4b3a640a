"""The opened files of the store: their layers, and what is computed of them later."""

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
    from arctic_map.tables.attributes.label_ranks import LabelColumn
    from arctic_map.tables.attributes.row_days import RowDays


class StateHolder(Protocol):
    """The part of the store that its files use."""

    state: State

    def show(self, state: State) -> None:
        """Compose the scene of another state."""


class OpenedFiles(QObject):
    """Adds, updates and removes opened files."""

    closed = Signal(str, str)
    """Layer id and path of a file that was closed."""

    def __init__(self, store: StateHolder, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store

    def open(self, file: OpenedFile, opened: OpenedDrawings) -> None:
        """Show a file's layer, in place of its earlier one; `opened` are its drawings."""
        self._store.show(states.opened(self._store.state, file, opened, monotonic()))

    def redraw(self, layer_id: str) -> None:
        """Show drawings of a file that were not ready when the page requested them."""
        if file := self._store.state.files.get(layer_id):
            # Another digest gives the drawings another address.
            layer = replace(file.layer, digest=f"+{file.layer.digest}")
            self._store.show(states.redrawn(self._store.state, replace(file, layer=layer)))

    def complete(self, file: OpenedFile) -> None:
        """Replace the layer of a partly read file by the complete one."""
        if file.layer.id in self._store.state.files:
            self._store.show(states.redrawn(self._store.state, file))

    @property
    def styles_lacking(self) -> Sequence[tuple[str, LayerStyle]]:
        """Layer ids and styles of open files whose classes are not computed yet."""
        return [
            (id, style)
            for id, style in self._store.state.styles()
            if not self._store.state.layer(id).knows(style)
        ]

    @property
    def names_lacking(self) -> Sequence[tuple[str, LayerStyle]]:
        """Layer ids and styles of open files whose labels by a field are not computed yet."""
        return [
            (id, style)
            for id, style in self._store.state.styles()
            if style.label_key and style.label_key not in self._store.state.layer(id).namings
        ]

    @property
    def days_lacking(self) -> Sequence[tuple[str, str]]:
        """Layer ids and date columns of open files whose days are not computed yet."""
        return [
            (id, style.date_field)
            for id, style in self._store.state.styles()
            if style.date_field and style.date_field != self._store.state.layer(id).dated_by
        ]

    def add_classes(self, layer_id: str, key: str, classes: bytes) -> None:
        """Add the classes of a layer's features for a style, before that style is chosen."""
        layer = self._store.state.layer(layer_id).with_classes(key, classes)
        self._store.state = states.computed(self._store.state, layer_id, layer)

    def add_days(self, layer_id: str, column: str, days: RowDays | None) -> None:
        """Add the days of a layer's features in a column."""
        layer = replace(self._store.state.layer(layer_id), dated_by=column, days=days)
        self._store.show(states.computed(self._store.state, layer_id, layer))

    def add_naming(self, layer_id: str, key: str, naming: LabelColumn) -> None:
        """Add the names of a layer's features by a field."""
        layer = self._store.state.layer(layer_id).with_naming(key, naming)
        self._store.show(states.computed(self._store.state, layer_id, layer))

    def show_labels(self, layer_id: str, labels: tuple[Label, ...]) -> None:
        """Show the labels of a layer, placed on the present projection."""
        self._store.show(states.labelled(self._store.state, layer_id, labels))

    def mark(self, layer_id: str, outdated: Problem | None) -> None:
        """List why a layer differs from the present file; None removes the problem."""
        file = self._store.state.files.get(layer_id)
        if file and file.outdated != outdated:
            self._store.show(states.with_file(self._store.state, replace(file, outdated=outdated)))

    def close(self, layer_id: str) -> None:
        """Close a file."""
        if layer_id in self._store.state.files:
            self._store.show(states.closed(self._store.state, layer_id, monotonic()))

    def refuse(self, path: str, layer_id: str, problem: Problem) -> None:
        """List why a file is not shown, and close what was shown of it before."""
        shown = layer_id in self._store.state.files
        self._store.show(states.refused(self._store.state, path, layer_id, problem))
        if not shown:
            self.closed.emit(layer_id, path)

    def pardon(self, path: str) -> None:
        """Remove the problem of a refused file, because the file itself is gone."""
        if path in self._store.state.refused:
            self._store.show(states.pardoned(self._store.state, path))
