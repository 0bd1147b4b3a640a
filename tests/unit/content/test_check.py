"""`check` finds what loading has no time for, in the content and in files of any origin."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from arctic_map import resources
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.content.check import lacking
from arctic_map.model.catalog import Catalog
from arctic_map.model.problem import Problem
from arctic_map.model.symbology import StyleRow
from arctic_map.tables.readers import geojson

BOW = [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]]


def problems_of(path: Path) -> list[str]:
    """The problems of a file, without its name."""
    return [str(problem).removeprefix(f"{path}: ") for problem in check.file(path)]


def written(folder: Path, value: Any, name: str = "foreign.geojson") -> Path:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def foreign(geometry: Any, **members: Any) -> dict[str, Any]:
    feature = {"type": "Feature", "properties": {"any": "thing"}, "geometry": geometry} | members
    return {"type": "FeatureCollection", "features": [feature]}


def test_the_built_in_content_is_sound() -> None:
    assert check.content(resources.data()) == []
    assert len(load(resources.data()).facts) == 60


@pytest.mark.parametrize(
    ("name", "why"),
    [("gone.txt", "the file does not exist"), ("../other.txt", "the file is not inside the content folder")],
)
@pytest.mark.parametrize("key", ["text", "notes"])
def test_a_text_that_is_missing_or_outside_the_folder_is_found(
    tmp_path: Path, key: str, name: str, why: str
) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    (tmp_path / "other.txt").write_text("Words of somebody else, long enough to be read.")
    table = "[article]\n" if key == "text" else ""
    (folder / "catalog.toml").write_text(f'title = "T"\n{table}{key} = "{name}"\n')
    assert [str(problem) for problem in check.content(folder)] == [f"{name}: {why}"]


def test_crossing_rings_are_found_in_the_content(data: Path) -> None:
    file = data / "layers/ports.geojson"
    text = file.read_text(encoding="utf-8")
    point = '{"type": "Point", "coordinates": [40.52, 64.53]}'
    file.write_text(
        text.replace(point, json.dumps({"type": "Polygon", "coordinates": BOW})), encoding="utf-8"
    )
    (problem,) = check.content(data)
    assert (problem.file, problem.where) == ("layers/ports.geojson", "features[0].geometry.coordinates")
    assert "crosses" in problem.why


def test_a_base_map_that_cannot_be_read_is_found(data: Path) -> None:
    (data / "basemap/equal-earth").mkdir(parents=True)
    (data / "basemap/equal-earth/level0.json").write_text('{"level": 0}')
    (problem,) = check.content(data)
    assert problem.file == "basemap/equal-earth/level0.json"


def test_a_missing_catalogue_is_a_problem_of_the_content(tmp_path: Path) -> None:
    (problem,) = check.content(tmp_path)
    assert problem.why == "the file does not exist"


def test_users_files_are_checked_by_the_reader_that_opens_them(tmp_path: Path) -> None:
    path = written(tmp_path, foreign({"type": "Polygon", "coordinates": BOW}))
    assert check.file(path) == [Problem(str(path), where, why) for where, why in geojson.read(path).problems]
    assert "the ring crosses itself" in problems_of(path)[0]


def test_a_loose_file_of_facts_is_checked_without_links(tmp_path: Path) -> None:
    text = '[[fact]]\nid = "X1"\ntext = "Words."\nkind = "guess"\nfeatures = ["nowhere"]'
    (line,) = problems_of(written(tmp_path, text, "mine.toml"))
    assert line.startswith("X1.kind: unknown kind 'guess'")


def test_a_file_of_some_content_is_checked_with_its_links(data: Path) -> None:
    file = data / "facts/trade.toml"
    file.write_text(file.read_text().replace("arkhangelsk", "atlantis"))
    assert "T1.features: there is no feature 'atlantis'" in problems_of(file)


@pytest.mark.parametrize("name", ["layers/ports.geojson", "facts/trade.toml", "catalog.toml"])
def test_sound_files_of_some_content_have_no_problem(data: Path, name: str) -> None:
    assert problems_of(data / name) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.gpkg", "<OGRVRTDataSource></OGRVRTDataSource>", "its content is not that of a GeoPackage file"),
        ("a.gpkg", "SQLite format 3\0broken", "it cannot be read as GeoPackage"),
        ("a.kml", "<?xml version='1.0'?><OGRVRTDataSource/>", "its content is not that of a KML file"),
        ("a.docx", "", "files of this kind cannot be checked; known kinds: .geojson, .json, "),
    ],
)
def test_what_is_no_map_file_is_refused(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    (line,) = problems_of(written(tmp_path, content, name))
    assert line.startswith(sentence)


@pytest.fixture(scope="module")
def content() -> Catalog:
    return load(resources.data())


def with_row(content: Catalog, row: StyleRow) -> Catalog:
    styles = {**content.symbology.styles, row.id: row}
    return replace(content, symbology=replace(content.symbology, styles=styles, digest=repr(row)))


@pytest.mark.parametrize(
    ("id", "lost", "where", "why"),
    [
        ("port-named", {"legend": ""}, "port-named.legend", "no words for the legend"),
        ("port-named", {"label": None}, "port-named.label", "no rank among the labels"),
        ("port-named", {"symbol": None}, "port-named.symbol", "it has no symbol"),
        ("port-named", {"grey": None}, "port-named.grey", "shades of grey"),
        ("lane-nsr", {"stroke": None}, "lane-nsr", "nothing is painted"),
        ("lane-nsr", {"legend": ""}, "lane-nsr.legend", "no words for the legend"),
        ("sea-name", {"label": None}, "sea-name.label", "no rank among the labels"),
        ("kind-forecast", {"legend": ""}, "kind-forecast.legend", "no words for the legend"),
        ("sure-schematic", {"legend": ""}, "sure-schematic.legend", "no words for the legend"),
        ("kind-judgement", {"symbol": None}, "kind-judgement.symbol", "it has no symbol"),
        ("file-1-point", {"symbol": None}, "file-1-point.symbol", "it has no symbol"),
        ("file-2-area", {"grey": None}, "file-2-area.grey", "shades of grey"),
    ],
)
def test_what_a_row_lacks_is_named(content: Catalog, id: str, lost: dict, where: str, why: str) -> None:  # type: ignore[type-arg]
    ((place, words),) = lacking(with_row(content, replace(content.symbology.styles[id], **lost)))
    assert place == where and why in words


def test_a_row_that_nobody_asks_for_needs_no_words(content: Catalog) -> None:
    assert list(lacking(with_row(content, replace(content.symbology.styles["nsr-hatch"], legend="")))) == []


def test_a_folder_without_a_table_is_painted_by_the_atlas_s_own(data: Path) -> None:
    assert check.content(data) == []
    table, built_in = load(data).symbology.without_family, load(resources.data()).symbology
    assert table.styles == {id: built_in.styles[id] for id in built_in.styles if id in table.styles}
    assert table.roles == built_in.roles and table.ground == built_in.ground
