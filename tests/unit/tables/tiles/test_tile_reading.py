"""Marks of rows on disk have the classes of their rows, on the map and on pages."""

import numpy as np

from arctic_map.tables.attributes.row_values import NOBODY
from arctic_map.tables.tiles import tile_reading
from arctic_map.tables.tiles.grid import Block
from arctic_map.tables.tiles.points import sort_points
from arctic_map.tables.tiles.shapes import sort_shapes
from arctic_map.tables.tiles.tile_reading import foremost, view

COUNT = 40
WHOLE = Block(6, 0, 0, 64, 64)
PLACES = np.arange(COUNT, dtype=np.int32) * 10_000_000 - 200_000_000
POINTS = sort_points(PLACES, PLACES[::-1].copy(), np.arange(COUNT, dtype=np.uint32))
SIDE = 20_000_000
SQUARES = sort_shapes(
    np.array([COUNT, COUNT + 1], np.uint32),
    np.array([True, True]),
    np.array([1, 1]),
    np.array([4, 4]),
    np.array([0, SIDE, SIDE, 0, -SIDE, 0, 0, -SIDE], np.int32),
    np.array([0, 0, SIDE, SIDE, -SIDE, -SIDE, 0, 0], np.int32),
)
OF_ROWS = bytes(number % 3 for number in range(COUNT)) + bytes([5, 255])


def test_each_mark_has_the_class_of_its_row_in_the_order_of_the_body() -> None:
    rows = tile_reading.rows(WHOLE, POINTS, SQUARES)
    assert sorted(rows.tolist()) == [*range(COUNT + 2)]
    assert tile_reading.classes(WHOLE, POINTS, SQUARES, OF_ROWS) == bytes(OF_ROWS[row] for row in rows)


def test_rows_of_which_nothing_is_known_are_not_painted() -> None:
    found = tile_reading.classes(WHOLE, POINTS, SQUARES, OF_ROWS[:10])
    assert found.count(255) == COUNT + 2 - 10


def test_a_page_has_the_same_marks_in_parts_that_look_alike() -> None:
    whole = view(POINTS, SQUARES, (-3e6, -3e6, 3e6, 3e6), 2.0)
    parts = whole.by_class(OF_ROWS)
    assert sorted(parts) == [0, 1, 2, 5]
    assert sorted(place for part in parts.values() for place in part.points) == sorted(whole.points)
    assert sorted(at for part in parts.values() for at in part.order) == [*range(COUNT)]
    # The square of class 255 is left out, the other one has a class of its own.
    assert [len([*part.parts(closed=True)]) for part in parts.values()] == [0, 0, 0, 1]
    assert len([*whole.parts(closed=True)]) == 2


ALL_ROUND = (-1e6, -1e6, 1e6, 1e6)


def test_a_view_names_its_most_important_rows_each_once() -> None:
    x = np.arange(0, 100, dtype=np.int32) * 100_000
    points = sort_points(x, x.copy(), np.repeat(np.arange(50, dtype=np.uint32), 2))
    none, nothing = np.empty(0, np.int64), np.empty(0, np.int32)
    shapes = sort_shapes(none.astype(np.uint32), none.astype(np.bool_), none, none, nothing, nothing)
    ranks = np.arange(50, dtype=np.uint32)[::-1].copy()
    ranks[49] = NOBODY
    found = foremost(points, shapes, ALL_ROUND, 6.0, ranks, 5)
    assert [mark.row for mark in found] == [48, 47, 46, 45, 44]
    near = foremost(points, shapes, (-1.0, -1.0, 4500.0, 4500.0), 6.0, ranks, 5)
    assert [mark.row for mark in near] == [2, 1, 0]


def test_areas_come_with_their_rings() -> None:
    square = np.array([0, 1000, 1000, 0], np.int32) * 1000
    shapes = sort_shapes(
        np.array([7], np.uint32),
        np.array([True]),
        np.array([1]),
        np.array([4]),
        square,
        np.array([0, 0, 1000, 1000], np.int32) * 1000,
    )
    nobody = np.empty(0, np.int32)
    points = sort_points(nobody, nobody, nobody.astype(np.uint32))
    (found,) = foremost(points, shapes, ALL_ROUND, 7.0, np.zeros(8, np.uint32), 5)
    assert (found.row, found.kind) == (7, "area")
    assert set(zip(found.parts[0][::2], found.parts[0][1::2], strict=True)) == {
        (0.0, 0.0),
        (10_000.0, 0.0),
        (10_000.0, 10_000.0),
        (0.0, 10_000.0),
    }
