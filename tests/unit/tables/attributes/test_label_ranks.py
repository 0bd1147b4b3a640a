"""Which rows are named on the map rather than others, and by what."""

from pathlib import Path
from typing import Any

from tests.unit.tables.attributes.test_classification import table

from arctic_map.model.attributes import Filter, RowQuery
from arctic_map.model.layer_style import LayerStyle
from arctic_map.tables.attributes.label_ranks import MAX_LABEL_LENGTH, NOBODY, naming

RECORDS: list[dict[str, Any]] = [
    {"name": "Bear", "depth": 3, "share": 0.1234567891},
    {"name": "", "depth": 9, "share": 2.0},
    {"name": "Hope\n(an island)", "depth": 7, "share": None},
    {"name": None, "depth": 1, "share": 1.5},
    {"name": "x" * 200, "depth": None, "share": 4.0},
]


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
    assert len(names[4]) == MAX_LABEL_LENGTH and names[4].endswith("…")
    shares = dict(naming(LayerStyle(label_field="share"), store, 10).first)
    assert (shares[0], shares[1]) == ("0.123457", "2")


def test_only_rows_that_are_on_the_map_are_named(tmp_path: Path) -> None:
    style = LayerStyle(label_field="name", query=RowQuery((Filter("depth", "> 5"),)))
    found = naming(style, table(tmp_path, RECORDS, [10, 11, 12, 13, 14]), 10)
    assert found.first == ((12, "Hope (an island)"),)
