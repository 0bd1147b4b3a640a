"""What an outline in the making comes to, in words."""

import json
import re

import pytest
import shapely
from pyproj import Geod

from arctic_map.geo import measure
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.outline import Outline, OutlineKind
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.scene.sketches.drawn_sizes import (
    copied,
    figures,
    geometry_of,
    name_of,
    outline_of,
    place_in_words,
    size_in_words,
    vertices_in_words,
)
from arctic_map.tables.geometry import read_strictly

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


LINE = Outline(OutlineKind.LINE, (((33.0, 69.0), (125.0, 76.0)),), ended=True)
CROSSING = Outline(OutlineKind.LINE, (((170.0, 70.0), (-170.0, 66.0), (-160.0, 65.0)),), ended=True)
AREA = Outline(OutlineKind.AREA, (((30.0, 70.0), (50.0, 70.0), (40.0, 78.0)),), ended=True)
STRAIT = Outline(
    OutlineKind.AREA, (((170.0, 60.0), (-170.0, 60.0), (-175.0, 70.0), (175.0, 70.0)),), ended=True
)
HOLED = Outline(
    OutlineKind.AREA,
    (
        ((30.0, 70.0), (60.0, 70.0), (60.0, 80.0), (30.0, 80.0)),
        ((40.0, 74.0), (40.0, 76.0), (50.0, 76.0), (50.0, 74.0)),
    ),
    (2,),
    ended=True,
)
POLE = Outline(OutlineKind.AREA, (((0.0, 80.0), (90.0, 80.0), (180.0, 80.0), (-90.0, 80.0)),), ended=True)


@pytest.mark.parametrize("outline", [LINE, AREA, CROSSING, HOLED], ids=["line", "area", "crossing", "holed"])
def test_what_was_drawn_comes_back(outline: Outline) -> None:
    found = outline_of(geometry_of(outline))
    assert found is not None and found.rings == outline.rings
    for part, drawn in zip(found.parts, outline.parts, strict=True):
        assert sorted(part) == sorted(drawn)


@pytest.mark.parametrize(
    "outline",
    [LINE, AREA, CROSSING, STRAIT, HOLED, POLE],
    ids=["line", "area", "crossing", "strait", "holed", "pole"],
)
def test_the_reader_of_content_takes_it_without_a_problem(outline: Outline) -> None:

    geometry, problems = read_strictly(json.dumps(geometry_of(outline)).encode())
    assert geometry is not None and not problems


def test_a_line_over_180_degrees_is_cut_on_its_geodesic() -> None:
    geometry = geometry_of(CROSSING)
    assert geometry["type"] == "MultiLineString"
    west, east = geometry["coordinates"]
    assert west[-1][0] == 180.0 and east[0] == [-180.0, west[-1][1]]
    whole = sum(leg.metres for leg in measure.legs(CROSSING.parts[0]))
    assert measure.length(geometry) == pytest.approx(whole, abs=1.0)


def test_an_area_over_180_degrees_is_cut_and_keeps_its_size() -> None:
    geometry = geometry_of(STRAIT)
    assert geometry["type"] == "MultiPolygon" and len(geometry["coordinates"]) == 2
    for (ring,) in geometry["coordinates"]:
        assert ring[0] == ring[-1] and len({lon > 0 for lon, _ in ring}) == 1
    size, _ = measure.ring(STRAIT.parts[0])
    assert measure.area(geometry) == pytest.approx(size, rel=1e-3)


def test_outer_rings_run_counter_clockwise_and_holes_clockwise() -> None:

    outer, hole = geometry_of(HOLED)["coordinates"]
    assert shapely.LinearRing(outer).is_ccw and not shapely.LinearRing(hole).is_ccw


def test_a_mixture_of_kinds_cannot_be_changed_by_hand() -> None:
    mixed = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [30.0, 70.0]},
            {"type": "LineString", "coordinates": [[30.0, 70.0], [40.0, 70.0]]},
        ],
    }
    assert outline_of(mixed) is None
    point = outline_of({"type": "Point", "coordinates": [30.0, 70.0]})
    assert point is not None and point.kind is OutlineKind.POINT and point.ended


ROUND_THE_POLE = ((0.0, 89.0), (90.0, 89.0), (180.0, 89.0), (-90.0, 89.0))


def way(*places: tuple[float, float], text: str = "") -> Note:
    return Note(id="own-1", kind=NoteKind.DISTANCE, places=places, text=text)


def area(*places: tuple[float, float]) -> Note:
    return Note(id="own-2", kind=NoteKind.AREA, places=places)


def test_a_way_has_its_length_and_that_of_each_leg_with_its_bearing() -> None:
    result = figures(way((0.0, 80.0), (180.0, 80.0), (180.0, 85.0)), DEFAULT)
    assert result.headline == "2,792 km"
    assert result.legs == ("2,234 km · 000°", "558 km · 000°")


@pytest.mark.parametrize(
    ("units", "length", "within"),
    [("km", "632 km", "24,952 km²"), ("nmi", "341 nmi", "7,275 nmi²"), ("mi", "393 mi", "9,634 mi²")],
)
def test_an_area_round_the_pole_is_formatted_in_each_unit(units: str, length: str, within: str) -> None:
    result = figures(area(*ROUND_THE_POLE), Preferences(units=units))  # type: ignore[arg-type]
    assert (result.perimeter, result.headline) == (length, within)
    assert len(result.legs) == 4


def test_an_outline_that_crosses_itself_has_no_area() -> None:
    result = figures(area((0, 70), (10, 75), (10, 70), (0, 75)), DEFAULT)
    assert result.headline == "The outline crosses itself" and not result.perimeter


def test_small_areas_keep_figures_that_count() -> None:
    near = area((30.0, 70.0), (30.001, 70.0), (30.001, 70.001), (30.0, 70.001))
    assert figures(near, DEFAULT).headline == "4,260 m²"
    assert figures(near, Preferences(units="nmi")).headline == "0.0012 nmi²"


def test_a_copy_names_every_leg_by_its_ends_in_the_chosen_form() -> None:
    note = way((33.0, 69.0), (40.5, 64.5), text="The way back")
    assert copied(note, DEFAULT).splitlines() == [
        "The way back",
        "Length: 600 km",
        "Leg 1: 69°00.0′N 33°00.0′E to 64°30.0′N 40°30.0′E: 600 km · 143°",
    ]
    assert "69.000" in copied(note, Preferences(coordinates="decimal"))


def test_an_area_that_crosses_itself_is_named_without_a_size() -> None:
    assert name_of(Note(id="own-1", kind=NoteKind.AREA, places=CROSSED), Preferences()) == "Measured area"
