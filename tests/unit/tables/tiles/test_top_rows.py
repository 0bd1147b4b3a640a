"""The rows that a view names, with their marks."""

import numpy as np

from arctic_map.tables.attributes.label_ranks import NOBODY
from arctic_map.tables.tiles.points import sort_points
from arctic_map.tables.tiles.shapes import sort_shapes
from arctic_map.tables.tiles.top_rows import foremost

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
