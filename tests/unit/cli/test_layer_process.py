"""`check FILE` says of a file exactly what the window lists when it is opened."""

import json
import os
import re
from argparse import Namespace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests import spreadsheets
from tests.desktop import hostile
from tests.desktop.hostile import Hostile

from arctic_map import resources
from arctic_map.cli.commands import layer_of
from arctic_map.content import check
from arctic_map.geo.projections import projection_named
from arctic_map.model.opened import Choice, Question
from arctic_map.model.preferences import Names
from arctic_map.model.tr import speak
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables import opened_layer
from arctic_map.tables.readers import any_file

POINT = {"type": "Point", "coordinates": [60, 75]}


def feature(geometry: Any = POINT, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {}, "geometry": geometry, **members}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def area(*rings: Any) -> dict[str, Any]:
    return collection(feature({"type": "Polygon", "coordinates": rings}))


def line(*positions: Any) -> dict[str, Any]:
    return collection(feature({"type": "LineString", "coordinates": positions}))


def named(crs: str) -> dict[str, Any]:
    return collection(feature(), crs={"type": "name", "properties": {"name": crs}})


ROUND_THE_POLE = [[lon, 72 + lon % 7] for lon in range(-150, 180, 30)]
SEAM = [[180, 70], [180, 80], [180, 90], [90, 90], [0, 90], [-90, 90], [-180, 90], [-180, 80], [-180, 70]]
"""As Natural Earth closes its Arctic Ocean: along 180, the pole and -180."""
SOUND = json.dumps(feature())
FILES: dict[str, Any] = {
    "sound": collection(feature()),
    "crossing itself": area([[0, 60], [10, 70], [10, 60], [0, 70], [0, 60]]),
    "unsplit at 180": area([[170, 65], [-170, 65], [-170, 75], [170, 75], [170, 65]]),
    "a line unsplit at 180": line([170, 65], [-170, 70]),
    "split at 180": collection(
        feature(
            {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[170, 65], [180, 65], [180, 75], [170, 75], [170, 65]]],
                    [[[-180, 65], [-170, 65], [-170, 75], [-180, 75], [-180, 65]]],
                ],
            }
        )
    ),
    "rounded beyond 180": area([[170, 65], [180.00000001, 65], [180.00000001, 75], [170, 75], [170, 65]]),
    "from -220": area([[-220.8, 60], [-29.5, 60], [-29.5, 70], [-220.8, 70], [-220.8, 60]]),
    "the Arctic Ocean": area([[-180, 70], *ROUND_THE_POLE, *SEAM]),
    "round the pole": area([*ROUND_THE_POLE, ROUND_THE_POLE[0]]),
    "a URN of CRS84": named("urn:ogc:def:crs:OGC:1.3:CRS84"),
    "a URN of 4326": named("urn:ogc:def:crs:EPSG::4326"),
    "EPSG:3413": named("EPSG:3413"),
    "a crs that is none": collection(feature(), crs=[1]),
    "open ring": area([[0, 60], [10, 60], [10, 70]]),
    "no place": collection(feature(None), feature()),
    "metres": collection(feature({"type": "Point", "coordinates": [2_500_000, 7_800_000]})),
    "no features": collection(),
    "an id twice": collection(feature(id=1), feature(id=1)),
    "TopoJSON": {"type": "Topology"},
    "cut off": '{"type":"FeatureCollection","features":[',
    "a line to each feature": f"{SOUND}\n{SOUND[:-4]}\n{SOUND}\n",
    "half a letter": json.dumps(collection(feature(properties={"name": "X"}))).replace("X", "\\ud800"),
    "a broken feature": json.dumps(collection(feature(), feature())).replace("75]", "75,]", 1),
    "another encoding": json.dumps(collection(feature(properties={"name": "Å"})), ensure_ascii=False).encode(
        "latin-1"
    ),
}
SILENT = (
    *("sound", "no place", "split at 180", "rounded beyond 180", "the Arctic Ocean"),
    *("a URN of CRS84", "a URN of 4326", "EPSG:3413"),
)


def written(folder: Path, content: Any) -> Path:
    path = folder / "mine.geojson"
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems_of_check(path: Path) -> list[str]:
    return [str(problem).removeprefix(f"{path}: ") for problem in check.file(path)]


def listed_by_the_window(
    path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, *, language: Names = "en"
) -> list[str]:
    """By the process that reads for it, here without bounds of its own, and on one projection."""
    monkeypatch.setattr(layer_of, "_lower_priority", lambda **_: None)
    monkeypatch.setattr("arctic_map.cli.layer_process.PROJECTIONS", (projection_named("nsr"),))
    chosen = {"layers": [], "crs": "", "columns": [], "ask": False}
    given = {"hue": 1, "projection": "nsr", "wording": language, "avoid": [], **chosen}
    layer_of.run(Namespace(file=path, out=out, data=resources.data(), **given))
    found = opened_layer.read(out)
    return (
        [found.refused] if found.refused else [": ".join(filter(None, problem)) for problem in found.problems]
    )


