"""Shapes in projections are whole across 180 and end only where the projection ends."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon

from arctic_map.geo import clean, planar
from arctic_map.geo.planar import least_scales, outline
from arctic_map.geo.projecting import project
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.feature import Edges, Geometry
from arctic_map.model.projection import Projection

every_projection = pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
POLAR = [projection for projection in PROJECTIONS if projection.pole]
polar_projection = pytest.mark.parametrize("projection", POLAR, ids=lambda projection: projection.id)
WORLD = projection_named("world")


def line(*positions: tuple[float, float]) -> Geometry:
    return {"type": "LineString", "coordinates": positions}


def area(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def areas_on(projection: Projection, *rings: list[tuple[float, float]]) -> shapely.MultiPolygon:
    shape = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return planar.areas_on(projection, clean.polygons(shape, Edges.PARALLEL))


@every_projection
def test_a_line_split_at_180_is_one_piece(projection: Projection) -> None:
    split = {"type": "MultiLineString", "coordinates": [[(170, 60), (180, 65)], [(-180, 65), (-170, 66)]]}
    assert len(planar.lines_on(projection, split, Edges.GEODESIC)) == 1


@every_projection
def test_an_area_split_at_180_is_one_piece_without_a_seam(projection: Projection) -> None:
    whole = areas_on(projection, area(170, 65, 180, 72), area(-180, 65, -170, 72))
    assert len(whole.geoms) == 1
    assert not whole.geoms[0].interiors
    seam = shapely.LineString(
        np.column_stack(project(projection, np.full(60, 180.0), np.linspace(65.1, 71.9, 60)))
    )
    assert whole.boundary.intersection(seam.buffer(1000)).length < 2000


@polar_projection
def test_a_cap_round_the_pole_is_a_disc(projection: Projection) -> None:
    cap = areas_on(projection, area(-180, 80, 180, 90))
    assert len(cap.geoms) == 1
    assert not cap.geoms[0].interiors
    assert projection.pole is not None
    spread = np.hypot(*(shapely.get_coordinates(cap) - projection.pole).T)
    assert spread.min() == pytest.approx(spread.max(), abs=planar.AREA_TOLERANCE + planar.SEAM_GRID)


@polar_projection
def test_lines_leave_the_disc_at_the_equator_and_come_back(projection: Projection) -> None:
    pieces = planar.lines_on(projection, line((0, 10), (10, -10), (20, 10)), Edges.GEODESIC)
    assert len(pieces) == 2
    assert projection.pole is not None
    edge = float(np.hypot(*(np.array(project(projection, 0.0, 0.0)) - projection.pole)))
    for piece in pieces:
        reach = np.hypot(*(shapely.get_coordinates(piece) - projection.pole).T)
        assert reach.max() == pytest.approx(edge, abs=10)


@polar_projection
def test_a_line_that_winds_round_the_pole_three_times_is_whole(projection: Projection) -> None:
    turns = line(*((lon % 360.0 - 180.0, 80.0) for lon in range(0, 3 * 360 + 1, 5)))
    (spiral,) = planar.lines_on(projection, turns, Edges.GEODESIC)
    once = line(*((lon - 180.0, 80.0) for lon in range(0, 361, 5)))
    length = sum(each.length for each in planar.lines_on(projection, once, Edges.GEODESIC))
    assert spiral.length == pytest.approx(3 * length, rel=1e-3)


@polar_projection
def test_what_lies_south_of_the_equator_is_not_shown(projection: Projection) -> None:
    assert planar.lines_on(projection, line((0, -10), (10, -20)), Edges.GEODESIC) == []
    assert areas_on(projection, area(0, -20, 10, -10)).is_empty
    assert len(planar.points_on(projection, {"type": "MultiPoint", "coordinates": [(0, -1), (0, 1)]})) == 1


def test_on_the_world_a_line_across_90_west_is_cut_there() -> None:
    west, east = planar.lines_on(WORLD, line((-95, 20), (-85, 20)), Edges.GEODESIC)
    assert west.coords[-1][0] > 16_000_000
    assert east.coords[0][0] < -16_000_000


def test_on_the_world_an_area_across_90_west_stands_at_both_edges() -> None:
    pieces = areas_on(WORLD, area(-95, 15, -85, 20)).geoms
    assert sorted(np.sign(piece.centroid.x) for piece in pieces) == [-1, 1]
    assert all(piece.length < 3_000_000 for piece in pieces)


@every_projection
def test_a_parallel_is_not_drawn_as_a_chord(projection: Projection) -> None:
    (arc,) = planar.lines_on(projection, line((60, 70), (150, 70)), Edges.PARALLEL)
    middle = shapely.Point(*project(projection, 105.0, 70.0))
    assert arc.distance(middle) <= planar.LINE_TOLERANCE + 20


@polar_projection
@given(st.floats(-179, 170), st.floats(1, 75), st.floats(1, 9), st.floats(1, 9))
def test_outer_rings_run_counter_clockwise(
    projection: Projection, west: float, south: float, wide: float, high: float
) -> None:
    for piece in areas_on(projection, area(west, south, west + wide, south + high)).geoms:
        assert piece.exterior.is_ccw


@every_projection
def test_the_outline_is_convex_and_counter_clockwise(projection: Projection) -> None:
    ring = Polygon(outline(projection))
    assert ring.exterior.is_ccw
    assert ring.convex_hull.area == pytest.approx(ring.area, rel=1e-4)


@every_projection
def test_a_box_fits_from_the_scale_that_is_answered(projection: Projection) -> None:
    ring = outline(projection)
    x, y = ring.mean(axis=0) * 0.2 + ring[10] * 0.8
    (scale,) = least_scales(ring, x, y, [(-30.0, -10.0, 50.0, 5.0)])
    for factor, inside in ((1.01, True), (0.99, False)):
        at = scale * factor
        box = Polygon([(x + a / at, y - b / at) for a, b in ((-30, -10), (50, -10), (50, 5), (-30, 5))])
        assert Polygon(ring).covers(box) is inside


def test_a_place_beyond_the_edge_never_fits() -> None:
    assert np.isinf(least_scales(outline(PROJECTIONS[-1]), 17_000_000.0, 8_000_000.0, [(-1, -1, 1, 1)])).all()
