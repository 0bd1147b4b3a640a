"""The base map of a centred map is that of the world: same land, no gap at its seam."""

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from arctic_map.geo.areas import pieces
from arctic_map.geo.position import project
from arctic_map.geo.projections import EQUAL_EARTH, LAEA, centred, projection_named
from arctic_map.geo.recentring import recentred
from arctic_map.model.projection import Affine
from arctic_map.storage.base_map import read_level

QUANTUM = 1000.0


def cells_of(item: str) -> list[tuple[tuple[int, ...], ...]]:
    return [cell.parts for cell in read_level(EQUAL_EARTH, 0).items[item].cells]


def united(cells: list[list[NDArray[np.int64]]]) -> shapely.Geometry:
    rings = [ring.ravel().tolist() for cell in cells for ring in cell]
    return shapely.union_all(list(pieces(rings, QUANTUM, Affine()).geoms))


def test_land_around_the_pole_is_that_of_the_polar_map() -> None:
    made = united(recentred(cells_of("land"), QUANTUM, centred(90, 90), closed=True, margin=32_000.0))
    polar = read_level(LAEA, 0)
    rings = (part for cell in polar.items["land"].cells for part in cell.parts)
    there = shapely.union_all(list(pieces(rings, polar.quantum, Affine()).geoms))
    # Both are simplified for themselves, by some ten kilometres.
    assert shapely.symmetric_difference(made, there).area < 0.03 * there.area


@pytest.mark.parametrize(("lon", "lat", "place"), [(-90, 40, (-90.0, 35.0)), (105, 20, (103.0, 30.0))])
def test_land_has_no_gap(lon: int, lat: int, place: tuple[float, float]) -> None:
    projection = centred(lon, lat)
    land = united(recentred(cells_of("land"), QUANTUM, projection, closed=True, margin=32_000.0))
    x, y = project(projection, *place) or (0.0, 0.0)
    assert shapely.contains(land, shapely.box(x - 3e5, y - 3e5, x + 3e5, y + 3e5))


def test_edges_that_are_straight_on_the_world_are_bent() -> None:
    world, projection = projection_named("world"), centred(90, 45)
    west, east = (project(world, lon, 60.0) or (0.0, 0.0) for lon in (30.0, 150.0))
    line = [round(number / QUANTUM) for number in (*west, *east)]
    ((parts,),) = recentred([[line]], QUANTUM, projection, closed=False)
    middle = project(projection, 90.0, 60.0) or (0.0, 0.0)
    assert len(parts) > 20
    assert np.abs(parts * QUANTUM - middle).sum(axis=1).min() < 150_000.0


def test_cells_beyond_the_horizon_are_left_out_and_those_across_it_are_cut() -> None:
    projection = centred(-75, -15)
    assert recentred([], QUANTUM, projection, closed=True) == []
    made = recentred(cells_of("land"), QUANTUM, projection, closed=True, margin=32_000.0)
    assert 0 < len(made) < len(cells_of("land"))
    far = np.hypot(*np.concatenate([ring for cell in made for ring in cell]).T).max() * QUANTUM
    assert far < 9_030_000.0
    for cell in made:
        assert all(len(ring) > 2 and Polygon(ring).area > 0.0 for ring in cell)
    coast = recentred(cells_of("coast"), QUANTUM, projection, closed=False)
    assert (
        np.hypot(*np.concatenate([line for cell in coast for line in cell]).T).max() * QUANTUM < 9_030_000.0
    )
