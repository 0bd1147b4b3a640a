"""What is measured by hand is what GeographicLib publishes of the same places."""

import numpy as np
import pytest
import shapely

from arctic_map.geo import measure
from arctic_map.geo.measure import Place
from arctic_map.geo.position import wgs84
from arctic_map.geo.project import Numbers

# Longitude and latitude of both ends, azimuth at the first, metres: GeographicLib's own test of geodesics.
GEODESICS = (
    (-139.44815, 35.60777, -69.95921, -11.17491, 111.09874842956033, 8935244.56048183),
    (106.05087, 55.52454, 197.18234, 77.03196, 22.0200598809828, 4105086.171392441),
    (142.59065, -21.97856, 98.56635, 41.84138, -32.44456876433189, 8394328.894657671),
    (112.2363, -66.99028, 285.90344, -12.70631, 173.73491240878403, 11150344.231208025),
    (173.34268, -17.42761, 5.93557, -15.84784, -159.03355766119293, 16076603.163118068),
    (48.28919, 32.84994, 202.29132, -56.28556, 150.492927788122, 16727068.943816446),
    (52.74123, 6.96833, 206.17291, -7.39675, 92.58158538631771, 17102477.249695837),
    (-16.30485, -50.56724, -94.97412, -33.56571, -105.43967990759016, 6455670.511866869),
    (-8.90775, -58.93002, 133.13503, -8.91104, 140.96539790250068, 11756066.021986462),
    (-74.28391, -68.82867, -8.36685, -50.63005, 93.77434776311487, 3956936.926063544),
    (-32.0898, -10.62672, -134.31681, 5.883, -86.42671328674776, 11470869.386456301),
    (166.90563, -21.76221, 213.97627, 48.72884, 29.31942120693643, 9098627.398655491),
    (-174.47484, -19.79938, -154.35109, -11.99349, 71.16727578017154, 2319004.860116939),
    (-116.94513, -11.95887, 7.16501, 4.57352, 92.71261983045255, 13834722.580140138),
    (85.66836, -87.85331, 16.09921, 66.48646, -65.12031304024275, 17286615.314714465),
    (128.32011, 1.74708, 11.87109, -11.16617, -101.58484363117385, 12942901.124134742),
    (-144.90758, -25.72959, -269.17879, -57.70581, -153.6474686931172, 9413446.745245311),
    (122.32875, -41.22777, 130.37946, -7.57291, 14.285113402275739, 3812686.035106021),
    (138.25278, 11.01307, 247.05981, 6.62726, 79.43682622782374, 11911190.819018409),
    (95.14681, -29.47124, -69.15955, -27.46601, -163.77913044168838, 13487015.838114548),
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


def test_a_small_area_is_that_of_a_plane_that_keeps_areas() -> None:
    ring = [(30.0, 70.0), (31.0, 70.2), (31.5, 69.8), (30.2, 69.6)]
    dense = [
        at
        for start, end in zip(ring, [*ring[1:], ring[0]], strict=True)
        for at in (start, *wgs84().npts(*start, *end, 200))
    ]
    # Lambert's azimuthal projection of equal areas, by Snyder's formulas for the ellipsoid about the pole.
    lon, lat = np.radians(np.array(dense)).T
    a, f = 6378137.0, 1 / 298.257223563
    e = np.sqrt(f * (2 - f))

    def q(latitude: Numbers) -> Numbers:
        s = np.sin(latitude)
        found: Numbers = (1 - e**2) * (s / (1 - (e * s) ** 2) - np.log((1 - e * s) / (1 + e * s)) / (2 * e))
        return found

    rho = a * np.sqrt(q(np.array(np.pi / 2)) - q(lat))
    flat = shapely.Polygon(np.column_stack([rho * np.sin(lon), -rho * np.cos(lon)]))
    assert measure.ring(ring)[0] == pytest.approx(flat.area, rel=1e-6)


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
