"""Features of content: one that is broken or hostile gives its sentence, and edits keep all others."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from tests.unit.content.contents import NEW, PORT, WITH_LAYER, problems_with, read

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.content.edits import EditRefused, put_row, rows_of
from arctic_map.content.facts import put_fact
from arctic_map.content.features import layer_with, put_feature, remove_feature
from arctic_map.content.package.packing import gathered
from arctic_map.content.tour import STEP
from arctic_map.content.views import VIEW

POINT = {"type": "Point", "coordinates": [40.5, 64.5]}


def feature(id: Any = "x", geometry: Any = POINT, **properties: Any) -> dict[str, Any]:
    """A sound feature, but for what is given; a property that is None is left out."""
    whole = {"name": "X", "precision": "surveyed", "source": "wpi", "style": "port-other"} | properties
    row = {key: value for key, value in whole.items() if value is not None}
    return {"type": "Feature", "id": id, "properties": row, "geometry": geometry}


def layer(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def shaped(kind: str, coordinates: Any) -> str:
    return layer(feature(geometry={"type": kind, "coordinates": coordinates}))


WHOLE_LAYER: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "the file is empty"),
    "cut off": ('{"type": "FeatureCollection", "features": [', "this is not JSON: the text ends too early"),
    "trailing comma": (
        '{"type": "FeatureCollection",\n "features": [],}',
        "line 2, column 17: this is not JSON: trailing comma in object",
    ),
    "NaN": (shaped("Point", [float("nan"), 1]), "line 1, column 215: NaN is not a number in JSON"),
    "half a surrogate pair": (
        '{"type": "FeatureCollection", "features": ["\\ud800"]}',
        "this is not JSON: half of a \\ud8.. pair stands alone, or the text ends too early",
    ),
    "not UTF-8": (
        layer(feature(name="Архангельск")).encode("koi8-r"),
        "line 1, column 99: the text is not UTF-8; save the file as UTF-8",
    ),
    "byte order mark": (
        b"\xef\xbb\xbf" + layer().encode(),
        "the file starts with a byte order mark; save it as UTF-8 without one",
    ),
    "deep": (
        '{"type": "FeatureCollection", "features": [' + "[" * 100_000 + "]" * 100_000 + "]}",
        "the JSON is nested too deeply",
    ),
    "a list": ("[]", "this is not a GeoJSON FeatureCollection: expected a table of keys, not a list"),
    "a lone feature": (
        json.dumps(feature()),
        "this is not a GeoJSON FeatureCollection: 'features' is missing",
    ),
    "another type": ('{"type": "Topology", "features": []}', 'type: expected "type": "FeatureCollection"'),
}

PROPERTIES: dict[str, tuple[dict[str, Any], str]] = {
    "missing": ({"precision": None}, ": 'precision' is missing"),
    "unknown": ({"colour": "red"}, ": unknown key 'colour'"),
    "empty name": ({"name": " "}, ".name: the name is empty"),
    "unknown style": (
        {"style": "port-named2"},
        ".style: unknown style 'port-named2'; did you mean 'port-named'?",
    ),
    "unknown precision": (
        {"precision": "exact"},
        ".precision: unknown precision 'exact'; known: generalised, schematic, surveyed, undisclosed",
    ),
    "script": ({"name": "<script>a"}, ".name: the text contains markup (<script...); plain text is expected"),
    "text turned round": ({"note": "harm\u202eless"}, ".note: the text contains the hidden character U+202E"),
    "no language": (
        {"names": {"русский": "Порт"}},
        ".names: 'русский' is not a language code such as ru or zh",
    ),
    "no date": ({"when": "summer"}, ".when: 'summer' is not a date such as 2024, 2024-11 or 2022-02/2025-05"),
}
ONE_FEATURE: dict[str, tuple[str, str]] = {
    "longitude": (
        shaped("Point", [200, 64]),
        "features[0].geometry.coordinates: longitude 200 is beyond ±180",
    ),
    "huge number": (layer(feature()).replace("40.5", "1e999"), "features[0].geometry: a number is too large"),
    "short ring": (
        shaped("Polygon", [[[0, 0], [1, 1], [0, 0]]]),
        "features[0].geometry.coordinates[0]: a ring needs at least 4 positions, this has 3",
    ),
    "no place": (
        layer(feature(geometry=None)),
        "features[0].geometry: the feature has no place: its geometry is null",
    ),
    "feature a number": (layer(7), "features[0]: expected a table of keys, not a whole number"),
    "feature of another type": (
        layer(feature() | {"type": "Fature"}),
        'features[0].type: expected "type": "Feature"',
    ),
    "no id": (layer(feature(None)), "features[0]: the feature has no id"),
    "number for an id": (layer(feature(7)), "features[0].id: the id must be a text"),
    "path for an id": (
        layer(feature("../x")),
        "features[0].id: '../x' is not an id: up to 64 of the letters A-Z and a-z, the digits and the hyphen",
    ),
    "no properties": (
        layer({"type": "Feature", "id": "x", "geometry": POINT}),
        "features[0]: the feature has no properties",
    ),
    "id used twice": (layer(feature(), feature()), "features[1].id: the id 'x' is already used in this file"),
    "id of another layer": (
        layer(feature("moscow")),
        "moscow: the id 'moscow' is already used in layers/capitals.geojson",
    ),
    "unknown fact": (layer(feature(facts=["T99"])), "x.facts: there is no fact 'T99'"),
    **{
        name: (layer(feature(**given)), f"features[0].properties{why}")
        for name, (given, why) in PROPERTIES.items()
    },
}


@pytest.mark.parametrize(("content", "sentence"), WHOLE_LAYER.values(), ids=WHOLE_LAYER)
def test_a_layer_that_cannot_be_read_says_why_and_costs_no_other(
    data: Path, content: str | bytes, sentence: str
) -> None:
    assert problems_with(data, "layers/ports.geojson", content) == [f"layers/ports.geojson: {sentence}"]


@pytest.mark.parametrize(("content", "sentence"), ONE_FEATURE.values(), ids=ONE_FEATURE)
def test_a_faulty_feature_says_where_and_why(data: Path, content: str, sentence: str) -> None:
    sound = feature("arkhangelsk", facts=["T1"])
    whole = json.loads(content)
    whole["features"].append(sound)
    if "1e999" in content:
        content = content.removesuffix("]}") + "," + json.dumps(sound) + "]}"
    else:
        content = json.dumps(whole)
    assert problems_with(data, "layers/ports.geojson", content) == [f"layers/ports.geojson: {sentence}"]
    assert "arkhangelsk" in load(data).features


def test_a_file_of_a_two_hundred_megabytes_is_refused_unread(data: Path) -> None:
    with (data / "layers/ports.geojson").open("wb") as file:
        file.truncate(200_000_000)
    problems = [str(problem) for problem in load(data).problems]
    assert problems == ["layers/ports.geojson: the file has 200 MB; at most 100 MB are read"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_is_not_waited_for(data: Path) -> None:
    (data / "layers/ports.geojson").unlink()
    os.mkfifo(data / "layers/ports.geojson")
    assert [str(problem) for problem in load(data).problems] == [
        "layers/ports.geojson: this is a device or a pipe, not a file"
    ]


def test_a_faulty_feature_is_not_missed_a_second_time_by_its_facts(data: Path) -> None:
    path = data / "layers/ports.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace("40.52", "240.52"), encoding="utf-8")
    catalog = load(data)
    assert [problem.why for problem in catalog.problems] == ["longitude 240.52 is beyond ±180"]
    assert catalog.fact["T1"].features == ()


def test_problems_of_a_file_are_reported_up_to_a_limit(data: Path) -> None:
    path = data / "layers/ports.geojson"
    path.write_text(layer(*(feature(f"x{number}", style=f"s{number}") for number in range(5000))))
    problems = load(data).problems
    assert len(problems) == 1001
    assert problems[-1].why == "there are more than 1,000 problems; the rest is not read"


FACT = {"id": "F1", "text": "An icebreaker went from Tromsø.", "kind": "reported", "when": "2024-05"}


def test_a_feature_that_goes_is_named_by_nothing() -> None:
    content = put_feature(put_fact(WITH_LAYER, "trade", FACT), "ships", PORT)
    content = put_fact(content, "trade", {**FACT, "features": ["tromso"]})
    step = {"id": "s", "title": "S", "text": "Says.", "view": ["tromso"]}
    content = put_row(content, "tour.toml", STEP, step)
    view = {
        "id": "v",
        "name": "V",
        "layers": [],
        "features_hidden": ["tromso"],
        "box": [-1e6, -1e6, 1e6, 1e6],
    }
    content = put_row(content, "views.toml", VIEW, {**view, "projection": "epsg5940"})
    removed = remove_feature(content, "ships", "tromso")
    assert layer_with(removed, "tromso") is None
    assert read(removed).fact["F1"].features == ()
    assert rows_of(removed, "tour.toml", STEP)[0]["view"] == []
    assert rows_of(removed, "views.toml", VIEW)[0]["features_hidden"] == []
    assert not read(removed).problems


def test_other_features_of_a_layer_keep_their_bytes() -> None:
    content, _ = gathered(resources.data())
    file = "layers/ports.geojson"
    before = content[file].decode().splitlines()
    after = remove_feature(content, "ports", "shanghai")[file].decode().splitlines()
    assert {line.rstrip(",") for line in after[1:-1]} < {line.rstrip(",") for line in before[1:-1]}
    assert len(after) == len(before) - 1


def test_adding_and_removing_a_feature_leaves_the_same_bytes() -> None:
    content = put_fact(WITH_LAYER, "trade", FACT)
    there = put_feature(content, "ships", PORT)
    assert json.loads(there["layers/ships.geojson"])["features"] == [PORT]
    assert remove_feature(there, "ships", "tromso") == content


def test_an_unknown_layer_or_feature_is_refused() -> None:
    with pytest.raises(EditRefused, match="there is no layer 'nowhere'"):
        put_feature(NEW, "nowhere", PORT)
    with pytest.raises(EditRefused, match="there is no feature 'nobody'"):
        remove_feature(WITH_LAYER, "ships", "nobody")
