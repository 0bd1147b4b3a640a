"""A small folder of content to break."""

from pathlib import Path

import pytest

CATALOG = """
version = "1"
title = "Small atlas"
facts = ["facts/trade.toml", "facts/diplomacy.toml"]
[article]
title = "An article"
[[source]]
id = "wpi"
name = "World Port Index"
licence = "free"
[[layer]]
id = "capitals"
name = "Capitals"
topic = "diplomacy"
kind = "features"
file = "layers/capitals.geojson"
[[layer]]
id = "ports"
name = "Ports"
topic = "trade"
kind = "features"
file = "layers/ports.geojson"
[[layer]]
id = "land"
name = "Land"
topic = "base"
kind = "ground"
items = ["land", "coast"]
"""
TRADE = """
[[fact]]
id = "T1"
text = "A lane opens."
kind = "reported"
when = "2023"
features = ["arkhangelsk"]
figures = [{ value = 37.9, unit = "million t", what = "cargo" }]
"""
DIPLOMACY = """
[[fact]]
id = "D1"
text = "A meeting is held."
kind = "reported"
features = ["moscow"]
"""

PORTS = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "arkhangelsk", "properties": {"name": "Arkhangelsk", "names": {"ru": "Архангельск"},
 "aliases": ["Archangel"], "precision": "surveyed", "source": "wpi", "style": "port-named", "facts": ["T1"],
 "rank": 1}, "geometry": {"type": "Point", "coordinates": [40.52, 64.53]}}
]}"""
CAPITALS = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "moscow", "properties": {"name": "Moscow", "precision": "generalised",
 "source": "wpi", "style": "diplomacy", "facts": ["D1"]},
 "geometry": {"type": "Point", "coordinates": [37.6, 55.8]}}
]}"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of content without a problem: two layers with a feature each, and two facts."""
    files = {
        "catalog.toml": CATALOG,
        "facts/trade.toml": TRADE,
        "facts/diplomacy.toml": DIPLOMACY,
        "layers/ports.geojson": PORTS,
        "layers/capitals.geojson": CAPITALS,
    }
    for name, text in files.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "data"
