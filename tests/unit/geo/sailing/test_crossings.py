"""How much of a line lies within ice."""

import numpy as np
import pytest
from pyproj import Geod

from arctic_map.geo.sailing.crossings import area, within

EARTH = Geod(ellps="WGS84")


def cap(lat: float, step: int = 1) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A ring along a parallel."""
    lons = np.arange(-180.0, 180.0, step)
    return np.column_stack([lons, np.full(len(lons), lat)])


ICE = area([[cap(70.0)]])


def metres(*places: tuple[float, float]) -> float:
    lon, lat = zip(*places, strict=True)
    return float(EARTH.line_length(lon, lat))


def line(*places: tuple[float, float]) -> float:
    return within(np.array(places), ICE)


@pytest.mark.parametrize("lon", [0.0, 45.0, 179.0])
def test_of_a_line_due_north_the_part_beyond_the_edge_counts(lon: float) -> None:
    expected = metres((lon, 70.0), (lon, 75.0))
    assert line((lon, 60.0), (lon, 75.0)) == pytest.approx(expected, abs=5000)
    assert line((lon, 75.0), (lon, 60.0)) == pytest.approx(expected, abs=5000)
    assert line((lon, 60.0), (lon, 65.0), (lon, 72.0), (lon, 75.0)) == pytest.approx(expected, abs=5000)


def test_a_line_across_the_pole_and_180_degrees_counts_whole() -> None:
    assert line((0.0, 80.0), (180.0, 80.0)) == pytest.approx(metres((0.0, 80.0), (180.0, 80.0)))
    assert line((170.0, 75.0), (-170.0, 75.0)) == pytest.approx(metres((170.0, 75.0), (-170.0, 75.0)))


def test_a_geodesic_may_touch_the_ice_between_two_places_without_any() -> None:
    # Between two places at 25 degrees north, nearly opposite to each other, it goes far north.
    assert line((0.0, 25.0), (170.0, 25.0)) > 1_000_000
    assert line((0.0, 69.8), (30.0, 69.8)) > 0
    assert line((0.0, 40.0), (20.0, 40.0)) == line((0.0, 10.0), (20.0, 10.0)) == 0.0


def test_no_way_at_all_has_no_ice() -> None:
    assert line((0.0, 80.0), (0.0, 80.0)) == line((0.0, 80.0)) == 0.0
    assert line((0.0, 80.0), (0.0, 80.0), (10.0, 80.0)) == pytest.approx(metres((0.0, 80.0), (10.0, 80.0)))


def test_a_short_line_is_within_or_not() -> None:
    assert line((0.0, 72.0), (0.01, 72.0)) == pytest.approx(metres((0.0, 72.0), (0.01, 72.0)))


def test_open_water_in_the_ice_does_not_count() -> None:
    open_ = area([[cap(70.0), cap(80.0)]])
    found = within(np.array([(20.0, 75.0), (20.0, 85.0)]), open_)
    assert found == pytest.approx(metres((20.0, 75.0), (20.0, 80.0)), abs=5000)


def test_several_areas_are_one() -> None:
    def box(west: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.array([(west, 70.0), (west + 10, 70.0), (west + 10, 80.0), (west, 80.0)])

    both = area([[box(0.0)], [box(40.0)]])
    found = within(np.array([(5.0, 75.0), (45.0, 75.0)]), both)
    alone = [within(np.array([(5.0, 75.0), (45.0, 75.0)]), area([[box(west)]])) for west in (0.0, 40.0)]
    assert min(alone) > 50_000 and found == pytest.approx(sum(alone))
