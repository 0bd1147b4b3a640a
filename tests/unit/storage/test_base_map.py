"""The base map is read into absolute numbers, only as much as is seen."""

import json
from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.storage import base_map, ground_files

LEVEL = {
    "level": 0,
    "quantum": 1000,
    "items": {
        "land": {
            "kind": "fill",
            "cells": [
                {"box": [0, 0, 10, 10], "parts": [[1, 2, 3, 0, 0, 4]]},
                {"box": [10, 0, 20, 10], "parts": [[11, 1, 1, 1, -1, 1], [12, 5, 1, 0, 0, 1]]},
            ],
        },
        "coast": {"kind": "line", "cells": []},
    },
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "data", lambda: tmp_path)
    found = tmp_path / "basemap" / "flat"
    found.mkdir(parents=True)
    (found / "level0.json").write_text(json.dumps(LEVEL))
    return found


@pytest.mark.usefixtures("folder")
def test_differences_become_absolute_numbers() -> None:
    land = base_map.read_level("flat", 0).items["land"]
    assert land.kind == "fill"
    assert land.cells[0].parts == ((1, 2, 4, 2, 4, 6),)
    assert land.cells[1].parts == ((11, 1, 12, 2, 11, 3), (12, 5, 13, 5, 13, 6))


@pytest.mark.usefixtures("folder")
def test_only_cells_in_view_are_read() -> None:
    land = base_map.read_level("flat", 0, (12_000.0, 0.0, 15_000.0, 5_000.0)).items["land"]
    assert [cell.box for cell in land.cells] == [(10, 0, 20, 10)]


def test_a_cell_is_read_when_it_is_seen(folder: Path) -> None:
    broken = json.dumps(LEVEL).replace("[1, 2, 3, 0, 0, 4]", '["here"]')
    (folder / "level0.json").write_text(broken)
    assert base_map.read_level("flat", 0, (12_000.0, 0.0, 15_000.0, 5_000.0)).items["land"].cells
    with pytest.raises(ContentError, match=r"level0\.json"):
        base_map.read_level("flat", 0)
    (folder / "level0.json").write_text('{"level": 0, "quantum": 1, "items": {"land": 7}}')
    assert [path.name for path, _ in ground_files.problems(folder.parents[1])] == ["level0.json"]


@pytest.mark.usefixtures("folder")
def test_a_missing_relief_says_so() -> None:
    with pytest.raises(ContentError, match="relief is missing"):
        base_map.read_relief("flat-without-relief")


@pytest.mark.parametrize("family", sorted({projection.family for projection in PROJECTIONS}))
def test_each_family_of_projections_has_its_files(family: str) -> None:
    level = base_map.read_level(family, 0)
    assert level.level == 0
    assert {"land", "coast", "border"} <= set(level.items)
    assert len(base_map.read_outline(family)) > 100
    picture, box = base_map.read_relief(family)
    assert picture.is_file()
    assert box[0] < box[2]
