"""Opened files in an HTML page: styled and labelled, their popups and dates, or an image."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from arctic_map.export.marks.path import Field
from arctic_map.export.marks.rasters import RasterDrawing, png
from arctic_map.export.marks.rows import MAX_MARKS, RowsDrawing, pixels
from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import around
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.drawing import Drawing, Shape, ShapeKind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.layer_style import HIDDEN, PLAIN, LayerStyle, class_style
from arctic_map.model.projection import ZOOM_RANGE, Box, Projection, Viewport
from arctic_map.scene.cards import row_name
from arctic_map.scene.drawings.field_labels import labels_of
from arctic_map.scene.drawings.painting import highlighted_rows
from arctic_map.scene.opened_files import class_of
from arctic_map.scene.timeline import period_in_words

if TYPE_CHECKING:
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_layers import RowsOnDisk
    from arctic_map.scene.scene import Scene, SceneLayer
    from arctic_map.tables.attributes.row_values import RowDays
    from arctic_map.tables.tiles.tile_reading import View


SIDE = 800
"""Longer side of the image in pixels at text scale 1."""
RASTER_SIDE = 1600
"""The same for a raster."""
BULGE = 0.02
"""Margin around a raster, relative to its size."""


def is_picture(layer: SceneLayer) -> bool:
    """Whether the layer has too many marks for separate ones."""
    return layer.kind is LayerKind.RASTER or (layer.kind is LayerKind.ROWS and layer.count > MAX_MARKS)


def labelled(scene: Scene) -> Scene:
    """The scene with layer names that state which are images and which have marks without popups.

    The page cannot select their period, so that the name states it.
    """
    names = {layer.id: _name(layer, scene) for layer in scene.layers if layer.kind is LayerKind.ROWS}
    if not names:
        return scene
    return replace(
        scene,
        layers=tuple(replace(each, name=names.get(each.id, each.name)) for each in scene.layers),
        catalog=replace(
            scene.catalog,
            layers=tuple(replace(each, name=names.get(each.id, each.name)) for each in scene.catalog.layers),
        ),
    )


def _name(layer: SceneLayer, scene: Scene) -> str:
    wording = scene.wording
    name, is_dated = layer.name, bool(dict(scene.styles).get(layer.id, PLAIN).date_field)
    dates = period_in_words(scene.when, wording) if scene.when else wording("all dates")
    if is_picture(layer):
        dated = wording("{name} (as a picture, {dates})", name=name, dates=dates)
        return dated if is_dated else wording("{name} (as a picture)", name=name)
    dated = wording("{name} (marks only, {dates})", name=name, dates=dates)
    return dated if is_dated else wording("{name} (marks only)", name=name)


def drawing(layer: SceneLayer, scene: Scene, drawings: Drawings, projection: Projection) -> Drawing:
    """A file's layer in a projection, styled by feature. Rows on disk have no labels."""
    if layer.kind is LayerKind.ROWS:
        shapes = tuple(_shapes(layer, drawings, projection))
        return Drawing(layer.id, projection.id, layer.digest, shapes=shapes)
    projected = drawings.get(layer.id, projection.id)
    if layer.labels is None:
        return projected
    there = replace(scene, projection=projection)
    labelling = scene.preferences.on_paper.labelling
    drawn = {
        each.id: drawings.get(each.id, projection.id)
        for each in scene.layers
        if each.shown and each.kind in (LayerKind.FEATURES, LayerKind.GRATICULE)
    }
    labels = labels_of(there, drawings, layer.id, drawn, labelling, projection.box, 0.0)
    return replace(projected, labels=labels)


def picture(layer: SceneLayer, scene: Scene, drawings: Drawings, projection: Projection) -> dict[str, object]:
    """An image of all marks of a layer: its data URL, and its box in projected metres."""
    box = drawings.box(layer.id, projection.id)
    if box is None:
        return {"href": "", "box": (0.0, 0.0, 0.0, 0.0)}
    if layer.kind is LayerKind.RASTER:
        return _raster(layer, scene, drawings, projection, box)
    x0, y0, x1, y1 = box
    side = max(x1 - x0, y1 - y0, 1000.0)
    # Leave space for marks at the edge.
    resolution = 1.04 * side / SIDE
    width, height = (max(16.0, size / resolution * 1.04 + 16.0) for size in (x1 - x0, y1 - y0))
    view = Viewport((x0 + x1) / 2, (y0 + y1) / 2, resolution, width, height)
    rows = RowsDrawing(
        layer.id,
        projection.id,
        layer.digest,
        rows=drawings.files.rows(layer.id),
        family=projection.family,
        ground=projection.ground,
        styles=layer.items,
        classes=drawings.files.classes_now(layer.id),
        box=box,
    )
    content = pixels(rows, scene.look, Field(view))
    return {"href": f"data:image/png;base64,{b64encode(content).decode()}", "box": view.box}


