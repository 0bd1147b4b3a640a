"""Boxes in degrees around what the map shows, for servers that know no projections."""

import pytest

from arctic_map.geo.map_view import fetch_view
from arctic_map.geo.position import project
from arctic_map.geo.projections import DEFAULT, PROJECTIONS
from arctic_map.model.map_view import ARCTIC, FetchView
from arctic_map.model.projection import Projection, Viewport

PLACES = [(40.0, 65.0), (179.5, 70.0), (-179.9, 66.0), (-90.0, 75.0), (105.0, 89.0)]


def view_at(projection: Projection, lon: float, lat: float, km: float) -> FetchView:
    place = project(projection, lon, lat)
    assert place is not None
    found = fetch_view(projection, Viewport(*place, km, 1000.0, 1000.0))
    assert found is not None
    return found


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda each: each.id)
@pytest.mark.parametrize(("lon", "lat"), PLACES)
@pytest.mark.parametrize("km", [0.05, 1.0, 4.0])
def test_all_that_a_view_shows_is_in_its_boxes(
    lon: float, lat: float, km: float, projection: Projection
) -> None:
    view = view_at(projection, lon, lat, km * 1000.0)
    boxes = view.boxes
    assert 1 <= len(boxes) <= 2
    for x, y in view.places:
        assert any(west <= x <= east and south <= y <= north for west, south, east, north in boxes)


def test_a_small_view_has_small_boxes_also_across_180_degrees() -> None:
    ((west, south, east, north),) = view_at(DEFAULT, 40.0, 65.0, 50.0).boxes
    assert 39.0 < west < 40.0 < east < 41.0 and 64.0 < south < 65.0 < north < 66.0
    first, second = view_at(DEFAULT, 180.0, 65.0, 50.0).boxes
    assert first[0] > 179.0 and first[2] == 180.0
    assert second[0] == -180.0 and second[2] < -179.0


def test_around_the_pole_all_longitudes_are_in_one_box() -> None:
    ((west, south, east, north),) = view_at(DEFAULT, 0.0, 90.0, 1000.0).boxes
    assert (west, east, north) == (-180.0, 180.0, 90.0) and 80.0 < south < 88.0
    assert ARCTIC.boxes == ((-180.0, 48.0, 180.0, 90.0),)
