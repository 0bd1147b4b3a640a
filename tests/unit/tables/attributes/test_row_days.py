"""Rows with dates, and what a period leaves of them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.unit.tables.attributes.test_classification import table

from arctic_map.model.layer_style import HIDDEN
from arctic_map.scene.timeline import Coarse, DateRange, Mark, parts
from arctic_map.tables.attributes.row_days import BINS, UNDATED, days, within

RECORDS: list[dict[str, Any]] = [
    {"seen": "2020-05-01", "at": "2020-05-01T23:30:00", "depth": 1},
    {"seen": "2022-12-31", "at": "2019-01-01T00:00:00", "depth": 2},
    {"seen": None, "at": None, "depth": 3},
    {"seen": "2021-06-15", "at": "2021-06-15T12:00:00", "depth": 4},
]


def test_days_are_counted_by_the_numbers_of_features(tmp_path: Path) -> None:
    found = days("seen", table(tmp_path, RECORDS, [0, 1, 2, 5]))
    assert found is not None
    assert (found.span.first, found.span.last) == (date(2020, 5, 1), date(2022, 12, 31))
    assert found.of_rows.tolist() == [
        date(2020, 5, 1).toordinal(),
        date(2022, 12, 31).toordinal(),
        *(UNDATED,) * 3,
        date(2021, 6, 15).toordinal(),
    ]


def test_times_of_day_count_as_their_days(tmp_path: Path) -> None:
    found = days("at", table(tmp_path, RECORDS))
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
    assert days("depth", table(tmp_path, RECORDS)) is None
    assert days("gone", table(tmp_path, RECORDS)) is None


def test_a_period_leaves_out_other_days_and_nothing_else(tmp_path: Path) -> None:
    found = days("seen", table(tmp_path, RECORDS))
    assert found is not None
    first, last = date(2020, 5, 1), date(2021, 6, 15)
    assert [*within(None, found.of_rows, first, last)] == [0, HIDDEN, 0, 0]
    assert [*within(bytes([3, 4, HIDDEN, 5]), found.of_rows, first, last)] == [3, HIDDEN, HIDDEN, 5]
    assert [*within(bytes([3]), found.of_rows, first, last)] == [3, HIDDEN, HIDDEN, HIDDEN]
