"""A chart that GDAL's own S-57 driver has written opens with its marks where they were put."""

from typing import Any

import pytest
from tests import s57_sample

from arctic_map.model.feature import Feature
from arctic_map.tables.readers import any_file

CLOSE = 1e-6
"""Degrees: S-57 keeps whole ten-millionths of them."""


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Feature]:
    path = s57_sample.write(tmp_path_factory.mktemp("chart") / "XX100001.000")
    found = any_file.read(path)
    assert found.problems == ()
    return {dict(each.details)["layer"]: each for each in found.layer.features}


def test_every_mark_of_a_chart_is_there_with_what_it_says(features: dict[str, Feature]) -> None:
    assert set(features) == {"BOYLAT", "DEPCNT", "DEPARE"}
    assert features["BOYLAT"].name == s57_sample.NAME
    assert float(dict(features["DEPCNT"].details)["VALDCO"]) == s57_sample.DEPTH


@pytest.mark.parametrize(
    ("layer", "kind", "places"),
    [
        ("BOYLAT", "Point", [s57_sample.BUOY]),
        ("DEPCNT", "LineString", s57_sample.CONTOUR),
        ("DEPARE", "Polygon", s57_sample.AREA),
    ],
)
def test_a_mark_of_a_chart_lies_where_it_was_put(
    features: dict[str, Feature], layer: str, kind: str, places: list[tuple[float, float]]
) -> None:
    found: Any = features[layer].geometry
    assert found["type"] == kind
    at = found["coordinates"]
    got = [at] if kind == "Point" else at if kind == "LineString" else at[0]
    assert len(got) == len(places)
    for lon, lat in places:
        assert any(abs(lon - each[0]) < CLOSE and abs(lat - each[1]) < CLOSE for each in got)
