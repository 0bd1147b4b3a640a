"""Lengths are those of the ground, whatever the projection."""

import pytest

from arctic_map.geo import measure
from arctic_map.geo.measure import Place
from arctic_map.model.feature import Edges


def test_a_degree_of_latitude_is_about_111_km() -> None:
    line = {"type": "LineString", "coordinates": [(105, 70), (105, 71)]}
    assert measure.length(line) == pytest.approx(111_560, rel=0.001)


def test_the_way_along_a_parallel_is_longer_than_the_shortest() -> None:
    line = {"type": "LineString", "coordinates": [(0, 70), (90, 70)]}
    assert measure.length(line, Edges.PARALLEL) > 1.05 * measure.length(line)


# Longitude and latitude of both ends, azimuth at the first, metres: GeographicLib's own test of geodesics.
GEODESICS = (
    (-139.44815, 35.60777, -69.95921, -11.17491, 111.09874842956033, 8935244.56048183),
    (106.05087, 55.52454, 197.18234, 77.03196, 22.0200598809828, 4105086.171392441),
    (142.59065, -21.97856, 98.56635, 41.84138, -32.44456876433189, 8394328.894657671),
    (112.2363, -66.99028, 285.90344, -12.70631, 173.73491240878403, 11150344.231208025),
    (173.34268, -17.42761, 5.93557, -15.84784, -159.03355766119293, 16076603.163118068),
)
# Longitude and latitude of the corners, metres round them and square metres within: its own test of polygons.
POLYGONS = (
    (((0, 89), (90, 89), (180, 89), (270, 89)), 631819.8745, 24952305678.0),
    (((0, -89), (90, -89), (180, -89), (270, -89)), 631819.8745, 24952305678.0),
    (((-1, 0), (0, -1), (1, 0), (0, 1)), 627598.2731, 24619419146.0),
    (((0, 90), (0, 0), (90, 0)), 30022685, 63758202715511.0),
    (((0.1, 89), (90.1, 89), (-179.9, 89)), 539297, 12476152838.5),
    (((1, 2), (2, 1), (3, 3)), None, 18454562325.45119),
)


@pytest.mark.parametrize(("lon", "lat", "to_lon", "to_lat", "azimuth", "metres"), GEODESICS)
def test_a_leg_is_as_published(
    lon: float, lat: float, to_lon: float, to_lat: float, azimuth: float, metres: float
) -> None:
    (leg,) = measure.legs([(lon, lat), (to_lon, to_lat)])
    assert leg.metres == pytest.approx(metres, abs=1e-6)
    assert (leg.bearing - azimuth) % 360.0 == pytest.approx(0.0, abs=1e-9) or (
        leg.bearing - azimuth
    ) % 360.0 == pytest.approx(360.0, abs=1e-9)
    assert 0.0 <= leg.bearing < 360.0


@pytest.mark.parametrize(("places", "perimeter", "area"), POLYGONS)
def test_an_area_is_as_published_whichever_way_round(
    places: tuple[Place, ...], perimeter: float | None, area: float
) -> None:
    for order in (places, places[::-1]):
        within, along = measure.ring(order)
        assert within == pytest.approx(area, abs=1.0)
        assert perimeter is None or along == pytest.approx(perimeter, abs=1.0)


def test_a_way_over_the_pole_and_over_180_is_the_short_one() -> None:
    over, across = measure.legs([(0.0, 80.0), (180.0, 80.0), (-178.0, 80.0)])
    assert over.metres == pytest.approx(2 * 1116826, rel=1e-4)
    assert over.bearing % 360.0 == pytest.approx(0.0, abs=1e-6)
    assert across.metres == pytest.approx(38_767, rel=1e-3)


@pytest.mark.parametrize(
    ("places", "crosses"),
    [
        (((0, 70), (10, 70), (10, 75), (0, 75)), False),
        (((0, 70), (10, 75), (10, 70), (0, 75)), True),
        (((170, 70), (-170, 75), (-170, 70), (170, 75)), True),
        (((170, 70), (-170, 70), (-170, 75), (170, 75)), False),
        (((0, 85), (120, 85), (-120, 85)), False),
        (((0, 85), (90, 85), (180, 85), (-90, 85)), False),
        (((0, 85), (180, 85), (90, 85), (-90, 85)), True),
        (((0, 70), (10, 70), (5, 75)), False),
    ],
)
def test_an_outline_that_crosses_itself_is_found(places: tuple[Place, ...], crosses: bool) -> None:
    assert measure.crosses_itself(places) is crosses


def test_the_middle_of_a_leg_halves_it() -> None:
    start, end = (33.0, 69.0), (-170.0, 66.0)
    quarter, half, rest = measure.midway(start, end)
    whole = measure.legs([start, end])[0].metres
    parts = measure.legs([start, quarter, half, rest, end])
    assert [each.metres for each in parts] == pytest.approx([whole / 4] * 4, rel=1e-9)
