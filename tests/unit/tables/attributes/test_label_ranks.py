"""Which rows are named on the map rather than others, and by what."""

from pathlib import Path
from typing import Any

import numpy as np
from tests.unit.tables.attributes.test_classification import table

from arctic_map.model.attributes import Filter, Query
from arctic_map.model.layer_style import LayerStyle
from arctic_map.tables.attributes.label_ranks import LONGEST, NOBODY, naming
from arctic_map.tables.tiles.points import sort_points
from arctic_map.tables.tiles.shapes import sort_shapes
from arctic_map.tables.tiles.top_rows import foremost

RECORDS: list[dict[str, Any]] = [
    {"name": "Bear", "depth": 3, "share": 0.1234567891},
    {"name": "", "depth": 9, "share": 2.0},
    {"name": "Hope\n(an island)", "depth": 7, "share": None},
    {"name": None, "depth": 1, "share": 1.5},
    {"name": "x" * 200, "depth": None, "share": 4.0},
]
ALL_ROUND = (-1e6, -1e6, 1e6, 1e6)


def test_the_files_order_decides_and_what_says_nothing_is_not_named(tmp_path: Path) -> None:
    found = naming(LayerStyle(label_field="name"), table(tmp_path, RECORDS), 10)
    assert [number for number, _ in found.first] == [0, 2, 4]
    assert [rank == NOBODY for rank in found.ranks] == [False, True, False, True, False]


def test_the_greatest_come_first_and_those_without_a_number_last(tmp_path: Path) -> None:
    store = table(tmp_path, RECORDS)
    found = naming(LayerStyle(label_field="name", label_order="depth"), store, 2)
    assert [number for number, _ in found.first] == [2, 0]
    assert found.ranks[2] < found.ranks[0] < found.ranks[4]


def test_names_stand_on_one_line_and_are_short(tmp_path: Path) -> None:
    store = table(tmp_path, RECORDS)
    names = dict(naming(LayerStyle(label_field="name"), store, 10).first)
    assert names[2] == "Hope (an island)"
    assert len(names[4]) == LONGEST and names[4].endswith("…")
    shares = dict(naming(LayerStyle(label_field="share"), store, 10).first)
    assert (shares[0], shares[1]) == ("0.123457", "2")


def test_only_rows_that_are_on_the_map_are_named(tmp_path: Path) -> None:
    style = LayerStyle(label_field="name", query=Query((Filter("depth", "> 5"),)))
    found = naming(style, table(tmp_path, RECORDS, [10, 11, 12, 13, 14]), 10)
    assert found.first == ((12, "Hope (an island)"),)


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
