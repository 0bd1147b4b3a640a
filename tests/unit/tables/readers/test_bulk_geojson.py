"""GeoJSON of very many features of every kind: each shape keeps its row, whatever else is in the file."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from arctic_map.model.opened import Choice
from arctic_map.tables.description import Field, describe
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.bulk_geojson import BATCH_SIZE
from arctic_map.tables.readers.read_features import Bulk
from arctic_map.tables.readers.wkb import RingArrays

COUNT = BATCH_SIZE + 60
HOLED = [[[0, 60], [9, 60], [9, 69], [0, 69], [0, 60]], [[2, 62], [4, 62], [4, 64], [2, 62]]]
SQUARE = [[[20, 60], [21, 60], [21, 61], [20, 61], [20, 60]]]
GEOMETRIES: tuple[dict[str, Any] | None, ...] = (
    {"type": "Point", "coordinates": [1, 61]},
    {"type": "MultiPoint", "coordinates": [[2, 62], [3, 63], [4, 64]]},
    {"type": "LineString", "coordinates": [[0, 60], [1, 61], [2, 60]]},
    {"type": "MultiLineString", "coordinates": [[[0, 60], [1, 60]], [[5, 65], [6, 66], [7, 65]]]},
    {"type": "Polygon", "coordinates": HOLED},
    {"type": "MultiPolygon", "coordinates": [SQUARE, HOLED]},
    None,
    {"type": "Point", "coordinates": [5, 65, 120]},
    {"type": "LineString", "coordinates": [[0, 60, 1], [1, 61, 2]]},
    {"type": "Polygon", "coordinates": [[[*at, 7] for at in SQUARE[0]]]},
    {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [6, 66]}]},
)


def written(folder: Path, *geometries: dict[str, Any] | None, **texts: Any) -> Path:
    """So many features, with these geometries in turn."""
    features = [
        {
            "type": "Feature",
            "id": number + 1,
            "properties": {"stored": number, **texts},
            "geometry": geometries[number % len(geometries)],
        }
        for number in range(COUNT)
    ]
    path = folder / "many.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def bulk_of(path: Path) -> tuple[Bulk, list[float]]:
    progress: list[float] = []
    bulk = any_file.read_bulk(path, Choice(), progress.append)
    assert bulk is not None
    return bulk, progress


def shapes(bulk: Bulk) -> dict[int, list[shapely.Geometry]]:
    """The parts of each row."""
    found: dict[int, list[shapely.Geometry]] = {}
    for row, x, y in zip(bulk.of_point.tolist(), bulk.x, bulk.y, strict=True):
        found.setdefault(row, []).append(shapely.Point(x, y))
    for parts, closed in ((bulk.lines, False), (bulk.areas, True)):
        for row, rings in rows(parts):
            shape = shapely.Polygon(rings[0], rings[1:]) if closed else shapely.LineString(rings[0])
            found.setdefault(row, []).append(shape)
    return found


def rows(parts: RingArrays) -> list[tuple[int, list[Any]]]:
    rings = iter(np.split(np.column_stack([parts.x, parts.y]), np.cumsum(parts.lengths)[:-1]))
    return [
        (row, [next(rings) for _ in range(count)])
        for row, count in zip(parts.row.tolist(), parts.rings.tolist(), strict=True)
    ]


def test_each_row_has_the_parts_that_its_feature_has(tmp_path: Path) -> None:
    bulk, progress = bulk_of(written(tmp_path, *GEOMETRIES))
    found = shapes(bulk)
    kinds = len(GEOMETRIES)
    assert bulk.total == COUNT and bulk.problems == []
    assert bulk.empty.tolist() == list(range(6, COUNT, kinds))
    assert [row for row, _ in bulk.others] == list(range(10, COUNT, kinds))
    for row in range(COUNT):
        geometry = GEOMETRIES[row % kinds]
        if geometry is None or "geometries" in geometry:
            assert row not in found
            continue
        expected = shapely.get_parts(shapely.force_2d(shapely.from_geojson(json.dumps(geometry))))
        assert [each.wkt for each in found[row]] == [each.wkt for each in expected]
    assert progress == sorted(progress) and progress[-1] == 1.0 and 0.9 < progress[0] < 1.0


def test_broken_features_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    text = written(tmp_path, GEOMETRIES[0]).read_text()
    collection = json.loads(text)
    collection["features"][7]["type"] = "Thing"
    collection["features"][8]["geometry"] = {"type": "Point", "coordinates": [5, 95]}
    collection["features"][9] = 3
    collection["features"][10]["geometry"] = {"type": "LineString", "coordinates": [[190, 60], [191, 61]]}
    collection["features"][11].pop("geometry")
    (tmp_path / "many.geojson").write_text(json.dumps(collection))
    bulk, _ = bulk_of(tmp_path / "many.geojson")
    assert [where.split(".")[0] for where, _ in bulk.problems] == [
        f"features[{row}]" for row in (7, 8, 9, 11)
    ]
    assert sorted({*range(COUNT)} - {*bulk.of_point.tolist()}) == [7, 8, 9, 10, 11]
    assert [row for row, _ in bulk.others] == [10]


def test_what_rows_say_goes_with_their_ids(tmp_path: Path) -> None:
    attributes = bulk_of(written(tmp_path, GEOMETRIES[0], name="x"))[0].attributes()
    assert list(attributes) == ["id", "stored", "name"]
    assert attributes["id"][:2] == [1, 2] and attributes["stored"] == list(range(COUNT))


@pytest.mark.parametrize(
    ("geometries", "kind", "extent"),
    [
        ((0, 1), "Point", (1, 61, 4, 64)),
        ((4, 5), "Polygon", (0, 60, 21, 69)),
        ((0, 10), "Unknown", (1, 61, 6, 66)),
    ],
)
def test_a_large_file_is_described_as_a_small_one_is(
    geometries: tuple[int, ...], kind: str, extent: tuple[float, ...], tmp_path: Path
) -> None:
    path = written(tmp_path, *(GEOMETRIES[each] for each in geometries), share=0.5, no=None)
    (layer,) = describe(path, Choice()).layers
    assert (layer.name, layer.geometry, layer.features, layer.crs) == ("many", kind, COUNT, "EPSG:4326")
    assert layer.extent == extent
    assert layer.fields == (
        Field("id", "integer"), Field("stored", "integer"), Field("share", "real"), Field("no", "string")
    )  # fmt: skip
