"""Tables as text: their letters, what stands between cells, and where their rows begin and end."""

import pytest

from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import csv_table
from arctic_map.tables.readers.csv_table import delimiter_of, guessed, read_table


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2", ","), ("a;b\n1;2", ";"), ("a\tb\n1\t2", "\t"), ("a|b\n1|2", "|"), ("a\n1", ","),
        # Decimal commas: more cells of rows are alike by the semicolon.
        ("lon;lat\n1,5;2,5\n3;4,25", ";"),
        # All rows are alike by both: the one with more columns is meant.
        ("a,b;c,d\n1,2;3,4", ","), ("a;b,c;d\n1;2,3;4", ";"),
        ("a;b\n\n1;2\n  \n3;4", ";"),
        # Commas within well-known text part nothing.
        ("id\tgeometry\n" + "1\tLINESTRING (1 2, 3 4, 5 6)\n" * 40, "\t"),
        ("geometry\n" + "LINESTRING (1 2, 3 4, 5 6)\n" * 3, "\t"),
        # By both again: names of coordinates decide.
        ("Station;Latitude, deg;Longitude, deg;Depth, m\nA;69,5;18,9;100,5", ";"),
        # One row of many is torn.
        ("a,b;c\n" + "1;2\n" * 40 + "1;2;3\n", ";"),
    ],
)  # fmt: skip
def test_cells_are_parted_by_what_makes_most_rows_alike(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_only_the_first_rows_tell_what_stands_between_cells() -> None:
    assert delimiter_of("a;b\n" + "1;2\n" * (csv_table.FIRST_ROWS - 1) + "1,2,3\n" * 500) == ";"


def test_names_of_columns_are_each_there_once_and_empty_rows_are_none() -> None:
    found = read_table(b"\na,,a,b\n\n1,2,3,4\n ,  \n5,6\n")
    assert found.header == ["a", "column 2", "a (3)", "b"]
    assert found.rows == [("line 4", ["1", "2", "3", "4"]), ("line 6", ["5", "6"])]
    assert (found.problems, found.total) == ([], 2)
    assert read_table(b"a,a (3),a,a\n1,2,3,4\n").header == ["a", "a (3)", "a (3) (3)", "a (4)"]


def test_rows_beyond_the_limit_are_counted_and_not_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_reading, "MAX_ROWS", 3)
    found = read_table(b"a\n1\n2\n3\n4\n5\n")
    assert ([cells for _, cells in found.rows], found.total) == ([["1"], ["2"], ["3"]], 5)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_what_says_its_letters_is_not_guessed(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-32-be" else ""
    found = read_table(f"{mark}имя,долгота\nДиксон,80\nTiksi,128\nTiksi,128\n".encode(encoding))
    assert (found.header, found.rows[0][1], found.problems) == (["имя", "долгота"], ["Диксон", "80"], [])


def test_a_guessed_encoding_is_reported() -> None:
    text = "имя,долгота,широта\nДиксон,80°30',73°30'\nТикси,128°E,71°N\n" + "x,12°30'15\",7°5'4\"\n" * 40
    found = read_table(text.encode("cp1251"))
    assert found.header[0] == "имя"
    assert len(found.problems) == 1 and "by a guess" in found.problems[0][1]


def test_damaged_letters_cost_only_themselves() -> None:
    damaged = "имя,долгота\nДиксон,80\n".encode().replace("с".encode(), b"\xff", 1)
    found = read_table(damaged)
    assert found.header[0] == "имя" and found.rows[0][1][0] == "Дик\ufffdон"
    assert found.problems == [("", "1 characters are not valid UTF-8; \ufffd stands for them")]


def test_few_nul_characters_are_left_out_and_what_is_no_text_is_refused() -> None:
    found = read_table(b"a,b\n1,\0" + b"2\n" + b"1,2\n" * 40)
    assert found.rows[0][1] == ["1", "2"]
    assert found.problems == [("", "it contains 1 NUL characters, which are left out")]
    with pytest.raises(Unreadable, match="this is not text"):
        read_table(b"a,b\n\0\n")
    with pytest.raises(Unreadable, match="this is not text"):
        read_table(bytes(range(256)) * 4)


@pytest.mark.parametrize(
    "before", ["# made by a program\n#\n", "Stations of the year\n\n", "Stations;;\n2023;;\n"]
)
def test_titles_and_remarks_may_stand_before_the_header(before: str) -> None:
    found = read_table(f"{before}name;lat;lon\na;70;20\nb;71;21\n".encode())
    assert found.header == ["name", "lat", "lon"]
    assert [cells for _, cells in found.rows] == [["a", "70", "20"], ["b", "71", "21"]]
    assert found.problems == [("line 1", "what stands before the header in line 3 is not read")]


@pytest.mark.parametrize(
    ("text", "header", "first", "why"),
    [
        ("sep=;\nlat;lon\n70,5;20,5\n", ["lat", "lon"], ("line 3", ["70,5", "20,5"]), ""),
        ('name| "lat"\n"a| b"| "70,5"\n', ["name", "lat"], ("line 2", ["a| b", "70,5"]), ""),
        (
            "lat,lon\n70,20\n71,21,more\n72,22,\n",
            ["lat", "lon"],
            ("line 2", ["70", "20"]),
            "the header 2; the last",
        ),
        (
            "lat,lon\na,70,20\nb,71,21\n",
            ["column 1", "lat", "lon"],
            ("line 2", ["a", "70", "20"]),
            "row names",
        ),
        ('a,b\n1,"x\n2,y\n3"\n4,z\n', ["a", "b"], ("lines 2-4", ["1", "x\n2,y\n3"]), ""),
    ],
    ids=["separator", "quoted after a blank", "cells without a heading", "names of rows", "several lines"],
)
def test_what_programs_add_to_tables_is_understood(
    text: str, header: list[str], first: tuple[str, list[str]], why: str
) -> None:
    found = read_table(text.encode())
    assert (found.header, found.rows[0], len(found.problems)) == (header, first, bool(why))
    assert not why or why in found.problems[0][1]


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("end", ["", '5 "C" x', '5 "C'])
def test_a_stray_quotation_mark_swallows_no_rows(delimiter: str, end: str) -> None:
    lines = ["id,lat", "1,70", '2 "A",71', '"3 B,72', "4,73", *([f"{end},74", "6,75"] if end else [])]
    found = read_table("\n".join(lines).replace(",", delimiter).encode())
    assert [place for place, _ in found.rows] == [f"line {number + 2}" for number in range(len(lines) - 1)]
    assert [cells[-1] for _, cells in found.rows] == [str(70 + number) for number in range(len(lines) - 1)]
    (problem,) = found.problems
    assert problem[0] == "line 4" and "is not closed" in problem[1]


def test_a_quoted_cell_may_have_lines_and_delimiters() -> None:
    found = read_table(b'a,b\n1,"x, y\nu, v\np, q"\n2,z\n')
    assert found.rows == [("lines 2-4", ["1", "x, y\nu, v\np, q"]), ("line 5", ["2", "z"])]
    assert not found.problems


def test_an_encoding_is_guessed_from_the_end_of_a_long_text_too() -> None:
    text = "a,b\n" + "1,plain\n" * 100_000
    names = [
        ("Новая Земля, Северный остров", "cp1251"),
        ("Malmö, Ærø", "cp1252"),
        ("雪龙号，北极科考站", "gbk"),
    ]
    assert [guessed((text + name).encode(encoding)) for name, encoding in names] == [
        each for _, each in names
    ]
