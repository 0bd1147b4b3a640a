import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from arctic_map.tables.tiles import grid, tile_reading
from arctic_map.tables.tiles.grid import Block
from arctic_map.tables.tiles.points import Points, sort_points
from arctic_map.tables.tiles.shapes import Shapes, sort_shapes
from arctic_map.tables.tiles.tile_blocks import LEVELS

FINEST = LEVELS - 1
NOTHING = sort_shapes(
    np.empty(0, np.uint32),
    np.empty(0, np.bool_),
    *(np.empty(0, np.int64),) * 2,
    *(np.empty(0, np.int32),) * 2,
)
places = arrays(
    np.int32, st.tuples(st.integers(1, 60), st.just(2)), elements=st.integers(-1_300_000_000, 1_600_000_000)
)


def sorted_points(at: "np.ndarray[tuple[int, int], np.dtype[np.int32]]") -> Points:
    x, y = np.ascontiguousarray(at[:, 0]), np.ascontiguousarray(at[:, 1])
    return sort_points(x, y, np.arange(len(at), dtype=np.uint32))


def whole(level: int) -> Block:
    return Block(level, 0, 0, 1 << level, 1 << level)


@settings(max_examples=15, deadline=None)
@given(places)
def test_every_point_is_in_exactly_one_tile_of_the_finest_level(at: "np.ndarray[tuple[int, int]]") -> None:
    points = sorted_points(at)
    tiles_met = {grid.block_round(FINEST, *map(float, (x, y, x, y))) for x, y in at}
    found = np.concatenate([points.row[points.numbers(tile, whole=True)] for tile in tiles_met])
    assert sorted(found.tolist()) == list(range(len(at)))


@settings(max_examples=15, deadline=None)
@given(places)
def test_each_level_shows_one_point_of_each_cell_and_none_is_lost_by_going_nearer(
    at: "np.ndarray[tuple[int, int]]",
) -> None:
    points = sorted_points(at)
    before: set[int] = set()
    for level in range(8):
        side = grid.pixel_cm(level) << grid.CELL_BITS
        shown = points.numbers(whole(level))
        cells = {((x + 2**31) // side, (y + 2**31) // side) for x, y in at.astype(np.int64).tolist()}
        seen = [
            ((int(points.x[n]) + 2**31) // side, (int(points.y[n]) + 2**31) // side) for n in shown.tolist()
        ]
        assert len(seen) == len(set(seen))
        assert set(seen) == cells
        rows = set(points.row[shown].tolist())
        assert before <= rows
        before = rows


@settings(max_examples=15, deadline=None)
@given(places, st.integers(0, 59))
def test_the_nearest_point_is_found(at: "np.ndarray[tuple[int, int]]", which: int) -> None:
    x, y = at[which % len(at)].astype(float)
    far = np.hypot(at[:, 0] - (x + 900.0), at[:, 1] - y)
    found = sorted_points(at).nearest(x + 900.0, y, 5000.0)
    assert found is not None and abs(found[1] - far.min()) < 1e-6


def test_a_tile_says_where_its_points_are_to_an_eighth_of_a_pixel() -> None:
    at = np.array([[1_000_000, -2_000_000], [90_000_000, 70_000_000]], np.int32)
    points = sorted_points(at)
    block = grid.block_round(6, *map(float, (at[0, 0], at[0, 1], at[1, 0], at[1, 1])))
    body = tile_reading.body(block, points, NOTHING)
    count = np.frombuffer(body, "<u4", 7)
    assert count.tolist() == [2, 0, 0, 0, 0, 0, 0]
    corner, step = grid.corner_cm(block), grid.pixel_cm(6) / tile_reading.PARTS_OF_PIXEL
    result = np.frombuffer(body, "<u2", 4, 28).reshape(2, 2) * step + corner
    order = tile_reading.rows(block, points, NOTHING)
    assert np.abs(result - at[order]).max() <= step


def test_no_points_are_no_points() -> None:
    points = sorted_points(np.empty((0, 2), np.int32))
    assert len(points.numbers(whole(3))) == 0
    assert points.nearest(0.0, 0.0, 1e6) is None
    assert isinstance(NOTHING, Shapes) and NOTHING.bounds is None
