"""Lengths are those of the ground, whatever the projection."""

import pytest

from arctic_map.geo import measure, position
from arctic_map.geo.project import project
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.feature import Edges
from arctic_map.model.projection import Projection


def test_a_degree_of_latitude_is_about_111_km() -> None:
    line = {"type": "LineString", "coordinates": [(105, 70), (105, 71)]}
    assert measure.length(line) == pytest.approx(111_560, rel=0.001)


def test_the_way_along_a_parallel_is_longer_than_the_shortest() -> None:
    line = {"type": "LineString", "coordinates": [(0, 70), (90, 70)]}
    assert measure.length(line, Edges.PARALLEL) > 1.05 * measure.length(line)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
@pytest.mark.parametrize("lat", [45.0, 60.0, 75.0])
def test_a_bar_on_the_map_stands_for_the_ground_below_it(projection: Projection, lat: float) -> None:
    x, y = (float(value) for value in project(projection, projection.down, lat))
    (left, right) = (project(projection, projection.down + side, lat) for side in (-0.01, 0.01))
    pixels = float(right[0] - left[0]) / 100.0
    ground = measure.length(
        {"type": "LineString", "coordinates": [(projection.down - 0.01, lat), (projection.down + 0.01, lat)]}
    )
    assert position.ground_length(projection, x, y, pixels, 100.0) == pytest.approx(ground, rel=0.001)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_off_the_map_a_bar_stands_for_nothing(projection: Projection) -> None:
    assert (
        position.ground_length(projection, projection.box[2] * 2, projection.box[3] * 2, 100.0, 1000.0) == 0.0
    )
