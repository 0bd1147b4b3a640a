"""What an outline in the making comes to, in words."""

import re

import pytest
from pyproj import Geod

from arctic_map.model.outline import Outline, OutlineKind
from arctic_map.model.preferences import DEFAULT
from arctic_map.scene.digitising.words import place_in_words, size_in_words, vertices_in_words

EARTH = Geod(ellps="WGS84")
RING = (30.0, 70.0), (40.0, 70.0), (40.0, 72.0)
CROSSED = (30.0, 70.0), (40.0, 72.0), (40.0, 70.0), (30.0, 72.0)


def figure(words: str) -> float:
    return float(re.sub(r"[^\d.]", "", words.partition("km")[0]))


def test_a_line_is_as_long_as_on_the_ellipsoid() -> None:
    text = size_in_words(Outline(OutlineKind.LINE, (RING,)), DEFAULT)
    lons, lats = zip(*RING, strict=True)
    assert figure(text) == pytest.approx(EARTH.line_length(lons, lats) / 1000, rel=0.01)


def test_an_area_is_as_large_as_on_the_ellipsoid() -> None:
    text = size_in_words(Outline(OutlineKind.AREA, (RING,)), DEFAULT)
    lon, lat = zip(*RING, strict=True)
    assert figure(text) == pytest.approx(abs(EARTH.polygon_area_perimeter(lon, lat)[0]) / 1e6, rel=0.05)


def test_an_area_that_crosses_itself_says_so_and_has_no_size() -> None:
    assert size_in_words(Outline(OutlineKind.AREA, (CROSSED,)), DEFAULT) == "The outline crosses itself"
    assert "km" in size_in_words(Outline(OutlineKind.LINE, (CROSSED,)), DEFAULT)


def test_a_point_says_where_it_is() -> None:
    text = size_in_words(Outline(OutlineKind.POINT, (((30.0, 70.0),),)), DEFAULT)
    assert text == place_in_words((30.0, 70.0), DEFAULT) and text.startswith("70°") and "·" not in text


@pytest.mark.parametrize("kind", OutlineKind)
def test_without_vertices_enough_it_has_no_size(kind: OutlineKind) -> None:
    least = {OutlineKind.POINT: 1, OutlineKind.LINE: 2, OutlineKind.AREA: 3}[kind]
    assert size_in_words(Outline(kind, (RING[: least - 1],)), DEFAULT) == ""
    assert size_in_words(Outline(kind, (RING[:least],)), DEFAULT) != ""


def test_vertices_are_counted_over_all_parts_and_the_chosen_one_is_numbered_from_one() -> None:
    parts = (RING, CROSSED)
    area = Outline(OutlineKind.AREA, parts, (2,))
    assert vertices_in_words(area) == "7 vertices"
    assert vertices_in_words(Outline(OutlineKind.LINE, (RING[:1],))) == "1 vertex"
    assert vertices_in_words(Outline(OutlineKind.AREA, parts, (2,), (0, 0))) == "vertex 1 of 7"
    assert vertices_in_words(Outline(OutlineKind.AREA, parts, (2,), (1, 2))) == "vertex 6 of 7"
    assert vertices_in_words(Outline(OutlineKind.POINT, (RING[:1],))) == ""
