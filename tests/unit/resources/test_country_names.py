"""A name of a country stands in that country, wherever other names push it."""

import json

import numpy as np
import pytest
import shapely
from shapely import Point, STRtree
from shapely.ops import polygonize, unary_union
from tests.cases import first_quick

from arctic_map import resources
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import COARSEST, Projection
from arctic_map.storage.base_map import ground_lines

WIDE = ("Russia", "China", "United States", "Greenland (Denmark)")
"""Wide enough for their names at all zooms."""
BASELINE = 4.0
"""Pixels up to the middle of small letters."""


@pytest.mark.parametrize("projection", first_quick(PROJECTIONS[::-1]))
def test_a_wide_country_is_named_between_its_own_borders_and_coasts(projection: Projection) -> None:
    lines = [
        shapely.linestrings(np.array(shape.parts[0]).reshape(-1, 2))
        for item in ("border", "coast", "disputed")
        for shape in ground_lines(projection, item, 1)
    ]
    countries = STRtree(list(polygonize(unary_union(lines))))
    drawn = json.loads((resources.prepared() / projection.id / "country-names.json").read_bytes())
    names = [each for each in drawn["labels"] if each["text"] in WIDE]
    assert {each["text"] for each in names} >= {"Russia", "China"}
    for name in names:
        # A shift in pixels is widest on the ground at the smallest zoom.
        pixel = COARSEST / 2.0 ** name["zoom"]
        place = Point(name["x"], name["y"])
        middle = Point(name["x"] + pixel * name["dx"], name["y"] - pixel * (name["dy"] - BASELINE))
        own, under = (set(countries.query(each, "within").tolist()) for each in (place, middle))
        assert under == own, name
