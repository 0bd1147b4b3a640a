"""Lengths are those of the ground, whatever the plane."""

import pytest

from arctic_map.geo import measure, position
from arctic_map.geo.planes import PLANES
from arctic_map.geo.projection import project
from arctic_map.model.feature import Edges
from arctic_map.model.plane import Plane


def test_a_degree_of_latitude_is_about_111_km() -> None:
    line = {"type": "LineString", "coordinates": [(105, 70), (105, 71)]}
    assert measure.length(line) == pytest.approx(111_560, rel=0.001)


def test_the_way_along_a_parallel_is_longer_than_the_shortest() -> None:
    line = {"type": "LineString", "coordinates": [(0, 70), (90, 70)]}
    assert measure.length(line, Edges.PARALLEL) > 1.05 * measure.length(line)


@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: plane.id)
@pytest.mark.parametrize("lat", [45.0, 60.0, 75.0])
def test_a_bar_on_the_map_stands_for_the_ground_below_it(plane: Plane, lat: float) -> None:
    x, y = (float(value) for value in project(plane, plane.down, lat))
    (left, right) = (project(plane, plane.down + side, lat) for side in (-0.01, 0.01))
    pixels = float(right[0] - left[0]) / 100.0
    ground = measure.length(
        {"type": "LineString", "coordinates": [(plane.down - 0.01, lat), (plane.down + 0.01, lat)]}
    )
    assert position.ground_length(plane, x, y, pixels, 100.0) == pytest.approx(ground, rel=0.001)


@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: plane.id)
def test_off_the_map_a_bar_stands_for_nothing(plane: Plane) -> None:
    assert position.ground_length(plane, plane.box[2] * 2, plane.box[3] * 2, 100.0, 1000.0) == 0.0
