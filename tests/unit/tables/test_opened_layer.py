"""A layer that one process reads comes whole to the window."""

import json
from pathlib import Path

import pytest

from arctic_map.tables import opened_layer
from arctic_map.tables.readers import geojson


def test_what_is_handed_over_comes_back(tmp_path: Path) -> None:
    ring = [[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]]
    area = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    point = {"type": "Point", "coordinates": [60, 75]}
    named = {"type": "Feature", "properties": {"name": "N", "a": 1}, "geometry": point}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [named, area]}))
    found = geojson.read(path)
    opened_layer.write_layer(tmp_path, found.layer, found.problems, {"nsr": (0, 0, 1, 1)})
    back = opened_layer.read(tmp_path)
    features = tuple(back.features())
    layer = back.layer(features, found.layer.file)
    assert (layer.id, layer.name, layer.digest) == (found.layer.id, found.layer.name, found.layer.digest)
    assert back.problems == found.problems
    assert back.boxes == {"nsr": (0, 0, 1, 1)}
    for one, other in zip(found.layer.features, features, strict=True):
        assert (one.id, one.name, one.details, one.style) == (
            other.id,
            other.name,
            other.details,
            other.style,
        )
        assert json.loads(json.dumps(one.geometry)) == other.unpacked()


def test_nonsense_in_place_of_a_layer_is_noticed(tmp_path: Path) -> None:
    (tmp_path / opened_layer.NAME).write_bytes(b"\x00nonsense")
    with pytest.raises(ValueError, match=r".+"):
        opened_layer.read(tmp_path)
    assert opened_layer.read_drawing(tmp_path, "nsr") is None
    assert opened_layer.read_view(tmp_path) is None
