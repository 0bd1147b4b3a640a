"""What a file holds, described without a map."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from arctic_map.model.opened import Choice
from arctic_map.tables.description import Field, describe


def feature(geometry: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def point(x: float, y: float, **properties: Any) -> dict[str, Any]:
    return feature("Point", [x, y], **properties)


def written(folder: Path, *features: Any, **members: Any) -> Path:
    path = folder / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **members}))
    return path


def extent(folder: Path, *places: tuple[float, float]) -> tuple[float, ...]:
    (layer,) = describe(written(folder, *(point(*place) for place in places)), Choice()).layers
    assert layer.extent is not None
    return layer.extent


def test_a_file_of_one_kind_says_so_and_one_of_several_does_not(tmp_path: Path) -> None:
    line = feature("LineString", [[1, 2], [3, 4]])
    for features, kind in (
        ((point(1, 2), point(3, 4)), "Point"),
        ((line,), "LineString"),
        ((line, point(1, 2)), "Unknown"),
    ):
        (layer,) = describe(written(tmp_path, *features), Choice()).layers
        assert (layer.name, layer.geometry, layer.features) == ("a", kind, len(features))
        assert layer.crs == "EPSG:4326"


@pytest.mark.parametrize(
    ("places", "box"),
    [
        ([(10, 60), (30, 70)], (10, 60, 30, 70)),
        ([(170, 60), (-170, 70)], (170, 60, -170, 70)),
        ([(-90, 60), (90, 70)], (-90, 60, 90, 70)),
        ([(-91, 60), (91, 70)], (91, 60, -91, 70)),
        ([(190, 60), (200, 70)], (-170, 60, -160, 70)),
    ],
)
def test_the_extent_goes_the_narrower_way_round(
    places: list[tuple[float, float]], box: tuple[float, ...], tmp_path: Path
) -> None:
    assert extent(tmp_path, *places) == pytest.approx(box)


RING = [[lon, 78 + lon / 100] for lon in range(-180, 180, 15)]


@pytest.mark.parametrize("count", [1, 2500])
@pytest.mark.parametrize(
    ("shape", "box"),
    [
        (("LineString", [[-170, 60], [-50, 60], [70, 60], [170, 60]]), (-170, 60, 170, 60)),
        (("LineString", [[170, 60], [-170, 62]]), (170, 60, -170, 62)),
        (("Polygon", [[*RING, RING[0]]]), (-180, 76.2, 180, 90)),
        (("Polygon", [[[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]]]), (170, 60, -170, 70)),
    ],
)
def test_the_extent_is_that_of_what_is_drawn(
    shape: tuple[str, Any], box: tuple[float, ...], count: int, tmp_path: Path
) -> None:
    first = np.ravel(shape[1])[:2].tolist()
    features = [feature(*shape), *[point(*first, text="of many features each says this")] * (count - 1)]
    (layer,) = describe(written(tmp_path, *features), Choice()).layers
    assert layer.extent == pytest.approx(box)


def test_without_a_place_there_is_no_extent(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("lon,lat,name\n10,60,a\n20,65,b\n")
    (layer,) = describe(path, Choice()).layers
    assert layer.extent == pytest.approx((10, 60, 20, 65)) and layer.fields == (Field("name", "string"),)


@pytest.mark.parametrize(
    ("values", "type"),
    [
        ((True, False), "boolean"), ((1, 2), "integer"), ((2**31 - 1, -(2**31)), "integer"),
        ((1, 2**31), "integer64"), ((-(2**31) - 1,), "integer64"), ((1, 2.5), "real"), ((2**40, 2.5), "real"),
        ((1.5,), "real"), (("a",), "string"), ((1, "a"), "string"), ((True, 1), "string"), (([1],), "json"),
        ((None, 3), "integer"), ((None,), "string"),
    ],
)  # fmt: skip
def test_a_field_has_the_type_of_all_its_values(values: tuple[Any, ...], type: str, tmp_path: Path) -> None:
    features = (point(number, 60, stored=value) for number, value in enumerate(values))
    (layer,) = describe(written(tmp_path, *features), Choice()).layers
    assert layer.fields == (Field("stored", type),)


def test_a_chosen_system_is_the_one_that_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y\n1000000,-2000000\n")
    (layer,) = describe(path, Choice(crs="EPSG:3413")).layers
    assert layer.crs == "EPSG:3413" and layer.extent is not None and layer.extent[1] > 60


def test_columns_of_a_text_table_have_the_types_of_their_values(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("lon;lat;n;depth;open;day;code\n10;60;1;12,5;true;2024-07-01;007\n11;61;2;3;false;;008\n")
    (layer,) = describe(path, Choice()).layers
    kinds = {"n": "integer", "depth": "real", "open": "boolean", "day": "date", "code": "string"}
    assert {field.name: field.type for field in layer.fields} == kinds
