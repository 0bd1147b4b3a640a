"""GeoJSON of any origin: what can be drawn is, what had to be mended or left out is reported."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arctic_map.model.feature import Precision
from arctic_map.model.opened import Choice, layer_id
from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.attributes import cell_text
from arctic_map.tables.geometry import LISTS, mended
from arctic_map.tables.readers import any_file, geojson
from arctic_map.tables.readers.geojson import Opened
from arctic_map.tables.tiles import tile_builder

POINT = {"type": "Point", "coordinates": [60, 75]}


def feature(geometry: Any = POINT, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {}, "geometry": geometry, **members}


def read(folder: Path, value: Any, name: str = "a.geojson") -> Opened:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return geojson.read(path)


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.mark.parametrize(
    "value",
    [collection(feature()), feature(), POINT, {"type": "GeometryCollection", "geometries": [POINT]}],
    ids=["collection", "feature", "geometry", "geometries"],
)
def test_all_that_rfc_7946_calls_geojson_is_read(value: Any, tmp_path: Path) -> None:
    found = read(tmp_path, value)
    assert [each.geometry for each in found.layer.features] == [POINT | {"coordinates": (60.0, 75.0)}]
    assert found.problems == ()


def test_a_layer_knows_its_file_and_claims_nothing(tmp_path: Path) -> None:
    layer = read(tmp_path, feature(properties={"name": "N"}), "my map.json").layer
    assert (layer.name, layer.file, layer.topic) == ("my map.json", str(tmp_path / "my map.json"), "opened")
    assert layer.id == layer_id(layer.file)
    assert str(tmp_path) not in layer.note
    assert layer.features[0].precision is Precision.UNCHECKED
    assert layer.features[0].when is None
    assert layer.features[0].facts == ()


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"name": "A", "title": "B"}, "A"),
        ({"NAME": "A"}, "A"),
        ({"Title": "B"}, "B"),
        ({"label": 7}, "7"),
        ({"name": None, "title": "B"}, "B"),
        ({"name": ["A"]}, "Point 1"),
        ({"name": "  "}, "Point 1"),
        (None, "Point 1"),
    ],
)
def test_names_are_found_where_people_write_them(properties: Any, name: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path, feature(properties=properties)).layer.features
    assert found.name == name
    # Only a name of its own is lettered.
    assert (found.rank == 1) == (name != "Point 1")


def test_properties_are_words(tmp_path: Path) -> None:
    properties = {
        "name": "N",
        "a": 1.5,
        "b": True,
        "c": None,
        "d": "",
        "e": {"x": [1]},
        "<b>": "<i>",
        "": "no key",
    }
    (found,) = read(tmp_path, feature(properties=properties, id=12)).layer.features
    assert found.details == (
        ("id", "12"),
        ("a", "1.5"),
        ("b", "yes"),
        ("e", '{"x":[1]}'),
        ("<b>", "<i>"),
        ("(no name)", "no key"),
    )


def test_there_are_no_more_properties_than_anybody_reads(tmp_path: Path) -> None:
    (found,) = read(tmp_path, feature(properties={f"k{i}": "x" * 5000 for i in range(1000)})).layer.features
    assert len(found.details) == cell_text.MAX_DETAILS + 1
    assert found.details[-1][1] == "and 960 more properties"
    assert all(len(value) <= cell_text.MAX_VALUE_LENGTH for _, value in found.details)


def test_problems_name_feature_and_reason(tmp_path: Path) -> None:
    ring = [[0, 60], [10, 60], [10, 70]]
    found = read(
        tmp_path,
        collection(
            feature({"type": "Polygon", "coordinates": [ring]}, properties={"name": "Open"}),
            {"type": "Feature", "properties": {"name": "Nowhere"}},
            feature({"type": "Point", "coordinates": [190, 60]}, id="x"),
            feature({"type": "LineString", "coordinates": [[0, 60], [0, "a"]]}, id="x"),
            "no feature",
        ),
    )
    assert found.problems == (
        ("features[0] Open.geometry.coordinates[0]", "the ring is not closed; it is drawn closed"),
        ("features[1] Nowhere", "the feature has no geometry"),
        ("features[3].id", "the id 'x' is already used by features[2]; both are shown"),
        ("features[3].geometry.coordinates[1]", "expected a number, not a text"),
        ("features[4]", "expected a feature object, with numbers that are not too large"),
        ("features[2].geometry.coordinates", "longitude 190 is beyond ±180; it is read as -170"),
    )
    assert [each.id.rpartition(".")[2] for each in found.layer.features] == ["0", "1", "2"]


@pytest.mark.parametrize("count", [3, 3000])
def test_features_without_a_place_are_rows_and_no_problem(count: int, tmp_path: Path) -> None:
    nowhere = (None, {"type": "Polygon", "coordinates": []})
    features = [feature(), *(feature(nowhere[n % 2], properties={"n": n}) for n in range(1, count))]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(collection(*features)))
    if bulk := any_file.read_bulk(path, Choice(), lambda share: None):
        found = tile_builder.ready(bulk)
        assert (found.total, found.problems, len(found.of_point)) == (count, [], 1)
        assert bulk.attributes()["n"] == [None, *range(1, count)]
    else:
        opened = any_file.read(path)
        assert opened.problems == () and len(opened.marks.of_point) == 1
        assert [each.place() for each in opened.layer.features][1:] == [None] * (count - 1)
        assert [record.get("n") for record in opened.records] == [None, *range(1, count)]


def test_a_file_without_any_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"^none of its features has a place$"):
        read(tmp_path, collection(feature(None), feature(None)))


def test_marks_belong_to_the_features_that_are_left(tmp_path: Path) -> None:
    nothing = {"type": "LineString", "coordinates": [[5, 60], [5, 60]]}
    found = read(tmp_path, collection(feature(nothing), feature(), feature(nothing), feature()))
    assert len(found.layer.features) == 2
    assert found.marks.of_point.tolist() == [0, 1]


def test_more_features_than_the_map_can_be_moved_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_reading, "MAX_FEATURES", 3)
    found = read(tmp_path, collection(*[feature()] * 5))
    assert len(found.layer.features) == 3
    assert found.problems == (("", "it contains 5 features; the first 3 are shown"),)
    monkeypatch.setattr(bounded_reading, "MAX_POSITIONS", 3)
    found = read(
        tmp_path, collection(*[feature({"type": "MultiPoint", "coordinates": [[1, 60], [2, 60]]})] * 3)
    )
    assert len(found.layer.features) == 2
    assert (
        found.problems[-1][1] == "the file contains more than 3 positions; its last 1 features are not shown"
    )


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(feature()))
    fstat, called = os.fstat, []

    def growing(handle: int) -> os.stat_result:
        called.append(handle)
        if len(called) == 2:
            with path.open("a") as file:
                file.write(" ")
        return fstat(handle)

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(Unreadable, match="changed while it was read"):
        geojson.read(path)


def test_a_pipe_that_takes_the_file_s_place_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pipe = tmp_path / "a.geojson", tmp_path / "pipe.geojson"
    path.write_text("{}")
    os.mkfifo(pipe)
    found = path.stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_: found)
    with pytest.raises(Unreadable, match="a device or a pipe"):
        geojson.read(pipe)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=5)
    | st.lists(st.floats(-200, 400), max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "geometries", "a"]), inner)
    ),
    max_leaves=12,
)
kinds = st.sampled_from([*LISTS, *LISTS.values(), "GeometryCollection", "x"])


@given(st.fixed_dictionaries({"type": kinds, "coordinates": values, "geometries": values}), st.booleans())
@example({"type": "Point", "coordinates": [181.0, 0.0]}, False)
@example({"type": "Point", "coordinates": [181.0, 0.0]}, True)
def test_whatever_it_is_a_geometry_comes_out_or_a_reason(value: Any, strict: bool) -> None:
    shape, problems = mended(value, "geometry", strict=strict)
    assert shape is not None or problems
    if shape is not None:
        members = shape.get("geometries", [shape])
        flat = json.loads(json.dumps([member["coordinates"] for member in members]))
        # Once round the Earth is geo's to read; the content stays within 180.
        farthest = 180 if strict else 540
        assert all(abs(lon) <= farthest and abs(lat) <= 90 for lon, lat in _positions(flat))


def _positions(part: Any) -> list[tuple[float, float]]:
    if part and isinstance(part[0], float):
        return [(part[0], part[1])]
    return [each for inner in part for each in _positions(inner)]
