"""Opened files on the map: their drawings and rows, and how they are painted and labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from arctic_map.geo.turning import is_turned
from arctic_map.scene.drawings.file_layer import FileLayer, Painting
from arctic_map.scene.memo import Identity, memo

if TYPE_CHECKING:
    from arctic_map.model.catalog import Layer
    from arctic_map.model.drawing import Label, Shape
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.projection import Projection
    from arctic_map.scene.drawings.file_protocols import OpenedDrawings, RowsOnDisk
    from arctic_map.scene.timeline import Range
    from arctic_map.tables.attributes.label_ranks import LabelColumn
    from arctic_map.tables.attributes.row_days import RowDays

MAX_HIGHLIGHTED = 300
"""Maximum number of highlighted features on disk."""
NOTHING = FileLayer()


@dataclass(frozen=True, slots=True, eq=False)
class FileLayers:
    """Opened files by layer id, immutable."""

    layers: Mapping[str, FileLayer] = field(default_factory=dict)
    painted_by: Mapping[str, Painting] = field(default_factory=dict)
    named_by: Mapping[str, str] = field(default_factory=dict)
    """Label keys of layers that are labelled by a field."""

    def with_layer(self, layer_id: str, layer: FileLayer) -> FileLayers:
        """Replace the state of a layer."""
        return replace(self, layers={**self.layers, layer_id: layer})

    def with_file(self, opened: OpenedDrawings) -> FileLayers:
        """Add the drawings of an opened file, or replace them."""
        return self.without(opened.layer_id).with_layer(opened.layer_id, FileLayer(opened))

    def redrawn(self, layer_id: str) -> FileLayers:
        """Increment the revision, so that drawings are requested again."""
        layer = self.layer(layer_id)
        return self.with_layer(layer_id, replace(layer, revision=layer.revision + 1))

    def without(self, layer_id: str) -> FileLayers:
        def rest[T](of: Mapping[str, T]) -> dict[str, T]:
            return {id: value for id, value in of.items() if id != layer_id}

        return FileLayers(rest(self.layers), rest(self.painted_by), rest(self.named_by))

    def in_style(self, styles: Mapping[str, LayerStyle], when: Range | None) -> FileLayers:
        """Paint and label these files by their styles, and give all others the default look."""
        painted = {id: self.layer(id).painted(style, when) for id, style in styles.items()}
        return FileLayers(
            {**self.layers, **{id: layer for id, (layer, _) in painted.items()}},
            {id: by for id, (_, by) in painted.items() if by.key},
            {id: style.label_key for id, style in styles.items() if style.label_key},
        )

    def layer(self, layer_id: str) -> FileLayer:
        """The state of a layer; empty for unknown ids."""
        return self.layers.get(layer_id, NOTHING)

    def classes(self, layer_id: str, key: str) -> bytes | None:
        """The classes of a layer for a key; None if they are unknown."""
        return self.layer(layer_id).classes_of(key)

    def classes_now(self, layer_id: str) -> tuple[bytes, bool] | None:
        """The present classes of a layer, and whether they have their own styles; None without classes."""
        by = self.painted_by.get(layer_id, Painting())
        classes = self.classes(layer_id, by.key)
        return None if classes is None else (classes, by.styled)

    def classes_key(self, layer_id: str) -> str:
        """The key of the present classes; empty if all features have the default look."""
        return self.painted_by.get(layer_id, Painting()).key

    def days(self, layer_id: str, column: str) -> RowDays | None:
        """The days of a column; None unless it was requested last and has dates."""
        return self.layer(layer_id).days_of(column)

    def naming_now(self, layer_id: str) -> LabelColumn | None:
        """The present label ranks of a layer; None if they are unknown or it has default labels."""
        return self.layer(layer_id).namings.get(self.named_by.get(layer_id, ""))

    def labels_now(self, layer_id: str, projection_id: str) -> tuple[Label, ...] | None:
        """The present field labels of a layer; None if it has default labels, empty until they are placed."""
        if self.naming_now(layer_id) is None:
            return None
        *placed_for, labels = self.layer(layer_id).labels
        return labels if placed_for == [self.named_by[layer_id], projection_id] else ()

    def rows(self, layer_id: str) -> RowsOnDisk | None:
        """The rows of an opened file on disk; None for other layers."""
        opened = self.layer(layer_id).opened
        return opened.rows if opened else None

    def body(self, layer_id: str, projection_id: str) -> bytes | None:
        """The drawing of an opened file for the page; None to use `Drawings.get`. Raises OSError."""
        opened = self.layer(layer_id).opened
        return opened.body(projection_id) if opened and not is_turned(projection_id) else None

    def highlighted(self, layer: Layer, projection: Projection, features: Sequence[str]) -> tuple[Shape, ...]:
        """Shapes of the highlighted features of a layer on disk; empty for other layers."""
        rows = self.rows(layer.id)
        own = [id for id in features if id.startswith(f"{layer.id}.")][:MAX_HIGHLIGHTED] if rows else []
        if not own or rows is None:
            return ()
        classes = self.classes_now(layer.id)

        def shapes() -> tuple[Shape, ...]:
            # Late import: only highlighted rows need it.
            from arctic_map.scene.drawings.highlighted_rows import highlighted_rows

            numbers = [int(id.rpartition(".")[2]) for id in own]
            return highlighted_rows(layer, rows.marks(projection.family, numbers), projection, classes)

        return memo(("highlighted", Identity(rows), layer.digest, projection.id, classes, *own), shapes, len)
