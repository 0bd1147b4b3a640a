"""What is written below a heading, as a condition."""

from datetime import date

import pytest

from arctic_map.model.attributes import Field, Kind
from arctic_map.tables.attributes.conditions import condition

DEPTH, NAME = Field("depth", Kind.REAL, "depth"), Field("name", Kind.TEXT, "name")
COUNT = Field("count", Kind.INTEGER, "count")
SEEN = Field("seen", Kind.DATE, "seen")


@pytest.mark.parametrize(
    ("field", "text", "sql", "values"),
    [
        (DEPTH, "> 10", '"depth" > ?', (10,)),
        (DEPTH, "<= 2,5", '"depth" <= ?', (2.5,)),
        (DEPTH, "<= 17,104", '"depth" <= ?', (17_104,)),
        (DEPTH, "> −5", '"depth" > ?', (-5,)),
        (DEPTH, "= 1,234,567", '"depth" = ?', (1_234_567,)),
        (DEPTH, "= -1,234.5", '"depth" = ?', (-1_234.5,)),
        (COUNT, "> 17,104", '"count" > ?', (17_104,)),
        (COUNT, "1 000..2\u202f000", '"count" BETWEEN ? AND ?', (1_000, 2_000)),
        (COUNT, "> 1,5", '"count" > ?', (1.5,)),
        (DEPTH, "-1..5", '"depth" BETWEEN ? AND ?', (-1, 5)),
        (DEPTH, "=", '"depth" IS NULL', ()),
        (NAME, "!=", '"name" IS NOT NULL', ()),
        (NAME, "= Dikson", '"name" = ?', ("Dikson",)),
        (NAME, "порт", 'contains(lower("name"), lower(?))', ("порт",)),
        (SEEN, "= 2022", '"seen" >= ? AND "seen" < ?', (date(2022, 1, 1), date(2023, 1, 1))),
        (SEEN, "> 2022-02", '"seen" >= ?', (date(2022, 3, 1),)),
        (SEEN, "2020..2021-12-31", '"seen" >= ? AND "seen" < ?', (date(2020, 1, 1), date(2022, 1, 1))),
        (SEEN, "2022-05", 'contains(lower(CAST("seen" AS VARCHAR)), lower(?))', ("2022-05",)),
    ],
)
def test_a_filter_is_a_condition(field: Field, text: str, sql: str, values: tuple[object, ...]) -> None:
    assert condition(field, text) == (sql, values)


def test_an_empty_filter_asks_nothing() -> None:
    assert condition(NAME, "  ") is None


@pytest.mark.parametrize("text", ["> x", "9999999999-1", "2..x", "= 2022-13", ">", "''; drop table features"])
def test_what_is_no_comparison_is_looked_for_as_text(text: str) -> None:
    for field in (DEPTH, NAME, SEEN):
        found = condition(field, text)
        assert found is None or "?" in found[0]


def test_a_quote_in_a_name_ends_no_name() -> None:
    assert condition(Field('a"; --', Kind.REAL, 'a"; --'), "> 1") == ('"a""; --" > ?', (1,))
