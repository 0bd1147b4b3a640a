"""Rows of a file in a folder: requested once where that is expensive, and never where there are none."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from arctic_map.model.drawing import Drawing
from arctic_map.tables.attributes import found_rows
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.attribute_writer import write_fields
from arctic_map.tables.attributes.found_rows import plain
from arctic_map.tables.opened_drawings import OpenedFileDrawings, RowsOnDisk

BLOCK = (1, 2, 3, 4, 5)
BOX = (0.0, 0.0, 1.0, 1.0)


class TileStore:
    """Answers with what it is given, counts, and can be broken."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.requests: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def answer(*_: Any) -> Any:
            self.requests.append(name)
            found = self.answers[name]
            if isinstance(found, Exception):
                raise found
            return found

        return answer


def rows(folder: Path, **answers: Any) -> tuple[RowsOnDisk, TileStore]:
    made, dataset = RowsOnDisk(folder), TileStore(**answers)
    vars(made)["dataset"] = dataset
    return made, dataset


def test_a_plane_that_is_not_there_yet_is_remembered(tmp_path: Path) -> None:
    found, _ = rows(tmp_path, body=None, classes=None)
    assert found.body("plane", BLOCK) == b"" == found.classes("plane", BLOCK, b"x")
    assert found.missed == {"plane"}
    empty, _ = rows(tmp_path, body=b"")
    assert empty.body("plane", BLOCK) == b"" and empty.missed == set()


@pytest.mark.parametrize("broken", [OSError("gone"), ValueError("no such thing")])
def test_where_the_folder_is_gone_there_is_nothing(broken: Exception, tmp_path: Path) -> None:
    names = ("body", "classes", "hit", "box", "view", "marks", "foremost")
    found, _ = rows(tmp_path, **dict.fromkeys(names, broken))
    naming: Any = type("Naming", (), {"ranks": None, "column": "a"})
    assert found.body("plane", BLOCK) == found.classes("plane", BLOCK, b"") == b""
    assert found.hit("plane", 0.0, 0.0, 1.0) is None and found.box("plane", 1) is None
    assert found.view("plane", BOX, 1.0) is None and found.marks("plane", [1]) == []
    if isinstance(broken, ValueError):
        assert found.foremost("plane", BOX, 1.0, naming, 5) == []


def test_what_was_missing_is_requested_again(tmp_path: Path) -> None:
    found, dataset = rows(tmp_path, box=None, view=None)
    for _ in range(2):
        assert found.box("plane", 1) is None and found.view("plane", BOX, 2.0) is None
    assert dataset.requests == ["box", "view"] * 2


def test_what_a_row_says_is_read_from_its_table_and_nothing_without_one(tmp_path: Path) -> None:
    found = RowsOnDisk(tmp_path)
    assert found.details(1) == ("", ())
    write_fields(
        tmp_path, range(3), {"name": ["A", "B", None], "seen": ["2020-01-02", None, None], "depth": [1, 2, 3]}
    )
    name, lines = found.details(1)
    assert name == "B" and dict(lines)["depth"] == "2" and "seen" not in dict(lines)
    assert found.details(0)[0] == "A" and dict(found.details(0)[1])["seen"] == "2020-01-02"
    assert found.details(1) == (name, lines)


def test_the_table_stays_open_between_two_clicks_until_its_file_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_open: set[int] = set()

    class Table(AttributeStore):
        def __init__(self, at: Path) -> None:
            super().__init__(at)
            still_open.add(id(self))

        def close(self) -> None:
            super().close()
            still_open.discard(id(self))

    monkeypatch.setattr(found_rows, "AttributeStore", Table)
    folder = tmp_path / "made"
    folder.mkdir()
    write_fields(folder, range(3), {"name": ["A", "B", None]})
    opened = OpenedFileDrawings("opened-1", folder, rows=RowsOnDisk(folder))
    assert opened.rows
    for row, name in enumerate("AB"):
        assert opened.rows.details(row)[0] == name and len(still_open) == 1
    opened.forget()
    opened.forget()
    assert not still_open and not folder.exists()


def test_days_and_times_are_written_as_in_iso_8601_and_plain_values_stay() -> None:
    for value in ("a", True, 3, 2.5, None):
        assert plain(value) is value
    assert plain(date(2020, 1, 2)) == "2020-01-02"
    assert plain(datetime(2020, 1, 2, 3, 4)) == "2020-01-02 03:04:00"


def test_a_file_that_is_not_drawn_yet_has_an_empty_drawing_and_is_remembered(tmp_path: Path) -> None:
    opened = OpenedFileDrawings("opened-1", tmp_path / "made", boxes={"nsr": BOX})
    assert opened.drawing("nsr") == Drawing("opened-1", "nsr", "") and opened.missed == {"nsr"}
    assert b"opened-1" in opened.body("world") and opened.missed == {"nsr", "world"}
    assert opened.box("nsr") == BOX and opened.box("world") is None
    lying = OpenedFileDrawings("opened-1", tmp_path / "made", rows=RowsOnDisk(tmp_path))
    assert lying.drawing("nsr") == Drawing("opened-1", "nsr", "") and lying.missed == set()
