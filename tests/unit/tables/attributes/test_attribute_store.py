"""A table that is written by the reader and queried by the window."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import numpy as np
import pytest

from arctic_map.model.attributes import Filter, Kind, RowQuery
from arctic_map.tables.attributes.attribute_store import NO_TABLE, AttributeStore
from arctic_map.tables.attributes.attribute_writer import write_columns, write_fields
from arctic_map.tables.attributes.column_types import Column, by_fields
from arctic_map.tables.attributes.conditions import WrongExpression

RECORDS: list[dict[str, Any]] = [
    {"name": "Dikson", "depth": 15, "id": 2**62 + 1, "seen": "2022-05-01"},
    {"name": "Tiksi", "depth": None, "id": 2**62 + 2, "seen": "2021-01-31"},
    {"name": "Диксон", "depth": 7.5, "id": 2**62 + 3, "seen": None},
    {"name": None, "depth": 4, "id": 2**62 + 4, "seen": "2020-12-31"},
]
ROWS = [0, 2, 3, 7]
Open = Callable[..., AttributeStore]


@pytest.fixture
def written(tmp_path: Path) -> Open:
    def write(records: list[dict[str, Any]] = RECORDS, *, untyped: bool = False) -> AttributeStore:
        write_fields(tmp_path, ROWS[: len(records)] or [], by_fields(records), untyped=untyped)
        return AttributeStore(tmp_path)

    return write


def places(store: AttributeStore, **query: Any) -> list[int]:
    return [int(each) for each in store.places(RowQuery(**query))]


def test_values_come_back_as_they_were(written: Open) -> None:
    store = written()
    assert store.numbers.tolist() == ROWS
    rows = store.page([3, 0], store.fields)
    assert [str(each) for each in rows[1]] == ["Dikson", "15.0", str(2**62 + 1), "2022-05-01"]
    assert rows[0][:3] == (None, 4.0, 2**62 + 4)


def test_rows_are_sorted_with_the_empty_ones_last_either_way(written: Open) -> None:
    store = written()
    assert places(store, sorted_by="depth") == [3, 2, 0, 1]
    assert places(store, sorted_by="depth", descending=True) == [0, 2, 3, 1]
    assert places(store) == [0, 1, 2, 3]


def test_filters_and_an_expression_hold_together(written: Open) -> None:
    store = written()
    assert places(store, filters=(Filter("name", "ДИКС"),)) == [2]
    assert places(store, filters=(Filter("depth", "> 5"), Filter("name", "d"))) == [0]
    assert places(store, expression="depth > 5 OR name = 'Tiksi'", filters=(Filter("name", "i"),)) == [0, 1]
    assert places(store, expression="true -- all of them") == [0, 1, 2, 3]
    assert places(store, expression="name LIKE '%)%' OR 'Ж)' = 'Ж)' AND (depth > 10)") == [0]


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("dept > 1", "there is no field dept; did you mean depth?"),
        ("depth >", "syntax error"),
        ("1 = 1) UNION SELECT (5", "a closing bracket has no opening bracket"),
        ("1 = 1; DROP TABLE features", "only one condition is possible"),
        ("name IN (SELECT content FROM read_text('/etc/hostname'))", "cannot contain another query"),
        ("printf('%2000000000d', depth) = ''", "printf is not available"),
        ("repeat(name, 1000000000) = ''", "repeat is not available"),
        ("name || name = ''", "|| is not available"),
        ("count(*) OVER () > 1", "window is not available"),
        ("depth::VARCHAR[] = name", "list is not available"),
        ("contains(name, name)", "must be short and in single quotes"),
        (f"name LIKE '{'a' * 501}'", "must be short and in single quotes"),
        ("depth = ?", "parameter is not available"),
        ("depth" + "+1" * 995, "expression depth"),
        ("true" + " " * 2000, "at most 2000 characters"),
    ],
)
def test_what_is_no_condition_gets_a_sentence(written: Open, expression: str, why: str) -> None:
    store = written()
    with pytest.raises(WrongExpression) as wrong:
        store.places(RowQuery(expression=expression))
    assert why in str(wrong.value) and "\n" not in str(wrong.value)
    assert places(store, sorted_by="depth") == [3, 2, 0, 1]


@pytest.mark.parametrize(
    ("expression", "rows"),
    [
        ("round(depth * 2 - 1) % 2 = 0 AND depth BETWEEN 4 AND 10", [2]),
        ("upper(trim(name)) ILIKE 'd%' OR substr(name, 1, 1) = 'T'", [0, 1]),
        ("seen > DATE '2021-06-01' + INTERVAL 3 MONTH OR year(seen) = 2020", [0, 3]),
        ("CASE WHEN name IS NULL THEN -1 ELSE coalesce(depth, 0) END IN (-1, 0)", [1, 3]),
        ("TRY_CAST(name AS DOUBLE) IS NULL AND NOT contains(name, 'ik')", [2]),
        ("extract(month FROM seen) = 5 AND depth::INTEGER = 15", [0]),
    ],
)
def test_conditions_compare_and_compute(written: Open, expression: str, rows: list[int]) -> None:
    assert places(written(), expression=expression) == rows


def test_texts_that_are_too_long_together_are_not_searched(
    written: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arctic_map.tables.attributes.attribute_store.MAX_TEXT_BYTES", 1000)
    store = written([{"name": "a", "long": "x" * 600, "depth": 1}])
    assert places(store, expression="depth = 1 AND name = 'a'") == [0]
    for query in ({"expression": "lower(long) = 'x'"}, {"filters": (Filter("long", "x"),)}):
        with pytest.raises(WrongExpression, match="too long"):
            places(store, **query)


def test_queries_do_not_write(written: Open, tmp_path: Path) -> None:
    store = written()
    before = sorted(path.name for path in tmp_path.iterdir())
    for order in ("COPY features TO 'x.csv'", "ATTACH 'y.db'", "SET enable_external_access = true"):
        with pytest.raises(Exception, match=r"."):
            store._connection.execute(order)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_statistics_are_numpys(written: Open) -> None:
    store = written()
    depths = np.array([15, 7.5, 4])
    found = store.statistics(store.fields[1])
    assert (found.rows, found.filled, found.distinct) == (4, 3, 3)
    assert (found.least, found.greatest) == (4, 15)
    assert [found.mean, found.median, found.deviation, found.total] == pytest.approx(
        [depths.mean(), np.median(depths), depths.std(ddof=1), depths.sum()]
    )
    assert store.statistics(store.fields[1], RowQuery(filters=(Filter("name", "Dikson"),))).total == 15


def test_categories_come_most_frequent_first(written: Open) -> None:
    store = written([{"kind": kind} for kind in ("b", "a", "b")])
    assert store.categories(store.fields[0], 5) == [("b", 2), ("a", 1)]
    assert store.category_numbers(store.fields[0], ["a"]).tolist() == [-1, 0, -1]


def test_statistics_of_texts_count_the_values_that_repeat_among_matching_rows(written: Open) -> None:
    store = written([{"kind": kind, "n": number} for number, kind in enumerate(("b", "a", "b", None))])
    assert store.statistics(store.fields[0]).frequent == (("b", 2),)
    assert store.statistics(store.fields[0], RowQuery(filters=(Filter("n", "<= 1"),))).frequent == ()
    assert store.statistics(store.fields[1]).frequent == ()


def test_names_that_sql_takes_for_one_stay_two(written: Open) -> None:
    store = written([{"Name": 1, "name": "x", 'a"b': True, "row": 3, "": 4}])
    assert [field.name for field in store.fields] == ["Name", "name", 'a"b', "row", "(no name)"]
    assert [field.column for field in store.fields] == ["Name", "name_2", 'a"b', "row_2", "(no name)"]
    assert store.page([0], store.fields) == [(1, "x", True, 3, 4)]
    assert places(store, expression='"a""b" AND name_2 = \'x\' AND row_2 = 3') == [0]


def test_ten_thousand_columns_cost_those_that_have_no_room(tmp_path: Path) -> None:
    write_fields(tmp_path, [0], {f"c{number}": [number] for number in range(10_000)})
    store = AttributeStore(tmp_path)
    assert len(store.fields) == 1000
    assert places(store, sorted_by="c999") == [0]


def test_a_folder_without_a_table_is_recognized(tmp_path: Path) -> None:
    with pytest.raises(NO_TABLE):
        AttributeStore(tmp_path)


@pytest.mark.slow
def test_threads_that_open_a_table_at_once_all_have_it(tmp_path: Path) -> None:
    write_fields(tmp_path, ROWS, by_fields(RECORDS))
    together = Barrier(4)

    def open_often(_: int) -> None:
        for _turn in range(50):
            together.wait(30)
            try:
                AttributeStore(tmp_path).close()
            except NO_TABLE:
                together.abort()
                raise

    with ThreadPoolExecutor(4) as threads:
        assert [*threads.map(open_often, range(4))] == [None] * 4


def test_an_array_without_a_mask_is_written_in_no_time(tmp_path: Path) -> None:
    column = Column("x", Kind.REAL, np.ma.masked_array(np.arange(300_000.0)))
    write_columns(tmp_path, range(300_000), [column])
    assert AttributeStore(tmp_path).count == 300_000


def test_coordinates_are_columns_to_sort_and_filter_by_but_no_fields_of_the_file(tmp_path: Path) -> None:
    lon, lat = np.array([60.5, np.nan, -170.0, 30.0]), np.array([75.0, np.nan, 66.0, 69.0])
    write_fields(tmp_path, ROWS, by_fields(RECORDS) | {"Latitude": ["a", "b", "c", "d"]}, (lon, lat))
    store = AttributeStore(tmp_path)
    assert [field.column for field in store.fields] == [*RECORDS[0], "Latitude"]
    assert [field.column for field in store.coordinates] == ["longitude", "latitude_2"]
    assert store.page([1, 2], store.coordinates) == [(None, None), (-170.0, 66.0)]
    assert places(store, sorted_by="longitude") == [2, 3, 0, 1]
    assert places(store, expression="latitude_2 > 68", filters=(Filter("longitude", "< 60"),)) == [3]


def test_a_table_without_geometry_has_no_coordinates(written: Open) -> None:
    assert written().coordinates == ()
