"""Columns of coordinates are recognized by their names."""

import pytest

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers.coordinate_columns import Columns, columns_of, find_columns


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["name", "Lon", "LAT"], Columns(1, 2, lon_lat=True)),
        (["Latitude (WGS84)", "Longitude (WGS84)"], Columns(1, 0, lon_lat=True)),
        (["долгота", "широта"], Columns(0, 1, lon_lat=True)),
        (["x", "y", "lon", "lat"], Columns(2, 3, lon_lat=True)),
        (["id", "decimalLongitude", "decimalLatitude"], Columns(1, 2, lon_lat=True)),
        (["stop_id", "stop_lat", "stop_lon"], Columns(2, 1, lon_lat=True)),
        (["start_lng", "end_lng", "end_lat", "start_lat"], Columns(0, 3, lon_lat=True)),
        (["easting", "northing"], Columns(0, 1)),
        (["lon", "x", "y"], Columns(1, 2)),
        (["geom", "lat"], Columns(wkt=0)),
        (["the_geom", "x", "y"], Columns(1, 2)),
        (["LON", "LAT", "WKT"], Columns(wkt=2)),
    ],
)
def test_places_stand_in_columns_of_the_usual_names(header: list[str], columns: Columns) -> None:
    assert columns_of(header) == columns


def test_columns_that_say_where_are_used_and_no_others() -> None:
    assert Columns(0, 2).used == (0, 2) and Columns(wkt=0).used == (0,) and Columns().used == ()


def test_the_error_about_a_table_without_places_lists_its_first_twelve_columns() -> None:
    with pytest.raises(Unreadable, match=r"its columns are a, b; name"):
        columns_of(["a", "b"])
    twelve = [f"c{number}" for number in range(12)]
    with pytest.raises(Unreadable, match=r"c10, c11; name"):
        columns_of(twelve)
    with pytest.raises(Unreadable, match=r"c11 and 2 more; name"):
        columns_of([*twelve, "", "more"])
    with pytest.raises(Unreadable, match=r"\(no name\), a; name"):
        columns_of(["", "a"])


@pytest.mark.parametrize(
    "cell", ["POLYGON ((0 0, 1 0, 1 1, 0 0))", "SRID=4326;MultiPoint(1 2)", " point(1 2)"]
)
def test_well_known_text_is_preferred_to_columns_of_longitude_and_latitude(cell: str) -> None:
    header = ["geom", "lon", "lat"]
    assert find_columns(header, cells=[cell, "1", "2"]) == Columns(wkt=0)
    assert find_columns(header, cells=["0101000020", "1", "2"]) == Columns(1, 2, lon_lat=True)
