"""All features and values at a place of the map, and the topmost feature on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arctic_map.geo.position import line_reaches, meet, surround, unproject
from arctic_map.model.catalog import LayerKind
from arctic_map.model.layer_style import HIDDEN
from arctic_map.model.tr import labelled, tr, tr_content
from arctic_map.scene import cards
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.raster_pictures import band_words
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.words import name_of

if TYPE_CHECKING:
    from arctic_map.model.drawing import Shape
    from arctic_map.model.feature import Feature
    from arctic_map.model.projection import Box
    from arctic_map.model.style import Look


REACH = 7.0
"""Pixels within which a line or a point is found, as in the page."""
KINDS = ("point", "line", "area")
"""The order of features at the same place."""


@dataclass(frozen=True, slots=True)
class FeatureAtPoint:
    """A feature at the place, or the value of a raster."""

    feature: str
    """Id of the feature, or of the raster's layer."""
    name: str
    layer: str
    """Name of the layer."""
    lines: tuple[tuple[str, str], ...]
    """Pairs of heading and text: everything known of it."""

    @property
    def text(self) -> str:
        """Text for the clipboard."""
        return "\n".join([self.name, *(labelled(heading, text) for heading, text in self.lines)])

    def in_scene(self, scene: Scene) -> FeatureAtPoint:
        """The same feature with the units and names of another scene."""
        known = self.feature in scene.catalog.features
        return _described(scene, self.feature, self.layer) if known else self


def here(scene: Scene, drawings: Drawings, x: float, y: float) -> tuple[FeatureAtPoint, ...]:
    """What is at projected metres: points, lines, areas, each topmost first, features on disk, pixels."""
    resolution = scene.viewport.resolution if scene.viewport else 1.0
    hits = sorted(_met(scene, drawings, x, y, resolution), key=lambda each: KINDS.index(each[2]))
    return (
        *(_described(scene, id, layer) for id, layer in {id: layer for id, layer, _ in hits}.items()),
        *_rows(scene, drawings, x, y, resolution),
        *_pixels(scene, drawings, x, y),
    )


def _pixels(scene: Scene, drawings: Drawings, x: float, y: float) -> Iterator[FeatureAtPoint]:
    """Yield the value of each visible raster."""
    place = unproject(scene.projection, x, y)
    rasters = {layer.id: layer.raster for layer in scene.catalog.layers if layer.raster}
    for layer in reversed(scene.layers):
        on_disk = drawings.files.raster(layer.id) if layer.shown and layer.id in rasters else None
        raster = rasters.get(layer.id)
        if on_disk is None or place is None or raster is None or raster.band is None:
            continue
        value = on_disk.value(*place, raster.band)
        if value is not None:
            words = " ".join(filter(None, (f"{value:.6g}", raster.unit)))
            band = ((tr("Band"), band_words(raster.bands[raster.band])),) if raster.bands else ()
            lines = ((tr("Layer"), layer.name), *band, (tr("Value"), words))
            yield FeatureAtPoint(layer.id, words, layer.name, lines)


def _rows(
    scene: Scene, drawings: Drawings, x: float, y: float, resolution: float
) -> Iterator[FeatureAtPoint]:
    """Yield the topmost feature of each layer on disk."""
    for id in rows_at(scene, drawings, x, y, resolution):
        known = scene.catalog.rows_of(id)
        rows = drawings.files.rows(known[0].id) if known else None
        if known and rows:
            layer, row = known
            title, lines = cards.row_words(scene.catalog, rows, layer, row)
            yield FeatureAtPoint(id, title, layer.name, ((tr("Layer"), layer.name), *lines))


def _met(
    scene: Scene, drawings: Drawings, x: float, y: float, resolution: float
) -> Iterator[tuple[str, str, str]]:
    """Yield feature id, layer name and shape kind of each match."""
    for layer in reversed(scene.layers):
        if not layer.shown or layer.kind is not LayerKind.FEATURES:
            continue
        for shape in drawings.get(layer.id, scene.projection.id).shapes:
            id = shape.feature
            if id in scene.catalog.features and id not in scene.filtered_out.features:
                reach = _reach(shape, scene.look) * resolution
                if _meets(shape, x, y, (x - reach, y - reach, x + reach, y + reach)):
                    yield id, layer.name, shape.kind


def _reach(shape: Shape, look: Look) -> float:
    """The distance in pixels within which a shape is found."""
    style = look.styles.get(shape.style)
    if style is None:
        return REACH
    return max(REACH, style.size / 2 + 3.0 if shape.kind == "point" else style.width / 2)


def _meets(shape: Shape, x: float, y: float, room: Box) -> bool:
    if not meet(shape.box, room):
        return False
    if shape.kind == "area":
        return surround(shape.parts, x, y)
    if shape.kind == "line":
        return any(line_reaches(part, room) for part in shape.parts)
    return any(
        room[0] <= px <= room[2] and room[1] <= py <= room[3]
        for part in shape.parts
        for px, py in zip(part[::2], part[1::2], strict=True)
    )


def _described(scene: Scene, id: str, layer: str) -> FeatureAtPoint:
    feature, catalog = scene.catalog.features[id], scene.catalog
    facts = (catalog.fact[fact] for fact in feature.facts if fact in catalog.fact)
    return FeatureAtPoint(
        id,
        name_of(feature, scene.preferences.names),
        layer,
        (
            (tr("Layer"), layer),
            *cards.lines(feature, catalog, scene.preferences),
            *_more(feature),
            *((fact.id, tr_content(fact.text)) for fact in facts),
        ),
    )


def _more(feature: Feature) -> Iterator[tuple[str, str]]:
    """What popups omit to save space."""
    if feature.aliases:
        yield tr("Also called"), tr(", ").join(feature.aliases)


def row_at(scene: Scene, drawings: Drawings, x: float, y: float, resolution: float) -> str | None:
    """The id of the topmost feature at projected metres, or None; `resolution` in metres per pixel."""
    return next(rows_at(scene, drawings, x, y, resolution), None)


def rows_at(scene: Scene, drawings: Drawings, x: float, y: float, resolution: float) -> Iterator[str]:
    """Yield ids as `row_at`, for each layer with a feature there."""
    ground = scene.projection.ground
    plane_x, plane_y = ground.inverse(x, y)
    reach = REACH * resolution / ground.scale
    for layer in reversed(scene.layers):
        rows = drawings.files.rows(layer.id) if layer.shown and layer.kind is LayerKind.ROWS else None
        row = rows.hit(scene.projection.family, plane_x, plane_y, reach) if rows else None
        if row is not None and not _is_left_out(drawings, layer.id, row):
            yield f"{layer.id}.{row}"


def _is_left_out(drawings: Drawings, layer_id: str, row: int) -> bool:
    """Whether the style of its layer hides the row."""
    painted_by = drawings.files.classes_now(layer_id)
    return painted_by is not None and painted_by[0][row : row + 1] == bytes([HIDDEN])
