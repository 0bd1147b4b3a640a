"""Rows are found by what is typed: names first, then all that they say."""

from pathlib import Path
from typing import Any

import pytest
from tests.unit.tables.attributes.test_classification import table

from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.found_rows import find

RECORDS: list[dict[str, Any]] = [
    {"name": "Lena Delta", "note": "silt; near Tiksi", "depth": 12, "share": 0.5},
    {"name": "Cape Tiksi", "note": "rock", "depth": 77, "share": 12.0},
    {"name": "Tiksi", "note": "port", "depth": 8, "share": None},
    {"name": "ТИКСИ", "note": "100% ice", "depth": 8, "share": None},
    {"name": None, "note": "x' OR 1=1 --", "depth": 8, "share": None},
]


@pytest.fixture
def store(tmp_path: Path) -> AttributeStore:
    return table(tmp_path, RECORDS, [0, 1, 2, 3, 9])


def rows(store: AttributeStore, text: str, most: int = 10) -> list[int]:
    return [each.row for each in find(store, text, ("name",), most)]


def test_names_come_before_other_attributes(store: AttributeStore) -> None:
    assert rows(store, "tiksi") == [2, 1, 0]
    assert rows(store, "tiksi", 2) == [2, 1]


def test_all_words_must_be_there_whatever_their_capitals(store: AttributeStore) -> None:
    assert rows(store, "TIKSI silt") == [0]
    assert rows(store, "тикси") == [3]
    assert rows(store, "tiksi granite") == []


def test_numbers_are_found_whole(store: AttributeStore) -> None:
    assert rows(store, "12") == [0, 1]
    assert rows(store, "tiksi 77") == [1]
    assert rows(store, "7") == []


@pytest.mark.parametrize("typed", ["17104", "17,104", "17 104", "17\u00a0104"])
def test_a_number_is_found_however_its_thousands_are_separated(tmp_path: Path, typed: str) -> None:
    records: list[dict[str, Any]] = [
        {"name": "Lena", "note": "about 17 104 t", "tonnes": 1},
        {"name": "Ob", "note": "", "tonnes": 17104},
        {"name": "Yana", "note": "17,104 t", "tonnes": 104},
    ]
    assert rows(table(tmp_path, records, [0, 1, 2]), typed) == [0, 1, 2]


def test_letters_and_digits_of_all_scripts_are_found_as_written(tmp_path: Path) -> None:
    streets = table(tmp_path, [{"name": "Große Straße", "number": 2}, {"name": "plot ２", "number": 3}])
    assert rows(streets, "Straße") == rows(streets, "GROßE") == [0]
    assert rows(streets, "２") == [1]


def test_what_is_typed_is_never_sql(store: AttributeStore) -> None:
    assert rows(store, "' OR 1=1") == [9]
    assert rows(store, "100%") == [3]
    assert rows(store, "_") == [] and rows(store, "   ") == []
    assert rows(store, "nan") == [] and rows(store, "1e999") == []