@pytest.mark.parametrize("name", FILES)
def test_check_says_what_the_window_lists(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, FILES[name])
    lines = problems_of_check(path)
    assert listed_by_the_window(path, tmp_path / "out", monkeypatch) == lines
    assert (lines == []) == (name in SILENT)


NO_WORDS = re.compile(
    r"\S*features\[\S*|\S*\.crs|geometry\S*|EPSG:?\S*|(?:Geo|Topo)?JSON|GeometryCollection|--crs|'[^']*'|UTF-8|WGS"
    r"|\\ud8|U\+FFFD"
)
"""Paths in a file, and names that are the same in all languages."""
BY_GDAL = "TopoJSON"
"""The file whose reason is that of GDAL, in English."""


@pytest.mark.parametrize(("language", "letters"), [("ru", "[а-яё]"), ("zh", "[\u4e00-\u9fff]")])
@pytest.mark.parametrize("name", [name for name in FILES if name not in (*SILENT, BY_GDAL)])
def test_a_window_in_another_language_lists_everything_in_it(
    name: str, language: Names, letters: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, FILES[name])
    try:
        lines = listed_by_the_window(path, tmp_path / "out", monkeypatch, language=language)
    finally:
        speak(None)
    for line in lines:
        assert re.search(letters, line)
        assert not re.search("[A-Za-z]{2,}", NO_WORDS.sub("", line)), line


@pytest.mark.parametrize("name", ["unsplit at 180", "a line unsplit at 180", "from -220", "round the pole"])
def test_what_is_not_split_is_not_blamed_for_crossing_itself(name: str, tmp_path: Path) -> None:
    lines = problems_of_check(written(tmp_path, FILES[name]))
    assert lines
    assert not any("itself" in line for line in lines)


def test_a_file_of_devices_is_refused_by_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.geojson"
    path.symlink_to("/dev/zero")
    assert problems_of_check(path) == ["this is a device or a pipe, not a file"]
    assert listed_by_the_window(path, tmp_path / "out", monkeypatch) == problems_of_check(path)


HOSTILE = [
    pytest.param(each, id=name, marks=[pytest.mark.slow] if each.slow else [])
    for name, each in (hostile.MARKUP | hostile.BROKEN | hostile.MENDED).items()
]


@pytest.mark.skipif(os.name == "nt", reason="makes pipes and devices' links")
@pytest.mark.parametrize("each", HOSTILE)
def test_check_refuses_what_the_window_refuses_with_its_sentence(each: Hostile, tmp_path: Path) -> None:
    path = tmp_path / each.name
    each.make(path)
    lines = problems_of_check(path)
    if hostile.SHOWN in each.message:
        assert not any("can be shown" in line or line.startswith("this is not JSON") for line in lines)
    else:
        assert len(lines) == 1
        assert each.message.removeprefix(hostile.REFUSED) in lines[0]


@pytest.mark.parametrize("name", ["own.csv", "own.xlsx", "own.parquet"])
def test_a_table_of_unusual_columns_leads_to_a_question_and_is_read_by_its_answer(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    if name == "own.csv":
        path.write_text("Survey of 2024\nNr;Rechts;Hoch\n1;33,05;68,97\n")
    elif name == "own.xlsx":
        spreadsheets.write(path, {"Survey": (("Nr", "Rechts", "Hoch"), (1, 33.05, 68.97))})
    else:
        duckdb.sql(f"COPY (SELECT 1 AS Nr, 33.05 AS Rechts, 68.97 AS Hoch) TO '{path}' (FORMAT parquet)")
    (sentence,) = listed_by_the_window(path, tmp_path / "out", monkeypatch)
    assert "it has no columns that say where" in sentence and "--columns X Y" in sentence
    layer = opened_layer.read(tmp_path / "out")
    assert layer.question is Question.COLUMNS
    if name != "own.csv":
        assert layer.columns == ("Nr", "Rechts", "Hoch")
    found = any_file.read_raw(path, Choice(columns=("Rechts", "Hoch")))
    (row,) = [json.loads(bytes(row)) for _, row in found.rows]
    assert row["geometry"]["coordinates"] == [33.05, 68.97] and [*row["properties"]] == ["Nr"]
    with pytest.raises(Unreadable, match="it has no columns Rechts and Height"):
        any_file.read_raw(path, Choice(columns=("Rechts", "Height")))
