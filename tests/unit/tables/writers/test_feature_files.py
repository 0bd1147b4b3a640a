"""Very many features for other programs: every kind of shape and value comes out of every block as it was."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pyogrio import raw, read_info
from shapely.geometry.base import BaseGeometry

from arctic_map.tables.attributes.attribute_writer import write_fields
from arctic_map.tables.readers.read_features import BatchCollector, Bulk
from arctic_map.tables.readers.wkb import PackedTexts, flat
from arctic_map.tables.writers import feature_files
from arctic_map.tables.writers.feature_files import write_many

HOLED = shapely.box(0, 60, 9, 69).difference(shapely.box(2, 62, 4, 64))
SHAPES: list[BaseGeometry | None] = [
    shapely.Point(1.5, 62),
    shapely.LineString([(0, 60), (1, 61), (2, 60)]),
    HOLED,
    None,
    shapely.MultiPoint([(3, 64), (5, 66)]),
    shapely.MultiLineString([[(0, 60), (1, 60)], [(5, 65), (6, 66), (7, 65)]]),
    shapely.MultiPolygon([shapely.box(20, 60, 21, 61), HOLED]),
    shapely.GeometryCollection([shapely.Point(0, 60), shapely.LineString([(0, 60), (1, 61)])]),
    shapely.LineString([(8, 68), (9, 69)]),
    shapely.box(30, 60, 31, 61),
    shapely.Point(7, 68),
]
NAMES = [f"Row {number}" for number in range(len(SHAPES))]


def bulk_of(shapes: Sequence[BaseGeometry | None]) -> Bulk:
    texts = [b"" if each is None else shapely.to_wkb(each, flavor="iso") for each in shapes]
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    packed = PackedTexts(np.frombuffer(b"".join(texts), np.uint8), np.append(0, ends))
    gathered = BatchCollector()
    gathered.add(flat(packed), packed)
    others = [(row, json.loads(shapely.to_geojson(shapely.from_wkb(text)))) for row, text in gathered.others]
    bulk = gathered.into(Bulk())
    bulk.others = others
    return bulk


def made(
    folder: Path,
    suffix: str,
    shapes: Sequence[BaseGeometry | None] = SHAPES,
    fields: dict[str, list[Any]] | None = None,
) -> Path:
    table = folder / "table"
    table.mkdir()
    write_fields(table, range(len(shapes)), fields or {"name": NAMES[: len(shapes)]})
    out = folder / "new" / f"out{suffix}"
    assert write_many(bulk_of(shapes), table, out, "layer") == len(shapes)
    assert [each.name for each in out.parent.iterdir()] == [out.name]
    return out


def read(file: Path) -> tuple[dict[str, list[Any]], list[BaseGeometry | None], str]:
    meta, _, shapes, values = raw.read(file)
    names = meta["fields"].tolist()
    return (
        dict(zip(names, (each.tolist() for each in values), strict=True)),
        shapely.from_wkb(shapes).tolist(),
        meta["geometry_type"],
    )


def alike(one: BaseGeometry | None, other: BaseGeometry | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(one.equals_exact(other, 1e-9, normalize=True))


@pytest.mark.parametrize("block", [1, 3, 50_000])
@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".fgb", ".kml"])
def test_every_shape_is_the_same_whatever_stands_in_its_block(
    suffix: str, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feature_files, "BLOCK", block)
    fields, shapes, _ = read(made(tmp_path, suffix))
    assert fields["Name" if suffix == ".kml" else "name"] == NAMES
    assert [alike(found, expected) for found, expected in zip(shapes, SHAPES, strict=True)] == [True] * 11


def test_outer_rings_run_against_the_clock_as_geojson_wants_it(tmp_path: Path) -> None:
    clockwise = shapely.Polygon([(0, 60), (0, 61), (1, 61), (1, 60)])
    collection = json.loads(made(tmp_path, ".geojson", [clockwise]).read_text())
    ring = shapely.LinearRing(collection["features"][0]["geometry"]["coordinates"][0])
    assert ring.is_ccw


@pytest.mark.parametrize(
    ("rows", "kind"),
    [((0, 10), "Point"), ((0, 4), "MultiPoint"), ((1, 8), "LineString"), ((1, 5), "MultiLineString"),
     ((2, 9), "Polygon"), ((2, 6), "MultiPolygon"), ((0, 1), "Unknown"), ((0, 7), "Unknown")],
)  # fmt: skip
def test_a_layer_of_one_kind_says_so(rows: tuple[int, ...], kind: str, tmp_path: Path) -> None:
    shapes = [SHAPES[row] for row in rows]
    _, found, text = read(made(tmp_path, ".gpkg", shapes))
    assert text == kind
    parts = [shapely.get_parts(each).tolist() for each in shapes]
    got = [shapely.get_parts(each).tolist() for each in found]
    assert [[part.wkt for part in each] for each in got] == [[part.wkt for part in each] for each in parts]


def rows_of(file: Path) -> list[list[str]]:
    with file.open(newline="", encoding="utf-8") as text:
        return [*csv.reader(text)]


def test_a_table_of_points_has_their_longitudes_and_latitudes(tmp_path: Path) -> None:
    file = made(tmp_path, ".csv", [SHAPES[0], None, SHAPES[10]], {"lon": ["a", "b", None], "=sum": [1, 2, 3]})
    assert rows_of(file) == [
        ["lon", "lat", "lon_", "'=sum"],
        ["1.5", "62.0", "a", "1"],
        ["", "", "b", "2"],
        ["7.0", "68.0", "", "3"],
    ]


def test_a_table_of_other_shapes_has_them_as_text(tmp_path: Path) -> None:
    header, *rows = rows_of(made(tmp_path, ".csv"))
    assert header == ["wkt", "name"]
    assert [name for _, name in rows] == NAMES
    read_back = [shapely.from_wkt(text) if text else None for text, _ in rows]
    assert all(alike(one, other) for one, other in zip(read_back, SHAPES, strict=True))


def test_names_that_the_format_needs_are_left_to_it(tmp_path: Path) -> None:
    fields, _, _ = read(
        made(tmp_path, ".gpkg", [SHAPES[0], SHAPES[10]], {"fid": [7, 8], "Depth": [1.5, 2.5]})
    )
    assert fields == {"fid_": [7, 8], "Depth": [1.5, 2.5]}


@pytest.mark.parametrize(("rows", "indexed"), [((0, 10), True), ((0, 3), False)])
def test_a_flatgeobuf_has_an_index_where_every_feature_has_a_place(
    rows: tuple[int, ...], indexed: bool, tmp_path: Path
) -> None:
    file = made(tmp_path, ".fgb", [SHAPES[row] for row in rows])
    assert read_info(file)["capabilities"]["fast_spatial_filter"] is indexed


def test_a_kml_has_types_that_lose_nothing_and_every_letter(tmp_path: Path) -> None:
    fields: dict[str, list[Any]] = {
        "a<b": ["&<\x07]]>", None],
        "Name": ["<b>One</b>", "2"],
        "whole": [-7, None],
        "long": [2**62 + 1, 1],
        "depth": [0.1, None],
        "open": [True, False],
        "utc": ["2022-05-01T10:30:00Z", None],
    }
    meta, _, shapes, values = raw.read(made(tmp_path, ".kml", [SHAPES[0], SHAPES[10]], fields))
    found = dict(zip(meta["fields"].tolist(), values, strict=True))
    assert found["a<b"].tolist() == ["&<]]>", None]
    assert found["Name"].tolist() == ["<b>One</b>", "2"]
    assert found["whole"][0] == -7 and np.isnan(found["whole"][1])
    assert found["long"].tolist() == [str(2**62 + 1), "1"]
    assert found["depth"][0] == 0.1 and np.isnan(found["depth"][1])
    assert found["open"].tolist() == [1, 0]
    assert found["utc"].tolist() == ["2022-05-01T10:30:00Z", None]
    assert shapely.to_wkt(shapely.from_wkb(shapes), rounding_precision=2).tolist() == [
        "POINT (1.5 62)",
        "POINT (7 68)",
    ]


def test_chosen_rows_are_written_with_their_own_shapes_and_new_numbers(tmp_path: Path) -> None:
    rows = [0, 2, 3, 5, 7, 10]
    table, out = tmp_path / "table", tmp_path / "out.geojson"
    table.mkdir()
    write_fields(table, range(len(rows)), {"name": [NAMES[row] for row in rows]})
    write_many(bulk_of(SHAPES).only(np.array(rows)), table, out, "layer")
    features = json.loads(out.read_text())["features"]
    assert [each["properties"]["name"] for each in features] == [NAMES[row] for row in rows]
    kinds = [each["geometry"] and each["geometry"]["type"] for each in features]
    assert kinds == ["Point", "Polygon", None, "MultiLineString", "GeometryCollection", "Point"]


def test_shapes_are_written_as_the_map_draws_them(tmp_path: Path) -> None:
    shapes: list[BaseGeometry] = [
        shapely.Point(200, 70),
        shapely.Point(np.inf, np.inf),
        shapely.Point(10, 95),
        shapely.LineString([(170, 70), (190, 70)]),
        shapely.LineString([(179, 70), (-179, 70)]),
        shapely.box(170, 60, 190, 65),
        shapely.LineString([(0, 70), (np.inf, 70)]),
        shapely.box(0, 60, 10, 65),
    ]
    features = json.loads(made(tmp_path, ".geojson", shapes).read_text())["features"]
    written = [each["geometry"] and shapely.geometry.shape(each["geometry"]) for each in features]
    assert written[0].equals(shapely.Point(-160, 70)) and written[7].equals(shapes[7])
    assert [written[number] for number in (1, 2, 6)] == [None] * 3
    assert [written[number].geom_type for number in (3, 4, 5)] == [*["MultiLineString"] * 2, "MultiPolygon"]
    assert written[3].bounds == (-180, 70, 180, 70) and written[5].area == 100


def test_infinite_numbers_are_null_in_json(tmp_path: Path) -> None:
    fields = {"v": [1.5, float("inf"), float("-inf")]}
    text = made(tmp_path, ".geojson", [shapely.Point(0, 70)] * 3, fields).read_text()
    assert [each["properties"]["v"] for each in json.loads(text)["features"]] == [1.5, None, None]


def test_a_mark_of_kml_has_one_name_and_the_other_names_as_data(tmp_path: Path) -> None:
    fields = {"Name": ["a"], "NAME": ["b"], "name": ["c"]}
    text = made(tmp_path, ".kml", [shapely.Point(0, 70)], fields).read_text()
    assert text.count("<name>a</name>") == 1 and "<name>b</name>" not in text
    assert ">b</SimpleData>" in text and ">c</SimpleData>" in text
