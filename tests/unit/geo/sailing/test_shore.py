"""The land with the margin that a ship keeps, as rings on the sphere."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer

from arctic_map.geo.sailing import shore
from arctic_map.geo.sailing.shore import (
    NORTH,
    SOUTH,
    Hemisphere,
    Narrows,
    rings,
    south_of,
    united,
    with_margin,
)

EARTH = Geod(ellps="WGS84")
PLAIN = "EPSG:4087"
"""A projection with straight parallels, true along the Equator."""
PER_DEGREE = 111_319.49


def land(side: Hemisphere, lon: float, lat: float, half: float) -> shapely.Geometry:
    """A square about a place, degrees to each side, in metres of a side."""
    square = shapely.box(lon - half, lat - half, lon + half, lat + half).segmentize(0.1)
    return united([shapely.transform(square, lambda at: at * PER_DEGREE)], PLAIN, side)


def far(side: Hemisphere, areas: list[shapely.Polygon], lon: float, lat: float, half: float) -> list[float]:
    """Metres that the rings keep from the square's sides: to the west, south and north."""
    ((ring),) = rings(areas, side)
    west, north, south = ring[:, 0].min(), ring[:, 1].max(), ring[:, 1].min()
    return [
        EARTH.inv(lon - half, lat, west, lat)[2],
        EARTH.inv(lon, lat - half, lon, south)[2] * (1 if south < lat - half else -1),
        EARTH.inv(lon, lat + half, lon, north)[2] * (1 if north > lat + half else -1),
    ]


@pytest.mark.parametrize(
    ("side", "lat", "keep", "lost"),
    [(NORTH, 74.0, 5000, 3300), (NORTH, 50.0, 10_000, 7200), (SOUTH, -30.0, 10_000, 7200)],
)  # fmt: skip
def test_a_ship_keeps_a_margin_from_the_land_that_is_smaller_in_the_arctic(
    side: Hemisphere, lat: float, keep: float, lost: float
) -> None:
    margins = far(side, with_margin(land(side, 20.0, lat, 1.0), side, ()), 20.0, lat, 1.0)
    # Corners of the margin are cut, its sides may be simplified.
    assert all(keep - lost < margin < keep * 1.12 + 300 for margin in margins)


def test_in_narrows_the_land_has_all_its_known_detail() -> None:
    fine = Narrows(20.0, 50.0, 300_000.0)
    margins = far(NORTH, with_margin(land(NORTH, 20.0, 50.0, 1.0), NORTH, [fine]), 20.0, 50.0, 1.0)
    assert all(1500 - 900 < margin < 1500 * 1.12 + 300 for margin in margins)
    elsewhere = Narrows(60.0, 50.0, 300_000.0)
    margins = far(NORTH, with_margin(land(NORTH, 20.0, 50.0, 1.0), NORTH, [elsewhere]), 20.0, 50.0, 1.0)
    assert all(margin > 10_000 - 7200 for margin in margins)


@pytest.mark.parametrize(("gap", "parts"), [(0.1, 1), (0.8, 2)])
def test_a_bay_too_narrow_for_a_ship_is_filled(gap: float, parts: int) -> None:
    # At 50 degrees north a tenth of a degree of longitude is 7 km, and eight tenths are 57 km.
    west, east = land(NORTH, 20.0, 50.0, 1.0), land(NORTH, 22.0 + gap, 50.0, 1.0)
    both = shapely.union_all([west, east])
    assert len(with_margin(both, NORTH, ())) == parts


def test_work_may_be_shared_out() -> None:
    requested: list[Any] = []

    def each(function: Callable[[Any], Any], tasks: Iterable[Any]) -> list[Any]:
        requested.extend(tasks)
        return [function(task) for task in requested]

    whole = land(NORTH, 20.0, 50.0, 1.0)
    shared = with_margin(whole, NORTH, (), each)
    assert len(requested) == 2 * (len(NORTH.bands) - 1)
    assert [area.wkt for area in shared] == [area.wkt for area in with_margin(whole, NORTH, ())]


def test_slits_between_pieces_of_land_are_none() -> None:
    pieces = [shapely.box(0, 5e6, 1e5, 6e6), shapely.box(1e5, 5e6, 2e5, 6e6)]
    assert len(shapely.get_parts(united(pieces, PLAIN, NORTH))) == 1


def test_south_of_a_latitude_land_is_cut_there() -> None:
    whole = shapely.union_all([shapely.box(0, -3e6, 1e5, 3e6), shapely.box(5e5, 2e6, 6e5, 3e6)])
    (part,) = south_of(whole, PLAIN, 10.0)
    assert part.bounds == pytest.approx((0, -3e6, 1e5, 10 * PER_DEGREE), rel=1e-4)


def test_land_lies_to_the_left_of_its_rings_holes_too() -> None:
    area = shapely.Point(1e6, 1e6).buffer(4e5, quad_segs=4).difference(shapely.box(9e5, 9e5, 11e5, 11e5))
    outer, hole = rings([area], NORTH)
    assert outer.shape == (16, 2) and hole.shape == (4, 2)
    for ring, counter in ((outer, True), (hole, False)):
        x, y = Transformer.from_crs("EPSG:4326", NORTH.crs, always_xy=True).transform(ring[:, 0], ring[:, 1])
        assert shapely.LinearRing(np.column_stack([x, y])).is_ccw is counter
    reversed_ = shapely.Polygon(area.exterior.coords[::-1], [area.interiors[0].coords[::-1]])
    assert sorted(map(tuple, rings([reversed_], NORTH)[0].tolist())) == sorted(map(tuple, outer.tolist()))


def test_each_place_of_a_shore_knows_the_next_and_the_last_of_its_ring() -> None:
    made = shore.shore(
        [
            np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]]),
            np.array([[50.0, 0.0], [60.0, 0.0], [60.0, 10.0], [50.0, 10.0]]),
        ]
    )
    assert made.after.tolist() == [1, 2, 0, 4, 5, 6, 3] and made.before.tolist() == [2, 0, 1, 6, 3, 4, 5]
    assert np.linalg.norm(made.points, axis=1) == pytest.approx(np.ones(7))
    # The land of the first ring is to its left: north of the edge along the Equator.
    assert made.planes[0] / np.linalg.norm(made.planes[0]) == pytest.approx([0.0, 0.0, 1.0], abs=1e-9)
