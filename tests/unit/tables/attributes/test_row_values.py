"""Which rows are named on the map rather than others, and by what."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.unit.tables.attributes.test_classification import table

from arctic_map.model.attributes import Filter, RowQuery
from arctic_map.model.layer_style import HIDDEN, LayerStyle
from arctic_map.scene.timeline import Coarse, DateRange, Mark, parts
from arctic_map.tables.attributes.row_values import (
    BINS,
    MAX_LABEL_LENGTH,
    NOBODY,
    UNDATED,
    days,
    naming,
    texts,
    within,
)

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


def test_only_fractions_of_numbers_are_rounded_in_names(tmp_path: Path) -> None:
    store = table(tmp_path, [{"people": 10382755.0}, {"people": 7654321.5}, {"people": -99999.97}])
    assert texts(store, "people", range(3)) == ["10382755", "7654322", "-100000"]


def test_only_rows_that_are_on_the_map_are_named(tmp_path: Path) -> None:
    style = LayerStyle(label_field="name", query=RowQuery((Filter("depth", "> 5"),)))
    found = naming(style, table(tmp_path, RECORDS, [10, 11, 12, 13, 14]), 10)
    assert found.first == ((12, "Hope (an island)"),)


DATED: list[dict[str, Any]] = [
    {"seen": "2020-05-01", "at": "2020-05-01T23:30:00", "depth": 1},
    {"seen": "2022-12-31", "at": "2019-01-01T00:00:00", "depth": 2},
    {"seen": None, "at": None, "depth": 3},
    {"seen": "2021-06-15", "at": "2021-06-15T12:00:00", "depth": 4},
]


def test_days_are_counted_by_the_numbers_of_features(tmp_path: Path) -> None:
    found = days("seen", table(tmp_path, DATED, [0, 1, 2, 5]))
    assert found is not None
    assert (found.span.first, found.span.last) == (date(2020, 5, 1), date(2022, 12, 31))
    assert found.of_rows.tolist() == [
        date(2020, 5, 1).toordinal(),
        date(2022, 12, 31).toordinal(),
        *(UNDATED,) * 3,
        date(2021, 6, 15).toordinal(),
    ]


def test_times_of_day_count_as_their_days(tmp_path: Path) -> None:
    found = days("at", table(tmp_path, DATED))
    assert found is not None and found.span.first == date(2019, 1, 1)
    assert found.of_rows[0] == date(2020, 5, 1).toordinal()


@pytest.mark.parametrize(("years", "least"), [(1, 92), (8, 98), (40, 118), (300, 119)])
def test_the_histogram_has_parts_of_whole_days_that_hold_all_rows(
    tmp_path: Path, years: int, least: int
) -> None:
    first = date(1900, 1, 1)
    rows = [{"seen": (first + timedelta(days=365 * years * n // 999)).isoformat()} for n in range(1000)]
    found = days("seen", table(tmp_path, rows))
    assert found is not None
    counts = found.span.counts
    assert sum(counts) == 1000 and least <= len(counts) <= BINS
    span = DateRange(found.span.first, found.span.last, Coarse.DAY)
    there = parts(Mark("a", "layer", "", "", span, False, counts))
    assert len(there) == len(counts)
    assert (there[0][0], there[-1][1]) == (found.span.first, found.span.last)
    for (start, end), count in zip(there, counts, strict=True):
        assert count == sum(start.toordinal() <= day <= end.toordinal() for day in found.of_rows.tolist())


def test_numbers_are_no_dates(tmp_path: Path) -> None:
    assert days("depth", table(tmp_path, DATED)) is None
    assert days("gone", table(tmp_path, DATED)) is None


def test_a_period_leaves_out_other_days_and_nothing_else(tmp_path: Path) -> None:
    found = days("seen", table(tmp_path, DATED))
    assert found is not None
    first, last = date(2020, 5, 1), date(2021, 6, 15)
    assert [*within(None, found.of_rows, first, last)] == [0, HIDDEN, 0, 0]
    assert [*within(bytes([3, 4, HIDDEN, 5]), found.of_rows, first, last)] == [3, HIDDEN, HIDDEN, 5]
    assert [*within(bytes([3]), found.of_rows, first, last)] == [3, HIDDEN, HIDDEN, HIDDEN]
