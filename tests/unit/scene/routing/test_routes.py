"""A route has days, ice and straits, and its line is cut at 180 degrees."""

import pytest

from arctic_map.geo.measure import length
from arctic_map.geo.position import wgs84
from arctic_map.model.itinerary import Port, RouteLine
from arctic_map.model.strait import Lonlat, Strait
from arctic_map.scene.routing.routes import geometry, route

A = Port("AAAAA", "A", "", (0.0, 0.0), (0.0, 0.0), 0.0)
STRAITS = (Strait("kara-gate", "Kara Gate", ((57.0, 71.0), (59.3, 70.1))),)
VOYAGE = RouteLine("nsr", ((0.0, 0.0), (1.0, 0.0)), 1_852_000.0, ("kara-gate",))


def test_days_are_those_in_open_water_and_in_ice() -> None:
    found = route(A, A, VOYAGE, STRAITS, knots=10.0, ice_knots=5.0, ice=185_200.0)
    assert found.nmi == pytest.approx(1000.0)
    assert found.days == pytest.approx(900 / 240 + 100 / 120)
    assert found.ice_km == pytest.approx(185.2)
    assert found.through == ("Kara Gate",)


def test_without_a_month_there_is_no_text_about_ice() -> None:
    assert route(A, A, VOYAGE, STRAITS, knots=10.0, ice_knots=5.0, ice=None).ice_km is None


def test_a_line_is_cut_at_180_degrees_where_its_geodesic_crosses() -> None:
    cut = geometry([(179.0, 10.0), (-179.0, 10.0), (-170.0, 12.0)])
    assert cut["type"] == "MultiLineString"
    (first, meets), (again, *rest) = cut["coordinates"]
    assert (first, rest) == ((179.0, 10.0), [(-179.0, 10.0), (-170.0, 12.0)])
    assert (meets[0], again[0]) == (180.0, -180.0) and meets[1] == again[1]
    assert meets[1] == pytest.approx(10.0015, abs=1e-4)
    assert geometry([(1.0, 2.0), (3.0, 4.0)])["type"] == "LineString"
    assert geometry([(180.0, 10.0), (-180.0, 20.0)])["coordinates"][0][0] == (180.0, 10.0)


@pytest.mark.parametrize("way", [1, -1])
def test_a_line_that_crosses_180_degrees_either_way_is_cut_where_it_does(way: int) -> None:
    line = [(way * 170.0, 10.0), (way * -160.0, 40.0), (way * -150.0, 40.0)]
    first, second = geometry(line)["coordinates"]
    assert first == [(way * 170.0, 10.0), (way * 180.0, pytest.approx(22.394, abs=1e-3))]
    assert second == [(way * -180.0, first[1][1]), (way * -160.0, 40.0), (way * -150.0, 40.0)]


def test_a_line_of_180_degrees_is_not_cut_and_one_that_touches_them_has_no_part_of_no_length() -> None:
    assert geometry([(-90.0, 0.0), (90.0, 0.0)])["type"] == "LineString"
    touching = geometry([(170.0, 10.0), (180.0, 20.0), (-170.0, 30.0)])["coordinates"]
    assert touching == [[(170.0, 10.0), (180.0, 20.0)], [(-180.0, 20.0), (-170.0, 30.0)]]


@pytest.mark.parametrize("line", [((139.1, 74.64), (-169.7, 66.14)), ((-120.0, 30.0), (140.0, 35.0))])
def test_a_long_leg_that_is_cut_is_no_longer_than_before(line: tuple[Lonlat, Lonlat]) -> None:
    (lon, lat), (further, on) = line
    whole = wgs84().inv(lon, lat, further, on)[2]
    assert length(geometry(line)) == pytest.approx(whole, rel=1e-5)
