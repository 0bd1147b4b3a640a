"""Sheets of Excel and LibreOffice: their values, the choice among them, and what is refused."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests import spreadsheets

from arctic_map.model.opened import Choice, LayerOfFile
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import any_file, spreadsheet
from arctic_map.tables.readers.spreadsheet import MAX_CELLS, read_raw

every_format = pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
STATIONS = (
    ("Stations of the summer", None, None),
    (None, None, None),
    ("Station", "Breite", "Länge", "Depth", "Seen", "Code", "Open"),
    ("Dikson", 73.5, 80.4, 12.5, datetime(2024, 7, 1, 12, 30), "007", True),
    ("Tiksi", "71°38'N", "128°52'E", 3, None, None, False),
    ("Nowhere", None, 10, None, None, None, None),
)
MORE = (("lon", "lat"), (10, 80), (11, 81))


def properties(path: Path) -> list[dict[str, Any]]:
    return [json.loads(bytes(row))["properties"] for _, row in read_raw(path, Choice()).rows]


@every_format
def test_rows_keep_their_values_number_and_place(tmp_path: Path, suffix: str) -> None:
    path = spreadsheets.write(tmp_path / f"a{suffix}", {"Stations": STATIONS})
    found = read_raw(path, Choice())
    assert [place for place, _ in found.rows] == ["row 4", "row 5"]
    assert properties(path) == [
        {"Station": "Dikson", "Depth": "12.5", "Seen": "2024-07-01T12:30:00", "Code": "007", "Open": "true"},
        {"Station": "Tiksi", "Depth": "3", "Open": "false"},
    ]
    first, second = (json.loads(bytes(row))["geometry"]["coordinates"] for _, row in found.rows)
    assert first == [80.4, 73.5] and second == pytest.approx([128.867, 71.633], abs=0.001)
    assert found.problems == [
        ("row 1", "what stands before the header in row 3 is not read"),
        ("row 6", "it has no Breite"),
    ]


@every_format
def test_sheets_with_coordinates_are_listed_chosen_and_read_together(tmp_path: Path, suffix: str) -> None:
    sheets = {"Stations": STATIONS, "Notes": (("only words",),), "Empty": (), "More": MORE}
    path = spreadsheets.write(tmp_path / f"a{suffix}", sheets)
    assert any_file.layers_of(path) == (LayerOfFile("Stations", "Point", 3), LayerOfFile("More", "Point", 2))
    assert [place for place, _ in read_raw(path, Choice(("More",))).rows] == ["row 2", "row 3"]
    together = read_raw(path, Choice())
    assert [place for place, _ in together.rows][1:3] == ["Stations, row 5", "More, row 2"]
    assert together.total == 5 and ("Stations, row 6", "it has no Breite") in together.problems
    with pytest.raises(Unreadable, match="it has no sheet 'Else'; its sheets are Stations, Notes, More"):
        read_raw(path, Choice(("Else",)))


@every_format
def test_a_spreadsheet_without_coordinates_names_its_columns(tmp_path: Path, suffix: str) -> None:
    path = spreadsheets.write(tmp_path / f"a{suffix}", {"One": (("name", "depth"), ("Dikson", 3))})
    with pytest.raises(Unreadable, match=r"no columns that say where: .* its columns are name, depth"):
        read_raw(path, Choice())


@every_format
def test_an_empty_spreadsheet_says_so(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(Unreadable, match="the file is empty"):
        read_raw(spreadsheets.write(tmp_path / f"a{suffix}", {"One": ()}), Choice())


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_what_is_no_spreadsheet_is_refused_with_a_sentence(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("lon;lat\n1;2\n")
    with pytest.raises(Unreadable, match=r"cannot be (read|unpacked)"):
        read_raw(path, Choice())


def test_a_cell_far_out_is_refused_before_memory_is_allocated_for_all_between(tmp_path: Path) -> None:
    path = spreadsheets.write(tmp_path / "a.xlsx", {"One": MORE})
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    spreadsheets.replace_in(path, "xl/worksheets/sheet1.xml", "</sheetData>", row)
    with pytest.raises(Unreadable, match=f"spans 17,179,869,184 cells, and at most {MAX_CELLS:,} are read"):
        read_raw(path, Choice())


def test_repeated_rows_count_only_up_to_the_last_value(tmp_path: Path) -> None:
    path = spreadsheets.write(tmp_path / "a.ods", {"One": MORE})
    empty = '<table:table-row table:number-rows-repeated="40000000"><table:table-cell/></table:table-row>'
    spreadsheets.replace_in(path, "content.xml", "</table:table>", f"{empty}</table:table>")
    assert len(read_raw(path, Choice()).rows) == 2
    value = (
        '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    )
    spreadsheets.replace_in(path, "content.xml", "</table:table>", f"{value}</table:table>")
    with pytest.raises(Unreadable, match="a sheet spans 80,000,008 cells"):
        read_raw(path, Choice())


def test_numbers_have_the_digits_that_excel_keeps(tmp_path: Path) -> None:
    path = spreadsheets.write(
        tmp_path / "a.xlsx", {"One": (("lon", "lat", "x"), (10, 80, 71.599999999999994))}
    )
    assert properties(path) == [{"x": "71.6"}]
    assert spreadsheet.layers(path)[0].features == 1


def test_rows_of_several_sheets_say_which_is_theirs(tmp_path: Path) -> None:
    path = spreadsheets.write(
        tmp_path / "a.xlsx", {"2020": MORE, "2021": (("lat", "lon", "layer"), (80, 10, "ice"))}
    )
    assert properties(path) == [{"layer": "2020"}, {"layer": "2020"}, {"layer": "ice"}]
