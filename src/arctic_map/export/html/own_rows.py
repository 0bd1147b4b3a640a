"""Opened files in an HTML page: popups for rows on disk, and dates for all files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.layer_style import HIDDEN, PLAIN, LayerStyle
from arctic_map.scene.cards import row_name
from arctic_map.scene.drawings.classed import class_of
from arctic_map.scene.drawings.highlighted_rows import highlighted_rows

if TYPE_CHECKING:
    from arctic_map.model.projection import Box
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_protocols import RowsOnDisk
    from arctic_map.scene.scene import Scene, SceneLayer
    from arctic_map.tables.attributes.row_days import RowDays

MAX_ROWS = 5000
"""Rows of a file that get popups in a page. Larger files only have marks."""


def has_rows(layer: Layer | SceneLayer) -> bool:
    """Whether a file's rows on disk get popups."""
    return layer.kind is LayerKind.ROWS and layer.count <= MAX_ROWS


def with_own_rows(scene: Scene, drawings: Drawings) -> tuple[Scene, Drawings]:
    """Scene and drawings with rows as features and with dates, since the page selects the period."""
    styles = dict(scene.styles)
    changed: dict[str, Layer] = {}
    drawn: dict[str, _OfRows] = {}
    for layer in scene.catalog.layers:
        style = styles.get(layer.id, PLAIN)
        rows, days = drawings.files.rows(layer.id), drawings.files.days(layer.id, style.date_field)
        features = (
            _features(layer, rows, days, _classes(drawings, layer, style)) if rows and has_rows(layer) else ()
        )
        if rows and features:
            changed[layer.id] = replace(layer, kind=LayerKind.FEATURES, rows=None, features=features)
            drawn[layer.id] = _OfRows(layer, rows)
        elif layer.file and layer.features and days:
            dated = (replace(each, when=_when(each.id, days)) for each in layer.features)
            changed[layer.id] = replace(layer, features=tuple(dated))
    if not changed:
        return scene, drawings
    catalog = replace(
        scene.catalog, layers=tuple(changed.get(each.id, each) for each in scene.catalog.layers)
    )
    layers = drawings.files
    for id, of_rows in drawn.items():
        layers = layers.with_layer(id, replace(layers.layer(id), opened=of_rows))
    # The page itself filters these files by date.
    whole = layers.in_style({id: styles[id] for id in changed if id in styles}, None).painted_by
    others = {id: by for id, by in layers.painted_by.items() if id not in changed}
    layers = replace(layers, painted_by={**others, **whole})
    version = replace(
        drawings.version, catalog=catalog, first=drawings.version.settled, nameless=frozenset(drawn)
    )
    changed_drawings = replace(drawings.with_files(layers), version=version)
    beyond = {feature.id for id in changed for feature in changed[id].features if _is_beyond(feature, scene)}
    hidden = scene.filtered_out.features - {
        each.id for id in changed for each in changed[id].features if each.when
    }
    return (
        replace(
            scene,
            catalog=catalog,
            layers=tuple(
                replace(each, kind=LayerKind.FEATURES, items=()) if each.id in drawn else each
                for each in scene.layers
            ),
            filtered_out=replace(scene.filtered_out, features=hidden | beyond),
        ),
        changed_drawings,
    )


def _classes(drawings: Drawings, layer: Layer, style: LayerStyle) -> bytes | None:
    return drawings.files.classes(layer.id, style.key) if style.classed else None


def _features(
    layer: Layer, rows: RowsOnDisk, days: RowDays | None, classes: bytes | None
) -> tuple[Feature, ...]:
    """Features of all rows except those that the style hides."""
    features = []
    for row, (name, details) in enumerate(rows.all_details(layer.count)):
        id = f"{layer.id}.{row}"
        if classes is not None and class_of(id, classes) == HIDDEN:
            continue
        features.append(
            Feature(
                id=id,
                name=name or row_name(row),
                geometry={},
                precision=Precision.UNCHECKED,
                source=layer.id,
                style=layer.file_style,
                when=_when(id, days) if days else None,
                details=details,
            )
        )
    return tuple(features)


def _when(feature_id: str, days: RowDays) -> str | None:
    row = int(feature_id.rpartition(".")[2])
    day = int(days.of_rows[row]) if row < len(days.of_rows) else 0
    return date.fromordinal(day).isoformat() if day > 0 else None


def _is_beyond(feature: Feature, scene: Scene) -> bool:
    if not scene.when or not feature.when:
        return False
    return not scene.when.first <= date.fromisoformat(feature.when) <= scene.when.last


@dataclass(frozen=True, slots=True)
class _OfRows:
    """Drawings of a file with separate shapes for each row."""

    layer: Layer
    known: RowsOnDisk
    rows: None = None

    @property
    def layer_id(self) -> str:
        return self.layer.id

    def drawing(self, projection_id: str) -> Drawing:
        projection = projection_named(projection_id)
        marks = self.known.marks(projection.family, range(self.layer.count))
        shapes = tuple(
            replace(shape, parts=tuple(tuple(map(round, part)) for part in shape.parts))
            for shape in highlighted_rows(self.layer, marks, projection, None)
        )
        return Drawing(self.layer.id, projection_id, self.layer.digest, shapes=shapes)

    def box(self, projection_id: str) -> Box | None:
        boxes = [shape.box for shape in self.drawing(projection_id).shapes]
        if not boxes:
            return None
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)

    def body(self, projection_id: str) -> bytes:
        raise FileNotFoundError(projection_id)
