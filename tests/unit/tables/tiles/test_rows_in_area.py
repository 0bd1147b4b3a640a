"""Rows on disk that an area touches, as shapely finds them one by one."""

import numpy as np
import pytest
import shapely

from arctic_map.tables.tiles.points import sort_points
from arctic_map.tables.tiles.rows_in_area import rows_in
from arctic_map.tables.tiles.shapes import sort_shapes
from arctic_map.tables.tiles.tile_store import Plane

COUNT = 400
SIZES = (2e3, 5e4, 4e5)
"""Metres."""
AREAS = (
    shapely.box(-1e6, -5e5, 1.5e6, 2e6),
    shapely.Polygon([(-2e6, -2e6), (2e6, -1e6), (-1e6, 0), (1.8e6, 1.5e6), (-2e6, 1e6)]),
    shapely.Point(3e5, 3e5).buffer(800),
    shapely.MultiPolygon([shapely.box(-3e6, -3e6, -2e6, -2e6), shapely.box(0, 0, 1e6, 1e6)]),
)


@pytest.mark.parametrize("area", AREAS, ids=range(len(AREAS)))
def test_points_lines_and_areas_are_found_once_each(area: shapely.Geometry) -> None:
    plane, geometries = _plane()
    assert rows_in(plane, area) == [row for row, each in enumerate(geometries) if area.intersects(each)]


def test_an_area_within_a_shape_finds_it_but_not_within_its_hole() -> None:
    square = np.array([[0, 0], [9, 0], [9, 9], [0, 9], [3, 3], [3, 6], [6, 6], [6, 3]], np.int32) * 1_000_000
    no_points = sort_points(*(np.empty(0, np.int32),) * 2, np.empty(0, np.uint32))
    shape = sort_shapes(
        np.array([7], np.uint32), np.array([True]), np.array([2]), np.array([4, 4]), *square.T.copy()
    )
    plane = Plane(no_points, shape)
    assert rows_in(plane, shapely.box(10_000, 10_000, 12_000, 12_000)) == [7]
    assert rows_in(plane, shapely.box(40_000, 40_000, 50_000, 50_000)) == []
    assert rows_in(plane, shapely.Polygon()) == []


def _plane() -> tuple[Plane, list[shapely.Geometry]]:
    """A plane of points, lines and areas by turns, and the same in metres by row."""
    random = np.random.default_rng(5)
    centres = np.rint(random.uniform(-3e6, 3e6, (3 * COUNT, 2)))
    points = centres[:COUNT]
    lines = [np.rint(centre + random.uniform(-1, 1, (4, 2)) * 3e5) for centre in centres[COUNT : 2 * COUNT]]
    areas = [
        np.rint(shapely.get_coordinates(shapely.Point(centre).buffer(SIZES[at % 3], quad_segs=3))[:-1])
        for at, centre in enumerate(centres[2 * COUNT :])
    ]
    xy = np.concatenate([*lines, *areas]) * 100
    rows = np.arange(COUNT, 3 * COUNT, dtype=np.uint32)
    shapes = sort_shapes(
        rows,
        rows >= 2 * COUNT,
        np.ones(2 * COUNT, np.int64),
        np.array([len(each) for each in (*lines, *areas)]),
        *xy.astype(np.int32).T.copy(),
    )
    x, y = (points * 100).astype(np.int32).T.copy()
    sorted_points = sort_points(x, y, np.arange(COUNT, dtype=np.uint32))
    geometries = [*shapely.points(points), *map(shapely.LineString, lines), *map(shapely.Polygon, areas)]
    return Plane(sorted_points, shapes), geometries
