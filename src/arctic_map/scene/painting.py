"""From a layer to what a painter needs on a plane: projected, clipped, cut into shapes by style."""

from collections.abc import Iterable, Iterator

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Polygon

from arctic_map.geo import chevrons, clean, graticule, planar
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.drawing import Chevron, Drawing, Shape, ShapeKind
from arctic_map.model.feature import Edges, Feature
from arctic_map.model.plane import Plane

LETTERS_ONLY = frozenset({"sea-name", "country-name"})
LANES = frozenset({"lane-nsr", "lane-suez", "lane-cape"})
HATCH_APART = 0.5
"""Degrees of latitude between the parallels that hatch an area."""
FADING = (0.16, -0.04, -0.24, -0.44)
"""Widths of the nested buffers of an undisclosed area, in parts of its own half-width."""
Part = tuple[float, ...]


def draw(layer: Layer, plane: Plane) -> Drawing:
    """The layer's shapes and direction marks on a plane, without labels; empty for parts of the base map."""
    features = features_of(layer)
    return Drawing(
        layer=layer.id,
        plane=plane.id,
        digest=layer.digest,
        shapes=tuple(shape for feature in features for shape in _shapes(feature, plane)),
        chevrons=tuple(_chevrons(features, plane)),
        names={feature.id: feature.name for feature in features},
    )


def features_of(layer: Layer) -> tuple[Feature, ...]:
    """The features of a layer; those of a graticule are computed, not read."""
    if layer.kind is not LayerKind.GRATICULE:
        return layer.features
    return graticule.arctic_circle() if layer.id == "arctic-circle" else graticule.graticule()


def _shapes(feature: Feature, plane: Plane) -> Iterator[Shape]:
    if feature.style in LETTERS_ONLY:
        return
    areas = planar.areas_on(plane, clean.polygons(feature.geometry, feature.edges))
    if feature.style == "drill-undisclosed":
        yield from _shape(feature, "area", [_area_parts(faded) for faded in _faded(areas)])
    else:
        yield from _shape(feature, "area", [_area_parts(areas)])
    if feature.style == "nsr-waters":
        yield from _shape(feature, "line", [_line_parts(_hatch(feature, plane))], style="nsr-hatch")
    lines = planar.lines_on(plane, feature.geometry, feature.edges)
    yield from _shape(feature, "line", [_line_parts(lines)])
    points = planar.points_on(plane, feature.geometry)
    yield from _shape(feature, "point", [tuple(_flat(point[None]) for point in points)])


def _shape(
    feature: Feature, kind: ShapeKind, shapes: Iterable[tuple[Part, ...]], style: str = ""
) -> Iterator[Shape]:
    for parts in shapes:
        if parts:
            yield Shape(feature.id, kind, style or feature.style, parts, _box(parts))


def _faded(areas: MultiPolygon) -> Iterator[MultiPolygon]:
    """The areas wider and narrower, so that painted over each other they claim no edge."""
    for share in FADING:
        yield shapely.orient_polygons(
            clean.areas_only([shapely.union_all([_rounded(part, share) for part in areas.geoms])])
        )


def _rounded(area: Polygon, share: float) -> Polygon:
    half_width = shapely.maximum_inscribed_circle(area, tolerance=area.length / 500).length
    soft = half_width / 4
    return area.buffer(share * half_width - soft).buffer(soft).simplify(planar.AREA_TOLERANCE)


def _hatch(feature: Feature, plane: Plane) -> list[LineString]:
    """Parallels of latitude within the feature's areas."""
    areas = clean.polygons(feature.geometry, feature.edges)
    if areas.is_empty:
        return []
    low, high = np.array(areas.bounds)[[1, 3]] / HATCH_APART
    rows = [
        LineString([(-180.0, number * HATCH_APART), (180.0, number * HATCH_APART)])
        for number in range(int(np.ceil(low)), int(np.floor(high)) + 1)
    ]
    cuts = shapely.get_parts(shapely.intersection(np.array(rows, dtype=object), areas))
    within = [list(cut.coords) for cut in cuts if isinstance(cut, LineString) and not cut.is_empty]
    # West to east, so that what 180 tore apart is joined again: it ends at 180 and goes on from -180.
    within.sort(key=lambda line: (line[0][1], line[0][0] < 0.0, line[0][0]))
    return planar.lines_on(plane, {"type": "MultiLineString", "coordinates": within}, Edges.PARALLEL)


def _chevrons(features: Iterable[Feature], plane: Plane) -> Iterator[Chevron]:
    marked: list[LineString] = []
    # Lanes share stretches: the lane painted last, which is the one seen there, has the marks.
    for feature in reversed(tuple(features)):
        if feature.style not in LANES:
            continue
        lines = planar.lines_on(plane, feature.geometry, feature.edges)
        for line in chevrons.unmarked(lines, marked):
            for x, y, angle, zoom in chevrons.marks(line):
                yield Chevron(round(x), round(y), round(angle), zoom, feature.style, feature.id)
        marked += lines


def _area_parts(areas: MultiPolygon) -> tuple[Part, ...]:
    rings = (ring for area in areas.geoms for ring in (area.exterior, *area.interiors))
    return tuple(_flat(shapely.get_coordinates(ring)[:-1]) for ring in rings)


def _line_parts(lines: list[LineString]) -> tuple[Part, ...]:
    return tuple(_flat(shapely.get_coordinates(line)) for line in lines)


def _flat(coordinates: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Part:
    """Whole metres: an eighth of a pixel at the finest zoom would still be sixteen of them."""
    return tuple(np.rint(coordinates).astype(int).ravel().tolist())


def _box(parts: tuple[Part, ...]) -> tuple[float, float, float, float]:
    xs = [x for part in parts for x in part[::2]]
    ys = [y for part in parts for y in part[1::2]]
    return min(xs), min(ys), max(xs), max(ys)
