"""A file of several layers with very many features: rows go on from layer to layer, each with what it has."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import msgspec
import numpy as np
import pytest
import shapely
from pyogrio import raw

from arctic_map.model.opened import Choice
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.read_features import Bulk

COUNTS = {"one": 1500, "two": 900}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Features of the first layer have a name, of the second a size; all have a number."""
    file = tmp_path / "two.gpkg"
    for number, (layer, count) in enumerate(COUNTS.items()):
        own = np.arange(count) + 10_000 * number
        result = (
            np.array([f"{layer}-{each}" for each in range(count)], dtype=object)
            if layer == "one"
            else own / 2
        )
        raw.write(
            file,
            shapely.to_wkb(shapely.points(np.column_stack([own % 100, own % 10 + 60.0 + number * 10]))),
            [own, result],
            ["n", "name" if layer == "one" else "size"],
            layer=layer,
            driver="GPKG",
            geometry_type="Point",
            crs="EPSG:4326",
            append=number > 0,
        )
    return file


def bulk_of(path: Path, *layers: str) -> Bulk:
    found = any_file.read_bulk(path, Choice(layers), lambda _: None)
    assert found is not None
    return found


def test_rows_of_layers_follow_each_other_and_say_what_their_layer_says(path: Path) -> None:
    bulk = bulk_of(path, "one", "two")
    assert bulk.total == 2400 and bulk.of_point.tolist() == list(range(2400))
    assert [each.name for each in bulk.layers] == ["one", "two"]
    assert bulk.y[0] == 60.0 and bulk.y[1500] == 70.0
    attributes = {name: list(column) for name, column in bulk.attributes().items()}
    assert set(attributes) == {"n", "name", "size", "layer"}
    assert {name: len(column) for name, column in attributes.items()} == dict.fromkeys(attributes, 2400)
    assert attributes["n"][1499:1502] == [1499, 10_000, 10_001]
    assert attributes["name"][1498:1502] == ["one-1498", "one-1499", None, None]
    assert attributes["size"][1498:1502] == [None, None, 5000.0, 5000.5]
    assert attributes["layer"][1499:1501] == ["one", "two"]


def test_a_damaged_geometry_is_reported_and_an_empty_one_is_not(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        for (name,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f'drop trigger "{name}"')
        database.execute("update two set geom = x'58' where fid = 3")
        database.execute("update two set geom = null where fid = 4")
        database.commit()
    assert [where for where, _ in bulk_of(path, "one", "two").problems] == ["features[1502]"]


def test_a_ring_that_is_not_closed_is_closed_and_this_is_reported(tmp_path: Path) -> None:
    file, number = tmp_path / "open.gpkg", 1200
    areas = [bytearray(shapely.to_wkb(shapely.box(n / 10, 60.0, n / 10 + 1.0, 61.0))) for n in range(2100)]
    # The last of five positions, whose latitude is not that of the first any more.
    areas[number][-8:] = struct.pack("<d", 60.5)
    packed = np.array([bytes(each) for each in areas], dtype=object)
    raw.write(
        file,
        packed,
        [np.arange(2100)],
        ["n"],
        layer="a",
        driver="GPKG",
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    bulk = bulk_of(file)
    where = f"features[{number}].geometry.coordinates[0]"
    assert bulk.problems == [(where, "the ring is not closed; it is drawn closed")]
    assert [row for row, _ in bulk.others] == [number] and len(bulk.areas.row) == 2099


def test_a_field_of_the_files_own_that_is_called_layer_is_preserved(tmp_path: Path) -> None:
    file = tmp_path / "own.gpkg"
    for number, layer in enumerate(("one", "two")):
        raw.write(
            file,
            shapely.to_wkb(shapely.points(np.full((1100, 2), 60.0))),
            [np.array([f"own {layer}"] * 1100, dtype=object)],
            ["layer"],
            layer=layer, driver="GPKG", geometry_type="Point", crs="EPSG:4326", append=number > 0,
        )  # fmt: skip
    attributes = bulk_of(file, "one", "two").attributes()
    assert (attributes["layer"][0], attributes["layer"][1100]) == ("own one", "own two")


def test_each_layer_is_converted_from_its_own_reference_system(tmp_path: Path) -> None:
    file = tmp_path / "zones.gpkg"
    for number, crs in enumerate(("EPSG:4326", "EPSG:32633", "EPSG:32634")):
        x, y = (np.linspace(10, 20, 1000), np.full(1000, 70.0)) if number == 0 else (np.full(1000, 5e5),) * 2
        raw.write(
            file,
            shapely.to_wkb(shapely.points(x, y if number == 0 else y + 7e6)),
            [np.arange(1000)],
            ["n"],
            layer=f"zone {number}",
            driver="GPKG",
            geometry_type="Point",
            crs=crs,
            append=number > 0,
        )
    bulk = bulk_of(file)
    assert bulk.total == 3000 and bulk.of_point.tolist() == list(range(3000)) and bulk.projected
    assert bulk.x[[0, 999, 1000, 2000]] == pytest.approx([10, 20, 15, 21])
    attributes = bulk.attributes()
    assert list(attributes["layer"][999:1001]) == ["zone 0", "zone 1"]


def test_deleted_records_of_a_shapefile_are_neither_shapes_nor_rows(tmp_path: Path) -> None:
    file = tmp_path / "marks.shp"
    places = shapely.to_wkb(shapely.points(np.linspace(10, 20, 2500), np.full(2500, 70.0)))
    raw.write(
        file,
        places,
        [np.arange(2500)],
        ["n"],
        driver="ESRI Shapefile",
        geometry_type="Point",
        crs="EPSG:4326",
    )
    table = bytearray(file.with_suffix(".dbf").read_bytes())
    start, width = struct.unpack_from("<HH", table, 8)
    table[start : start + 10 * width : width] = b"*" * 10
    file.with_suffix(".dbf").write_bytes(table)
    bulk = bulk_of(file)
    assert bulk.total == len(bulk.x) == 2490
    assert list(bulk.attributes()["n"]) == list(range(10, 2500))
    assert not any(list(column).count(None) for column in bulk.attributes().values())


def test_long_edges_of_a_projected_file_are_as_bent_in_a_large_file_as_in_a_small_one(tmp_path: Path) -> None:
    line = shapely.LineString([(-1e6, 0), (1e6, 2e4)])
    area = shapely.box(-1e6, -1e6, 1e6, 1e6).difference(shapely.box(-5e5, -5e5, 5e5, 5e5))
    options = {"driver": "GPKG", "geometry_type": "Unknown", "crs": "EPSG:3413"}
    for name, count in (("small", 0), ("large", 2100)):
        shapes = shapely.to_wkb([line, area, *[shapely.Point(0, 0)] * count])
        raw.write(tmp_path / f"{name}.gpkg", shapes, [np.arange(len(shapes))], ["n"], **options)
    rows = any_file.read_raw(tmp_path / "small.gpkg", Choice()).rows
    places = [msgspec.json.decode(row)["geometry"]["coordinates"] for _, row in rows]
    large = bulk_of(tmp_path / "large.gpkg")
    assert len(large.lines.x) == len(places[0]) > 200 and max(large.lines.y) > 89.7
    assert np.column_stack([large.lines.x, large.lines.y]) == pytest.approx(np.array(places[0]))
    assert large.areas.rings.tolist() == [2]
    assert large.areas.lengths.tolist() == [len(ring) for ring in places[1]]
    assert np.column_stack([large.areas.x, large.areas.y]) == pytest.approx(np.concatenate(places[1]))
