"""A broken feature costs itself, and no other: in a collection, and in a text of one feature to a line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import geojson
from arctic_map.tables.readers.geojson import Opened
from arctic_map.tables.readers.geojson_text import elements, read_raw

RECORD = "\x1e"


def feature(name: str = "N", **members: object) -> str:
    geometry = {"type": "Point", "coordinates": [60, 75]}
    return json.dumps(
        {"type": "Feature", "properties": {"name": name}, "geometry": geometry, **members},
        separators=(",", ":"),
    )


def collection(*features: str) -> str:
    return '{"type":"FeatureCollection","features":[' + ",".join(features) + "]}"


def read(folder: Path, text: str) -> Opened:
    path = folder / "a.geojson"
    path.write_text(text, encoding="utf-8", newline="")
    return geojson.read(path)


def names(found: Opened) -> list[str]:
    return [each.name for each in found.layer.features]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([feature("A"), feature("B")]),
        "\r\n".join([feature("A"), "", feature("B"), ""]),
        f"{RECORD}{feature('A')}\n{RECORD}{feature('B')}\n",
        RECORD + json.dumps(json.loads(feature("A")), indent=1) + "\n" + RECORD + feature("B"),
        collection(feature("A")) + "\n" + feature("B"),
    ],
    ids=["lines", "windows' lines", "records", "records of many lines", "a collection among them"],
)
def test_texts_one_after_the_other_are_read(text: str, tmp_path: Path) -> None:
    found = read(tmp_path, text)
    assert names(found) == ["A", "B"]
    assert found.problems == ()


def test_geometries_may_stand_for_features_on_their_lines(tmp_path: Path) -> None:
    point = '{"type":"Point","coordinates":[60,75]}'
    assert names(read(tmp_path, f"{point}\n{feature('A')}\n")) == ["Point 1", "A"]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (feature()[:-4], "this is not JSON: the text ends too early"),
        ('{"type":"Topology"}', "this is TopoJSON in a line of its own; save it as a file"),
        ("{'a':1}", "this is not JSON: expected '\"'"),
        ("[1]", "this is not GeoJSON: expected an object"),
    ],
)
def test_a_broken_line_costs_one_feature(broken: str, why: str, tmp_path: Path) -> None:
    found = read(tmp_path, "\n".join([feature("A"), "", broken, feature("B"), feature("C")]))
    assert names(found) == ["A", "B", "C"]
    assert found.problems == (("line 3", why),)


def test_a_problem_is_reported_with_its_line(tmp_path: Path) -> None:
    found = read(
        tmp_path, f"{feature('A')}\n{feature('B', geometry=3)}\n{feature('C', id=1)}\n{feature(id=1)}"
    )
    assert found.problems == (
        ("line 2 B.geometry", "expected a geometry object, not a number"),
        ("line 4 N.id", "the id '1' is already used by line 3; both are shown"),
    )


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (feature().replace("75]", "75,]"), "this is not JSON: trailing comma in array"),
        (feature().replace("N", "a\nb"), "this is not JSON: invalid character"),
        (feature().replace("60", "060"), "this is not JSON: invalid number"),
        ("{'a': {}}", "this is not JSON: expected '\"'"),
        ("", "there is nothing beside a comma"),
        ("nul", "this is not JSON: the text ends too early"),
    ],
)
def test_a_broken_feature_in_the_middle_costs_itself(broken: str, why: str, tmp_path: Path) -> None:
    found = read(tmp_path, collection(feature("A"), broken, feature("B")))
    assert names(found) == ["A", "B"]
    assert found.problems == (("features[1]", why),)


@pytest.mark.parametrize(
    "text",
    [
        collection(feature())[:-1],
        collection(feature(), feature()[:-1]),
        collection(feature()).replace('"N"', '"N'),
        collection(feature()) + "]",
        collection(feature()) + "\nmore",
        collection(feature())[:-1] + ",}",
        '{"type":"FeatureCollection","features":[1],"x":' + "[" * 200 + "]" * 200 + ",}",
    ],
)
def test_a_file_whose_brackets_do_not_go_together_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="this is not JSON"):
        read(tmp_path, text)


@pytest.mark.parametrize("half", ["\\ud800", "\\uDFFF", "\\ud800\\u0041", "\\udc00\\ud800", "\\\\\\ud800"])
def test_half_a_pair_is_read_as_an_unknown_letter(half: str, tmp_path: Path) -> None:
    pair, escaped = "\\ud83d\\udea2", "\\\\ud800"
    found = read(tmp_path, collection(feature("A"), feature("XYZ").replace("XYZ", f"b{half}{pair}{escaped}")))
    assert names(found)[0] == "A"
    assert "\N{REPLACEMENT CHARACTER}" in names(found)[1]
    assert names(found)[1].endswith("\N{SHIP}\\ud800")
    ((where, why),) = found.problems
    assert where == "features[1]"
    assert "it is read as the sign for an unknown letter" in why


def test_invalid_numbers_are_null_and_reported_once(tmp_path: Path) -> None:
    bad = feature("NaN").replace("}", ',"a":NaN,"b":-Infinity,"c":"NaN"}', 1)
    found = read(tmp_path, collection(feature(), bad, bad))
    assert found.layer.features[1].details == (("c", "NaN"),)
    assert found.problems == (
        ("features[1]", "NaN or Infinity is not a number in JSON; it is read as null (so in 1 more)"),
    )


@pytest.mark.parametrize("joined", ["\n".join, lambda lines: collection(*lines, "")], ids=["lines", "broken"])
def test_features_beyond_the_limit_are_only_counted(joined: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_reading, "MAX_ROWS", 3)
    assert callable(joined)
    raw = read_raw(joined([feature()] * 5).encode())
    assert len(raw.rows) == 3
    assert raw.total in (5, 6)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(json_values, max_size=5), json_values, st.booleans())
def test_brackets_find_what_a_json_reader_finds(parts: list[object], other: object, ascii: bool) -> None:
    whole = {"a": other, "features": parts, "z": {"features": [other]}}
    text = json.dumps(whole, ensure_ascii=ascii, indent=1).encode("utf-8", "replace")
    found = elements(text, "features", 100)
    assert found is not None
    assert [json.loads(text[start:end]) for start, end in found.parts] == json.loads(text)["features"]
    assert found.total == len(parts)
