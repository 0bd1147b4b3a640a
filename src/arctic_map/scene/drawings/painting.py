"""Projects, clips and simplifies a layer, and splits it into shapes by style."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Polygon

from arctic_map.geo import chevrons, clean, graticule, planar
from arctic_map.geo.areas import areas_only, limits, nested
from arctic_map.geo.marks import Marks, marks
from arctic_map.geo.projected_marks import on_projection
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.decorations import POLE
from arctic_map.model.drawing import Chevrons, Drawing, Shape, ShapeKind
from arctic_map.model.feature import Edges, Feature, Geometry
from arctic_map.model.opened import style_id
from arctic_map.model.projection import Box, Projection
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.scene.opened_files import style_of_row

if TYPE_CHECKING:
    from arctic_map.tables.tiles.tile_reading import RowMark


HATCH_TOLERANCE = 500.0
"""Simplification tolerance in metres for hatching, which marks no place."""
GUIDE_TOLERANCE = 300.0
"""Simplification tolerance in metres for guide lines."""
SHORE_TOLERANCE = 2500.0
"""Simplification tolerance in metres for the shore of areas that are stroked only at sea."""
_UNKNOWN = StyleRow(id="")
Part = tuple[float, ...]
Land = Callable[[Projection], MultiPolygon]
Stretches = dict[tuple[str, ...], Geometry]
"""Stretches of a lane by the styles that share them, lowest first."""
Place = tuple[float, float]
Edge = tuple[Place, Place]


def draw(layer: Layer, projection: Projection, symbology: Symbology, land: Land | None = None) -> Drawing:
    """Unlabelled shapes and direction marks; empty for the base map. Only features of the sea need `land`."""
    if layer.file:
        return draw_file(layer, projection)
    features = features_of(layer, symbology)
    stretches = shared_runs(
        {each.id: (each.style, each.geometry) for each in features if each.style in symbology.lanes}
    )
    shore = land(projection) if land and any(_ends_at_shore(each, symbology) for each in features) else None
    shapes = tuple(
        shape
        for each in features
        for shape in _shapes(each, projection, symbology, stretches.get(each.id, {}), shore)
    )
    return Drawing(
        layer=layer.id,
        projection=projection.id,
        digest=layer.digest,
        shapes=shapes,
        chevrons=tuple(_chevrons(features, projection, symbology)),
        names={feature.id: feature.name for feature in features},
        spots=_spots(shapes, {feature.id for feature in features if feature.facts}),
    )


def features_of(layer: Layer, symbology: Symbology) -> tuple[Feature, ...]:
    """The features of a layer; those of a graticule are computed."""
    if layer.kind is not LayerKind.GRATICULE:
        return layer.features
    circle = symbology.roles.get("circle", "")
    if layer.id == circle:
        return graticule.arctic_circle(circle)
    return graticule.graticule(symbology.roles.get("graticule", ""))


def _ends_at_shore(feature: Feature, symbology: Symbology) -> bool:
    return feature.sea or bool(symbology.styles.get(feature.style, _UNKNOWN).edge)


def _shapes(
    feature: Feature,
    projection: Projection,
    symbology: Symbology,
    stretches: Stretches,
    shore: MultiPolygon | None,
) -> Iterator[Shape]:
    row = symbology.styles.get(feature.style, _UNKNOWN)
    if row.letters_only or (feature.id == POLE and projection.pole is None):
        return
    areas = planar.areas_on(projection, clean.polygons(feature.geometry, feature.edges))
    if row.fade:
        faded = nested(areas, row.fade, shore if feature.sea else None)
        yield from _shape(feature, "area", map(area_parts, faded))
    elif row.edge and shore:
        light = areas_only([shapely.simplify(areas, SHORE_TOLERANCE, preserve_topology=True)])
        yield from _shape(feature, "area", [area_parts(shapely.orient_polygons(light))])
        edges = [line.simplify(planar.LINE_TOLERANCE) for line in limits(areas, shore)]
        yield from _shape(feature, "line", [line_parts(edges)], style=row.edge)
    else:
        yield from _shape(feature, "area", [area_parts(areas)])
    if row.hatch and not row.hatch_every:
        lines = _hatch(feature, projection, row.hatch_apart)
        yield from _shape(feature, "line", [line_parts(lines)], style=row.hatch)
    # The stretch of the lane alone comes first, as it is the anchor of the lane.
    for groups, geometry in sorted(stretches.items(), key=lambda each: len(each[0])) or [
        ((), feature.geometry)
    ]:
        lines = planar.lines_on(projection, geometry, feature.edges)
        if row.guide:
            lines = [line.simplify(GUIDE_TOLERANCE) for line in lines]
        style = symbology.shared_style(feature.style, groups)
        yield from _shape(feature, "line", [line_parts(lines)], style=style)
    points = planar.points_on(projection, feature.geometry)
    yield from _shape(feature, "point", [tuple(_flat(point[None]) for point in points)])


def _shape(
    feature: Feature, kind: ShapeKind, shapes: Iterable[tuple[Part, ...]], style: str = ""
) -> Iterator[Shape]:
    for parts in shapes:
        if parts:
            yield Shape(feature.id, kind, style or feature.style, parts, box_round(parts))


def _hatch(feature: Feature, projection: Projection, apart: float) -> list[LineString]:
    """Parallels within the areas of a feature, `apart` degrees from each other."""
    areas = clean.polygons(feature.geometry, feature.edges)
    if areas.is_empty:
        return []
    low, high = np.array(areas.bounds)[[1, 3]] / apart
    rows = [
        LineString([(-180.0, number * apart), (180.0, number * apart)])
        for number in range(int(np.ceil(low)), int(np.floor(high)) + 1)
    ]
    cuts = shapely.get_parts(shapely.intersection(np.array(rows, dtype=object), areas))
    within = [list(cut.coords) for cut in cuts if isinstance(cut, LineString) and not cut.is_empty]
    # West to east, so that lines cut at 180 degrees are joined: one ends there, the next begins at -180.
    within.sort(key=lambda line: (line[0][1], line[0][0] < 0.0, line[0][0]))
    lines = planar.lines_on(projection, {"type": "MultiLineString", "coordinates": within}, Edges.PARALLEL)
    return [line.simplify(HATCH_TOLERANCE) for line in lines]


def _chevrons(
    features: Iterable[Feature], projection: Projection, symbology: Symbology
) -> Iterator[Chevrons]:
    marked: list[LineString] = []
    # On shared stretches the lane painted last is visible, so that only it gets direction marks.
    for feature in reversed(tuple(features)):
        if not symbology.styles.get(feature.style, _UNKNOWN).chevron:
            continue
        lines = planar.lines_on(projection, feature.geometry, feature.edges)
        marks = tuple(
            (round(x), round(y), round(angle), round(zoom))
            for line in chevrons.unmarked(lines, marked)
            for x, y, angle, zoom in chevrons.marks(line)
        )
        if marks:
            yield Chevrons(feature.id, feature.style, marks)
        marked += lines


def _spots(shapes: Iterable[Shape], targets: Collection[str]) -> dict[str, tuple[float, float]]:
    """Sign positions of the features with facts."""
    largest: dict[str, Shape] = {}
    for shape in shapes:
        if shape.feature in targets and shape.feature not in largest:
            largest[shape.feature] = shape
    return {id: _spot(shape) for id, shape in largest.items()}


def _spot(shape: Shape) -> tuple[float, float]:
    part = max(shape.parts, key=len)
    pairs = list(zip(part[::2], part[1::2], strict=True))
    if shape.kind == "point":
        return pairs[0]
    if shape.kind == "line":
        ((x, y),) = LineString(pairs).interpolate(0.5, normalized=True).coords
    else:
        ((x, y),) = shapely.maximum_inscribed_circle(Polygon(pairs)).coords[:1]
    return round(x), round(y)


def area_parts(areas: MultiPolygon) -> tuple[Part, ...]:
    """All rings of areas as flat coordinates, without closing vertices."""
    rings = (ring for area in areas.geoms for ring in (area.exterior, *area.interiors))
    return tuple(_flat(shapely.get_coordinates(ring)[:-1]) for ring in rings)


def line_parts(lines: list[LineString]) -> tuple[Part, ...]:
    """Lines as flat coordinates."""
    return tuple(_flat(shapely.get_coordinates(line)) for line in lines)


def _flat(coordinates: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Part:
    """Rounded to whole metres, much less than a pixel at the highest zoom."""
    return tuple(np.rint(coordinates).astype(int).ravel().tolist())


def box_round(parts: tuple[Part, ...]) -> tuple[float, float, float, float]:
    """The bounding box of flat coordinates."""
    xs = [x for part in parts for x in part[::2]]
    ys = [y for part in parts for y in part[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def shared_runs(lines: Mapping[str, tuple[str, Geometry]]) -> dict[str, dict[tuple[str, ...], Geometry]]:
    """For each id, the stretches of its line by the groups that share them, as MultiLineStrings in lon/lat.

    `lines` has group and geometry by id, in draw order, as are the groups of a stretch. Stretches that meet
    only at 180 degrees are joined when projected.
    """
    order = tuple(dict.fromkeys(group for group, _ in lines.values()))
    groups: dict[Edge, set[str]] = {}
    for group, geometry in lines.values():
        for edge in _edges(geometry):
            groups.setdefault(edge, set()).add(group)
    shares = {edge: tuple(group for group in order if group in sharing) for edge, sharing in groups.items()}
    return {id: _cut(geometry, shares) for id, (_, geometry) in lines.items()}


def _cut(geometry: Geometry, shares: Mapping[Edge, tuple[str, ...]]) -> dict[tuple[str, ...], Geometry]:
    lines: dict[tuple[str, ...], list[list[Place]]] = {}
    for part in _parts(geometry):
        for groups, edges in groupby(pairwise(part), key=lambda edge: shares[_sorted(*edge)]):
            stretch = list(edges)
            lines.setdefault(groups, []).append([stretch[0][0], *(end for _, end in stretch)])
    return {groups: {"type": "MultiLineString", "coordinates": parts} for groups, parts in lines.items()}


def _edges(geometry: Geometry) -> Iterator[Edge]:
    for part in _parts(geometry):
        yield from (_sorted(*edge) for edge in pairwise(part))


def _parts(geometry: Geometry) -> Iterator[list[Place]]:
    for kind, part in clean.leaves(geometry):
        if kind == "LineString":
            yield [_place(position) for position in part]


def _place(position: Any) -> Place:
    return position[0], position[1]


def _sorted(a: Place, b: Place) -> Edge:
    return (a, b) if a <= b else (b, a)


def draw_file(layer: Layer, projection: Projection, known: Marks | None = None) -> Drawing:
    """The shapes of a layer without labels; `known` are the marks of its features, if computed."""
    file_marks = known or marks([feature.unpacked() for feature in layer.features]).marks
    hue = int(layer.features[0].style.split("-")[1]) if layer.features else 1
    shapes = tuple(
        Shape(layer.features[owner].id, kind, style_id(hue, kind), tuple(parts), _box(parts))
        for owner, kind, parts in on_projection(projection, file_marks)
    )
    return Drawing(
        layer=layer.id,
        projection=projection.id,
        digest=layer.digest,
        shapes=shapes,
        names={feature.id: feature.name for feature in layer.features},
    )


def box_of(drawing: Drawing) -> Box | None:
    """Bounding box of all shapes of a drawing, projected metres; None without any."""
    if not drawing.shapes:
        return None
    x0, y0, x1, y1 = zip(*(shape.box for shape in drawing.shapes), strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _box(parts: list[Part]) -> Box:
    if len(parts) == 1 and len(parts[0]) == 2:
        x, y = parts[0]
        return x, y, x, y
    xs = [min(part[::2]) for part in parts], [max(part[::2]) for part in parts]
    ys = [min(part[1::2]) for part in parts], [max(part[1::2]) for part in parts]
    return min(xs[0]), min(ys[0]), max(xs[1]), max(ys[1])


def highlighted_rows(
    layer: Layer, marks: Sequence[RowMark], projection: Projection, painted_by: tuple[bytes, bool] | None
) -> tuple[Shape, ...]:
    """Shapes of marks in the projection, in their present styles."""
    return tuple(
        Shape(
            f"{layer.id}.{mark.row}",
            mark.kind,
            style_of_row(layer, painted_by, mark.row, mark.kind),
            parts,
            box_round(parts),
        )
        for mark in marks
        if (parts := tuple(projected(part, projection) for part in mark.parts if part))
    )


def projected(part: Sequence[float], projection: Projection) -> tuple[float, ...]:
    """Transform metres of the family's plane to projected metres."""
    places = zip(part[::2], part[1::2], strict=True)
    return tuple(each for at in places for each in projection.ground(*at))
