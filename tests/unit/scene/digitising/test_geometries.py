"""What is drawn is GeoJSON after RFC 7946, and comes back as it was drawn."""

import json

import pytest
import shapely

from arctic_map.geo import measure
from arctic_map.model.outline import Outline, OutlineKind
from arctic_map.scene.digitising.geometries import geometry_of, outline_of
from arctic_map.tables.geometry import read_strictly

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
