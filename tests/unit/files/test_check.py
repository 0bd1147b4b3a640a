"""`check` finds what loading has no time for, in the content and in files of any origin."""

import json
from pathlib import Path
from typing import Any

import pytest

from arctic_map import resources
from arctic_map.files import check

BOW = [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]]


def said(path: Path) -> list[str]:
    """What is said of a file, without its name."""
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


def test_crossing_rings_are_found_in_the_content(data: Path) -> None:
    file = data / "layers/ports.geojson"
    text = file.read_text(encoding="utf-8")
    point = '{"type": "Point", "coordinates": [40.52, 64.53]}'
    file.write_text(
        text.replace(point, json.dumps({"type": "Polygon", "coordinates": BOW})), encoding="utf-8"
    )
    (problem,) = check.content(data)
    assert (problem.file, problem.where) == ("layers/ports.geojson", "features[0].geometry.coordinates[0]")
    assert "crosses" in problem.why


def test_a_base_map_that_cannot_be_read_is_found(data: Path) -> None:
    (data / "basemap/equal-earth").mkdir(parents=True)
    (data / "basemap/equal-earth/level0.json").write_text('{"level": 0}')
    (problem,) = check.content(data)
    assert problem.file == "basemap/equal-earth/level0.json"


def test_a_missing_catalogue_is_a_problem_of_the_content(tmp_path: Path) -> None:
    (problem,) = check.content(tmp_path)
    assert problem.why == "the file does not exist"


@pytest.mark.parametrize(
    "value",
    [
        foreign({"type": "Point", "coordinates": [1, 2, 300]}),
        foreign(None),
        foreign({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}),
        foreign({"type": "Point", "coordinates": [1, 2]}, id=7, bbox=[1, 2, 1, 2]),
        foreign({"type": "Point", "coordinates": [1, 2]})
        | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
        foreign(None)["features"][0],
        {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        {"type": "FeatureCollection", "features": []},
    ],
)
def test_geojson_of_any_origin_is_fine(tmp_path: Path, value: Any) -> None:
    assert said(written(tmp_path, value)) == []


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (
            foreign({"type": "Polygon", "coordinates": BOW}),
            "features[0].geometry.coordinates[0]: the ring crosses",
        ),
        (
            foreign(
                {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [190, 2]}]}
            ),
            "features[0].geometry.geometries[0].coordinates: longitude 190 is beyond ±180",
        ),
        ({"type": "Polygon", "coordinates": [BOW[0][:4]]}, "coordinates[0]: ring is not closed"),
        (foreign(None, id=[7]), "features[0].id: an id is a text or a number"),
        (foreign(None, properties=[]), "features[0].properties: expected an object or null"),
        (
            foreign(None, properties={"name": "<script>"}),
            "features[0].properties.name: the text holds markup",
        ),
        ({"type": "Feature", "properties": None}, "the feature has no geometry; null stands for none"),
        ({"type": "Feature", "geometry": None}, "the feature has no properties; null stands for none"),
        ({"type": "FeatureCollection", "features": [7]}, "features[0]: expected a feature object"),
        ({"type": "FeatureCollection"}, "features: expected a list of features"),
        (foreign(None) | {"crs": {"name": "EPSG:3857"}}, "crs: RFC 7946 knows no other coordinates"),
        ({"type": "Topology"}, "this is no GeoJSON: its type is 'Topology'"),
        ([], "this is no GeoJSON: expected an object"),
        ("{", "this is not JSON"),
        ('{"type": "Point", "coordinates": [1e999, 0]}', "a number is too large"),
        ("[" * 100_000, "the JSON is nested too deeply"),
    ],
)
def test_problems_of_foreign_geojson_are_found(tmp_path: Path, value: Any, sentence: str) -> None:
    (line,) = said(written(tmp_path, value))
    assert line.startswith(sentence)


def test_an_id_used_twice_is_found(tmp_path: Path) -> None:
    two = {"type": "FeatureCollection", "features": foreign(None, id=1)["features"] * 2}
    assert said(written(tmp_path, two)) == ["features[1].id: the id 1 is already used by features[0]"]


@pytest.mark.parametrize("depth", [10, 100, 200, 300, 400, 480])
def test_collections_in_collections_are_read_or_refused(tmp_path: Path, depth: int) -> None:
    inner = '{"type": "Point", "coordinates": [0, 0]}'
    path = written(tmp_path, '{"type": "GeometryCollection", "geometries": [' * depth + inner + "]}" * depth)
    assert said(path) == [] or "nested too deeply" in said(path)[0]


def test_a_loose_file_of_facts_is_checked_without_links(tmp_path: Path) -> None:
    text = '[[fact]]\nid = "X1"\ntext = "Words."\nkind = "guess"\nfeatures = ["nowhere"]'
    (line,) = said(written(tmp_path, text, "mine.toml"))
    assert line.startswith("X1.kind: unknown kind 'guess'")


def test_a_file_of_some_content_is_checked_with_its_links(data: Path) -> None:
    file = data / "facts/trade.toml"
    file.write_text(file.read_text().replace("arkhangelsk", "atlantis"))
    assert "T1.features: there is no feature 'atlantis'" in said(file)


@pytest.mark.parametrize("name", ["layers/ports.geojson", "facts/trade.toml", "catalog.toml"])
def test_sound_files_of_some_content_have_no_problem(data: Path, name: str) -> None:
    assert said(data / name) == []


def test_other_map_files_must_be_readable(tmp_path: Path) -> None:
    from numpy import array
    from pyogrio.raw import write
    from shapely import Point, to_wkb

    path = tmp_path / "places.gpkg"
    write(path, array([to_wkb(Point(1, 2))]), [], [], geometry_type="Point", crs="EPSG:4326")
    assert said(path) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.gpkg", "<OGRVRTDataSource></OGRVRTDataSource>", "the file's content is not that of a .gpkg file"),
        ("a.gpkg", "SQLite format 3\0broken", "the file cannot be read"),
        ("a.kml", "<?xml version='1.0'?><OGRVRTDataSource/>", "the file is XML, but no KML"),
        ("a.docx", "", "files of this kind cannot be checked; known kinds: .geojson, .json, .toml"),
    ],
)
def test_what_is_no_map_file_is_refused(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    (line,) = said(written(tmp_path, content, name))
    assert line.startswith(sentence)
