"""One set of features comes out the same whatever format and reference system it was written in."""

from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely
from shapely.geometry import shape
from tests import format_samples as samples

from arctic_map.model.opened import Choice
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.geojson import Opened

GEOD = pyproj.Geod(ellps="WGS84")
QUICK = (
    (".gpkg", "EPSG:3413", "Polygon"),
    (".shp", "EPSG:32637", "Point"),
    (".csv", "EPSG:3413", "LineString"),
)
ALL = [
    *((suffix, "EPSG:4326", kind) for suffix in samples.DRIVERS for kind in samples.SHAPES),
    *((suffix, "EPSG:3413", "Polygon") for suffix in samples.DRIVERS if suffix not in samples.DEGREES_ONLY),
    *QUICK,
]
MAPINFO = (".tab", ".mif")
"""They have no word for nothing, nor for a polar stereographic system with a true latitude."""
SILENT = (".csv", ".dxf")
"""Formats that do not say in which reference system they are."""


def opened(file: Path, crs: str) -> Opened:
    silent = file.suffix in SILENT or (file.suffix in MAPINFO and crs == "EPSG:3413")
    named = crs if silent and crs != "EPSG:4326" else ""
    return any_file.read(file, choice=Choice(crs=named))


def farthest(expected: shapely.Geometry, found: shapely.Geometry) -> float:
    """Metres from a vertex that was written to the nearest one that was read, at most."""
    there = shapely.get_coordinates(found)
    return max(
        float(
            np.min(GEOD.inv(np.full(len(there), lon), np.full(len(there), lat), there[:, 0], there[:, 1])[2])
        )
        for lon, lat in shapely.get_coordinates(expected)
    )


@pytest.mark.parametrize(
    ("suffix", "crs", "kind"),
    [
        pytest.param(*each, marks=() if each in QUICK else pytest.mark.slow, id="-".join(each))
        for each in dict.fromkeys(ALL)
        if each[::2] != (".gpx", "Polygon")
    ],
)
def test_features_have_the_same_places_and_attributes(
    tmp_path: Path, suffix: str, crs: str, kind: str
) -> None:
    file = samples.write(tmp_path, suffix, kind, crs)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    layer = opened(file, crs).layer
    assert len(layer.features) == len(samples.SHAPES[kind])
    features = list(layer.features)
    if suffix != ".dxf":
        # A FlatGeobuf is in the order of its index.
        features.sort(key=lambda feature: samples.NAMES.index(feature.name))
    for number, (expected, feature) in enumerate(zip(samples.SHAPES[kind], features, strict=True)):
        assert farthest(expected, shape(feature.unpacked())) < 1.0
        if suffix == ".dxf":
            continue
        details = dict(feature.details)
        if suffix != ".gpx":
            nothing = "0" if suffix in MAPINFO else None
            assert details.get("number", nothing) == (str(samples.IDS[number] or "") or nothing)
        if suffix not in (".kml", ".kmz", ".gpx"):
            assert details.get("day", "").removesuffix("T00:00:00").replace("/", "-") == (
                samples.DAYS[number] or ""
            )
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
