"""Styles and labels of opened files, computed from their tables in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.dialogs.style_dialog import StyleDialog
from arctic_map.desktop.panels.table_queries import QueriesOfFiles
from arctic_map.model.attributes import RowQuery
from arctic_map.model.catalog import DRAWN, LayerKind
from arctic_map.model.layer_style import PLAIN, LayerStyle
from arctic_map.model.projection import COARSEST
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.session.actions import style_layer

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.drawing import Drawing
    from arctic_map.scene.scene import Scene, SceneLayer

COLUMNS = "field", "size_field", "label_field", "label_order", "date_field"
"""Names of the parts of a style that are columns."""
NOT_SHOWN = tr_later("The style of {name} is not shown, or only in part, until it can be: {why}")


class LayerStyling(QObject):
    """Opens the style dialog, and requests classes and days of layers."""

    message_emitted = Signal(str)

    def __init__(self, store: Store, folder_of: Callable[[str], Path | None], window: QWidget) -> None:
        """`folder_of` returns the folder of a layer's table; None if there is none yet."""
        super().__init__(window)
        self._store, self._window = store, window
        self._askings = QueriesOfFiles(folder_of, self)
        self._askings.answered.connect(self._answered)
        self._askings.failed.connect(self._failed)
        self._requested: set[tuple[str, str]] = set()
        """Layer ids with topics of classes and days that are being computed, or could not be."""
        self._choosing: set[str] = set()
        """Layers whose chosen style is being computed."""
        self.dialog: StyleDialog | None = None
        """The dialog, once it was opened."""
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
        if self.dialog and self.dialog.layer_id == layer_id:
            self._describe(layer_id)

    def show(self, layer_id: str) -> None:
        """Open the dialog for a layer."""
        if not layer_id:
            self.message_emitted.emit(tr("Open a file first to style its layer"))
            return
        if self.dialog is None:
            self.dialog = StyleDialog(self._window)
            self.dialog.chosen.connect(self.choose)
            self.dialog.reset_requested.connect(self._reset)
            self.dialog.layer_requested.connect(self._describe)
            self.dialog.copy_requested.connect(self.copy)
        self.dialog.show_files(
            [(each.id, each.name) for each in self._store.scene.layers if each.has_features]
        )
        self._describe(layer_id)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def choose(self, layer_id: str, style: LayerStyle, count: int) -> None:
        """Give the layer this style but its present query, with up to `count` classes from its table."""
        self._choosing.add(layer_id)
        self._ask(layer_id, "style", replace(style, query=self._style(layer_id).query), count)

    def filter(self, layer_id: str, query: RowQuery) -> None:
        """Show only the rows of this query on the map; an empty query shows all."""
        self._ask(layer_id, "filter", replace(self._shown(layer_id), query=query))

    def copy(self, layer_id: str, other: str) -> None:
        """Copy the style of a layer to another, as far as that has the fields."""
        style = self._style(layer_id)
        self.choose(other, style, max(style.colours - style.empty, 2))

    def _reset(self, layer_id: str) -> None:
        if self._style(layer_id).query.filtered:
            self.choose(layer_id, PLAIN, 2)
        else:
            self._store.apply(style_layer(layer_id, None))
            self._describe(layer_id)

    def _style(self, layer_id: str) -> LayerStyle:
        return dict(self._store.session.styles).get(layer_id, PLAIN)

    def _shown(self, layer_id: str) -> LayerStyle:
        return self._store.state.layer(layer_id).shown(self._style(layer_id))

    def _describe(self, layer_id: str) -> None:
        style = self._style(layer_id)
        if self.dialog:
            self.dialog.show_style(layer_id, style)
        self._ask(layer_id, "describe", style.field)

    def _follow(self, scene: Scene) -> None:
        """Request the classes and days that a restored session or an undone step needs."""
        for id, style in self._store.opened.styles_lacking:
            self._request(id, f"classes {style.key}", style)
        for id, column in self._store.opened.days_lacking:
            self._request(id, f"days {column}", column)
        if self.dialog:
            self.dialog.show_files([(each.id, each.name) for each in scene.layers if each.has_features])
            self._follow_style(self.dialog)

    def _follow_style(self, dialog: StyleDialog) -> None:
        """Show a style that was changed elsewhere, as by undo; what the reader is choosing comes first."""
        id = dialog.layer_id
        if not dialog.isVisible() or id in self._choosing:
            return
        if self._askings.has_table(id) and not dialog.shows(self._style(id)):
            self._describe(id)

    def _request(self, layer_id: str, topic: str, given: object) -> None:
        """Compute what the map needs, unless that is being done or has failed."""
        if (layer_id, topic) not in self._requested and self._askings.has_table(layer_id):
            self._requested.add((layer_id, topic))
            self._ask(layer_id, topic, given)

    def _ask(self, layer_id: str, topic: str, *given: object) -> None:
        def question(store: Any) -> Any:
            from arctic_map.desktop.files.style_questions import ANSWERS  # loads DuckDB

            return ANSWERS[topic.partition(" ")[0]](store, *given)

        if not self._askings.ask(layer_id, topic, question, interrupts=True):
            self.message_emitted.emit(tr("The table of this file is not ready yet"))

    def _answered(self, layer_id: str, topic: str, answer: Any) -> None:
        # Classes and days that leave their small cache are requested again when an undone step needs them.
        self._requested.discard((layer_id, topic))
        if topic == "describe":
            if self.dialog and self.dialog.layer_id == layer_id:
                self.dialog.show_fields(*answer)
            return
        if topic.startswith("days "):
            self._store.opened.add_days(layer_id, topic.removeprefix("days "), answer)
            return
        style, classes, *more = answer
        known = self._style(layer_id)
        self._store.opened.add_classes(layer_id, style.key, classes)
        if topic.startswith("classes"):
            if topic.endswith(known.key):
                self._refresh(layer_id, known, style)
            return
        if topic == "filter":
            now = replace(self._shown(layer_id), query=style.query)
            if now != style:
                # The style was changed meanwhile.
                self._ask(layer_id, "filter", now)
                return
            style = replace(known, query=style.query)
        else:
            self._choosing.discard(layer_id)
            style = replace(style, query=known.query)
            if self.dialog and self.dialog.layer_id == layer_id:
                self.dialog.show_classes(style, more[0])
        self._store.apply(style_layer(layer_id, None if style == PLAIN else style))
        if self.dialog and self.dialog.layer_id == layer_id and style == replace(PLAIN, query=style.query):
            # The reset may have been chosen, which the fields do not show yet.
            self._describe(layer_id)

    def _refresh(self, layer_id: str, style: LayerStyle, now: LayerStyle) -> None:
        """Use the style with classes of the present table, or show what that has of it."""
        lost = [getattr(style, name) for name in COLUMNS if getattr(style, name) and not getattr(now, name)]
        if not lost:
            self._store.apply(style_layer(layer_id, now), undoable=False)
            return
        self._store.opened.reduce(layer_id, style, now)
        columns = tr(", ").join(dict.fromkeys(lost))
        why = tr("the table has no suitable values in {columns}", columns=columns)
        self.message_emitted.emit(tr(NOT_SHOWN, name=self._name(layer_id), why=why))

    def _name(self, layer_id: str) -> str:
        return next((each.name for each in self._store.scene.layers if each.id == layer_id), "")

    def _failed(self, layer_id: str, topic: str, why: str) -> None:
        if topic.startswith("classes"):
            self.message_emitted.emit(tr(NOT_SHOWN, name=self._name(layer_id), why=why))
            return
        if topic == "style":
            self._choosing.discard(layer_id)
        self.message_emitted.emit(tr("The style was not changed: {why}", why=why))

    def _let_go(self, layer_id: str) -> None:
        self._requested = {each for each in self._requested if each[0] != layer_id}
        self._choosing.discard(layer_id)
        self._askings.let_go(layer_id)
        if self.dialog and self.dialog.layer_id == layer_id and not self._askings.has_table(layer_id):
            # Deferred, because the call may come from the dialog itself.
            QTimer.singleShot(0, self.dialog, self.dialog.close)


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
        """Layer ids and label keys for which names are being read, or could not be."""
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
            self._namings.discard((layer_id, key))
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
