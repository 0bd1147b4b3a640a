"""Positions by the million on the planes that projections share."""

import numpy as np
import pyproj
import pytest

from arctic_map.geo import projected_marks
from arctic_map.geo.projected_marks import boxes, families, keeps_off_seam, on_plane, plane_of
from arctic_map.geo.projections import EQUAL_EARTH, LAEA, PROJECTIONS, STEREOGRAPHIC, centred

POLAR, WORLD = plane_of(STEREOGRAPHIC), plane_of(EQUAL_EARTH)


def test_each_family_has_one_plane_from_which_the_others_are_turned() -> None:
    assert (POLAR.id, WORLD.id) == ("nsr", "world")
    assert families(LAEA) == (LAEA, STEREOGRAPHIC, EQUAL_EARTH)
    assert set(families(STEREOGRAPHIC)) == {each.family for each in PROJECTIONS}


def test_a_box_of_the_plane_is_one_on_each_of_its_projections() -> None:
    box = (2.0e6, 2.0e6, 2.4e6, 2.1e6)
    found = boxes(STEREOGRAPHIC, box)
    assert {*found} >= {"nsr", "epsg3413", "epsg3995"} and found["nsr"] == pytest.approx(box)
    assert boxes(STEREOGRAPHIC, None) == {}
    assert [*boxes(EQUAL_EARTH, box)] == ["world"]


@pytest.mark.parametrize("count", [1, 7, 20])
def test_positions_are_those_of_proj_in_centimetres(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projected_marks, "CHUNK_SIZE", 7)
    lon, lat = np.linspace(-170, 170, count), np.linspace(1, 89, count)
    x, y = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:5940", always_xy=True).transform(lon, lat)
    found = on_plane(POLAR, lon, lat)
    assert found.shown.all() and found.x.dtype == np.int32
    assert np.abs(found.x - 100 * np.array(x)).max() <= 1 and np.abs(found.y - 100 * np.array(y)).max() <= 1


def test_a_polar_plane_shows_the_north_and_the_world_all() -> None:
    lon, lat = np.zeros(3), np.array([-0.001, 0.0, 40.0])
    assert on_plane(POLAR, lon, lat).shown.tolist() == [False, True, True]
    found = on_plane(WORLD, lon, lat)
    assert found.shown.all() and found.y[0] < 0 < found.y[2]


def test_a_position_that_is_none_is_shown_nowhere() -> None:
    found = on_plane(WORLD, np.array([np.inf, 10.0]), np.array([50.0, 50.0]))
    assert found.shown.tolist() == [False, True] and found.x[0] == found.y[0] == 0


def test_on_a_polar_plane_the_north_is_in_one_piece_and_on_the_world_what_does_not_cross_90_west() -> None:
    bounds = (
        np.array([-100.0, -89.9, -120.0, 10.0]),
        np.array([0.0, -0.1, 5.0, 60.0]),
        np.array([-80.0, 20.0, -90.1, 20.0]),
        np.array([10.0, 10.0, 10.0, 70.0]),
    )
    assert keeps_off_seam(POLAR, *bounds).tolist() == [True, False, True, True]
    assert keeps_off_seam(WORLD, *bounds).tolist() == [False, True, True, True]
    assert keeps_off_seam(centred(-90, 5), *bounds).tolist() == [True, False, True, False]
