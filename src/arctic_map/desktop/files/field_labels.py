"""Labels of opened files by their fields, placed in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.panels.table.asking import QueriesOfFiles
from arctic_map.model.catalog import DRAWN, LayerKind
from arctic_map.model.view import COARSEST

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.drawing import Drawing
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.scene.scene import Scene, SceneLayer


class FieldLabels(QObject):
    """Requests and shows labels by a field. shapely, DuckDB and numpy are loaded when first needed."""

    message_emitted = Signal(str)

    def __init__(self, store: Store, folder_of: Callable[[str], Path | None], parent: QObject) -> None:
        """`folder_of` returns the folder of a layer's table; None if there is none yet."""
        super().__init__(parent)
        self._store = store
        self._askings = QueriesOfFiles(folder_of, self)
        self._askings.answered.connect(self._answered)
        self._askings.failed.connect(lambda _layer, _topic, why: self.message_emitted.emit(why))
        self._namings: set[tuple[str, str]] = set()
        """Layer ids and label keys for which names were requested."""
        self._placed: dict[str, object] = {}
        """The key of the latest label request, by layer."""
        store.scene_changed.connect(lambda _before, scene: self._follow(scene))
        store.opened.closed.connect(lambda id, _: self._let_go(id))

    @property
    def waits(self) -> bool:
        """Whether an answer is pending."""
        return self._askings.waits

    def close(self) -> None:
        """Close all tables."""
        self._askings.close()

    def on_table_loaded(self, layer_id: str) -> None:
        """Start again with the new table of a layer."""
        self._let_go(layer_id)
        self._follow(self._store.scene)

    def _follow(self, scene: Scene) -> None:
        for id, style in self._store.opened.names_lacking:
            if (id, style.label_key) not in self._namings and self._askings.has_table(id):
                self._namings.add((id, style.label_key))
                self._ask(id, f"naming {style.label_key}", partial(_naming, style, self._is_on_disk(id)))
        if scene.viewport is None:
            return
        # The topmost layer's labels are placed first; those of layers below avoid them.
        for layer in reversed([each for each in scene.layers if each.shown and each.labels is not None]):
            key = self._key(layer, scene)
            if self._placed.get(layer.id) != key:
                self._placed[layer.id] = key
                self._place(layer, scene)

    def _place(self, layer: SceneLayer, scene: Scene) -> None:
        from arctic_map.scene.drawings.field_labels import drawings_to_avoid, job_of

        view = scene.viewport
        if view is None:
            return
        given = job_of(
            scene,
            self._store.drawings,
            layer.id,
            drawings_to_avoid(layer.id, scene.layers, self._drawn(scene)),
            box=view.box,
            zoom=log2(COARSEST / view.resolution),
            labelling=scene.preferences.labelling,
        )
        if given is not None:
            self._ask(layer.id, f"labels {scene.projection.id}", lambda _: given.placed())

    def _drawn(self, scene: Scene) -> dict[str, Drawing]:
        """Return the drawings of all visible layers, with their present labels."""
        labelling, drawings = scene.preferences.labelling, {}
        for layer in scene.layers:
            if layer.shown and (layer.kind in DRAWN or layer.labels):
                drawing = self._store.drawings.get(layer.id, scene.projection.id, labelling)
                drawings[layer.id] = (
                    drawing if layer.labels is None else replace(drawing, labels=layer.labels)
                )
        return drawings

    def _key(self, layer: SceneLayer, scene: Scene) -> object:
        """Return all that the labels depend on; for features in memory, this excludes the view."""
        parts, above = [], False
        for each in scene.layers:
            above = above or each.id == layer.id
            labels = each.labels if above and each.id != layer.id else None
            parts.append((each.id, each.shown, each.digest, each.classes, labels))
        return (
            scene.projection.id,
            scene.preferences.labelling,
            self._store.drawings.files.naming_now(layer.id),
            tuple(parts),
            scene.viewport if layer.kind is LayerKind.ROWS else None,
        )

    def _is_on_disk(self, layer_id: str) -> bool:
        return any(file.layer.id == layer_id and file.layer.rows for file in self._store.files)

    def _ask(self, layer_id: str, topic: str, question: Callable[[Any], Any]) -> None:
        if not self._askings.ask(layer_id, topic, question):
            self._placed.pop(layer_id, None)

    def _answered(self, layer_id: str, topic: str, answer: Any) -> None:
        about, _, key = topic.partition(" ")
        if about == "naming":
            self._store.opened.add_naming(layer_id, key, answer)
        elif key == self._store.session.projection:
            self._store.opened.show_labels(layer_id, answer)

    def _let_go(self, layer_id: str) -> None:
        self._namings = {each for each in self._namings if each[0] != layer_id}
        self._placed.pop(layer_id, None)
        self._askings.let_go(layer_id)


def _naming(style: LayerStyle, on_disk: bool, store: Any) -> Any:
    from arctic_map.desktop.files.style_questions import names_of  # loads DuckDB

    return names_of(store, style, on_disk=on_disk)
