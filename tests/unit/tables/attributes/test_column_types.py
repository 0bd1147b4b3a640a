"""Each column gets the one type that bends none of its values."""

from collections.abc import Sequence

import numpy as np
import pytest

from arctic_map.model.attributes import Kind
from arctic_map.tables.attributes.column_types import column_of


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None, 2**63 - 1], Kind.INTEGER),
        ([1, 2**63], Kind.TEXT),
        ([1, 2.5], Kind.REAL),
        ([2**53, -(2**53), 2.5], Kind.REAL),
        ([2**53 + 1, 2.5], Kind.TEXT),
        ([-(2**53) - 1, 2.5], Kind.TEXT),
        ([True, None], Kind.BOOLEAN),
        ([True, 1], Kind.TEXT),
        ([None, None], Kind.TEXT),
        (["2:3", "4:5"], Kind.TEXT),
        (["20220501"], Kind.TEXT),
        (["2022-05-01", "", None], Kind.DATE),
        (["2022-02-30"], Kind.TEXT),
        (["2022-05-01", "May"], Kind.TEXT),
        (["2022-05-01T10:00:00Z", "2022-05-01T11:00Z"], Kind.TIME),
        (["2022-05-01T10:00:00Z", "2022-05-01T11:00:00+03:00"], Kind.TIME),
        (["2022-05-01T10:00:00Z", "2022-05-01T11:00:00"], Kind.TEXT),
        (["2022/05/01", None], Kind.DATE),
        (["2022/05/01 10:00:00+03", None], Kind.TIME),
        (["12", "13"], Kind.TEXT),
        ([{"a": 1}, [2]], Kind.TEXT),
    ],
)
def test_kinds_of_typed_values(values: Sequence[object], kind: Kind) -> None:
    assert column_of("x", values).kind is kind


@pytest.mark.parametrize(
    ("values", "kind", "first"),
    [
        (["12", "", "-3"], Kind.INTEGER, 12),
        (["012", "13"], Kind.TEXT, "012"),
        (["1.5", "2"], Kind.REAL, 1.5),
        (["1,5", "2"], Kind.REAL, 1.5),
        (["1,5", "2.5"], Kind.TEXT, "1,5"),
        (["1e3"], Kind.REAL, 1000.0),
        (["1,234", "12"], Kind.TEXT, "1,234"),
        (["1,234", "0,5"], Kind.REAL, 1.234),
        (["1,234,567", "1,234", "12"], Kind.INTEGER, 1234567),
        (["99999999999999999999"], Kind.TEXT, "99999999999999999999"),
        (["."], Kind.TEXT, "."),
        (["TRUE", "false", ""], Kind.BOOLEAN, True),
        (["true", "yes"], Kind.TEXT, "true"),
        (["2022-05-01"], Kind.DATE, None),
    ],
)
def test_kinds_of_what_stands_in_a_table_of_text(values: Sequence[object], kind: Kind, first: object) -> None:
    column = column_of("x", values, untyped=True)
    assert column.kind is kind
    assert first is None or column.values[0] == first


@pytest.mark.parametrize(
    ("texts", "zone"),
    [
        (["2022-05-01 10:00:00+03:00"], "+03:00"),
        (["2022-05-01 10:00:00-0330", "2022-05-01 11:00:00-03:30"], "-03:30"),
        (["2022-05-01 10:00:00+00"], "Z"),
        (["2022-05-01 10:00:00"], ""),
    ],
)
def test_the_zone_of_all_times_is_preserved(texts: list[str], zone: str) -> None:
    column = column_of("x", texts)
    assert column.zone == zone and column.values[0] == np.datetime64("2022-05-01T10:00")


def test_times_of_several_zones_become_times_of_one() -> None:
    column = column_of("x", ["2022-03-27T01:30:00+01:00", "", "2022-03-27T03:30:00+02:00"])
    assert column.zone == "Z"
    expected = np.array(["2022-03-27T00:30", "NaT", "2022-03-27T01:30"], "datetime64[us]")
    assert np.array_equal(column.values, expected, equal_nan=True)


def test_dates_among_times_without_a_zone_are_midnights() -> None:
    column = column_of("when", ["2020-01-02", "2020-01-02T06:00:00", ""], untyped=True)
    assert column.kind is Kind.TIME
    assert [str(each) for each in column.values[:2]] == [
        "2020-01-02T00:00:00.000000",
        "2020-01-02T06:00:00.000000",
    ]
    assert column_of("when", ["2020-01-02", "2020-01-02T06:00:00Z"], untyped=True).kind is Kind.TEXT