def _raster(
    layer: SceneLayer, scene: Scene, drawings: Drawings, projection: Projection, box: Box
) -> dict[str, object]:
    """The whole raster as an image, or its part on the map."""
    # The box is that of points all over the raster, between which its edge may bulge.
    wide, high = (BULGE * (box[2] - box[0]), BULGE * (box[3] - box[1]))
    x0, y0 = max(box[0] - wide, projection.box[0]), max(box[1] - high, projection.box[1])
    x1, y1 = min(box[2] + wide, projection.box[2]), min(box[3] + high, projection.box[3])
    resolution = max(x1 - x0, y1 - y0, 1000.0) / RASTER_SIDE
    view = Viewport(
        (x0 + x1) / 2, (y0 + y1) / 2, resolution, (x1 - x0) / resolution + 1, (y1 - y0) / resolution + 1
    )
    raster = next((each.raster for each in scene.catalog.layers if each.id == layer.id), None)
    on_disk = drawings.files.raster(layer.id)
    content = png(
        RasterDrawing(layer.id, projection.id, "", raster=raster, on_disk=on_disk, plane=projection), view
    )
    return {"href": f"data:image/png;base64,{b64encode(content).decode()}", "box": view.box}


def _shapes(layer: SceneLayer, drawings: Drawings, projection: Projection) -> Iterator[Shape]:
    rows, box = drawings.files.rows(layer.id), drawings.box(layer.id, projection.id)
    if rows is None or box is None:
        return
    plane = around(box, projection.ground.inverse)
    view = rows.view(projection.family, plane, ZOOM_RANGE[1])
    if view is None:
        return
    usual = {id.rpartition("-")[2]: id for id in layer.items}
    painted_by = drawings.files.classes_now(layer.id)
    if painted_by is None:
        yield from _of_view(view, usual, projection)
        return
    of_rows, styled = painted_by
    for number, part in view.by_class(of_rows).items():
        own = {kind: class_style(layer.id, number, kind) for kind in usual}
        yield from _of_view(part, own if styled else usual, projection)


def _of_view(view: View, styles: dict[str, str], projection: Projection) -> Iterator[Shape]:
    """Points and lines of one style together, but areas separately, so that overlapping ones show."""
    ground = projection.ground
    kinds: tuple[tuple[ShapeKind, bool], ...] = (("area", True), ("line", False))
    for kind, closed in kinds:
        for rings in view.parts(closed=closed) if kind in styles else ():
            parts = tuple(
                tuple(round(each) for at in ring for each in ground(*at)) for ring in rings if len(ring)
            )
            if parts:
                yield Shape("", kind, styles[kind], parts, _box(parts))
    if view.points and "point" in styles:
        places = tuple(tuple(round(each) for each in ground(*at)) for at in view.points)
        yield Shape("", "point", styles["point"], places, _box(places))


def _box(parts: tuple[tuple[float, ...], ...]) -> Box:
    xs, ys = [x for part in parts for x in part[::2]], [y for part in parts for y in part[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


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
        classes = _classes(drawings, layer, style)
        omitted = partial(_is_omitted, scene.features_hidden, classes)
        features = _features(layer, rows, days, omitted) if rows and has_rows(layer) else ()
        if rows and features:
            changed[layer.id] = replace(layer, kind=LayerKind.FEATURES, rows=None, features=features)
            drawn[layer.id] = _OfRows(layer, rows)
        elif layer.file and layer.features and (days or any(omitted(each.id) for each in layer.features)):
            remaining = (each for each in layer.features if not omitted(each.id))
            dated = (replace(each, when=_when(each.id, days)) if days else each for each in remaining)
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


def _is_omitted(hidden: Collection[str], classes: bytes | None, feature_id: str) -> bool:
    """Whether the reader hid a feature, or its style does: its data must not be in a published page."""
    return feature_id in hidden or (classes is not None and class_of(feature_id, classes) == HIDDEN)


def _features(
    layer: Layer, rows: RowsOnDisk, days: RowDays | None, omitted: Callable[[str], bool]
) -> tuple[Feature, ...]:
    """Features of all rows except those that are hidden."""
    features = []
    for row, (name, details) in enumerate(rows.all_details(layer.count)):
        id = f"{layer.id}.{row}"
        if omitted(id):
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
    raster: None = None

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
