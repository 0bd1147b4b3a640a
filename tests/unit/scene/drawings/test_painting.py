"""Layers become shapes in the style of their features."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon
from tests.cases import first_quick
from tests.looks import LOOKS, SYMBOLOGY

from arctic_map.geo.position import unproject
from arctic_map.geo.projecting import project
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Edges, Feature, Geometry, Precision
from arctic_map.model.projection import Projection
from arctic_map.scene.drawings.painting import Land, shared_runs
from arctic_map.scene.drawings.painting import draw as drawn_with

NSR = projection_named("nsr")
HATCH_APART = SYMBOLOGY.styles["nsr-waters"].hatch_apart
A, B, C, D, E = [0, 60], [10, 61], [20, 62], [30, 63], [10, 50]


def draw(layer: Layer, projection: Projection, land: Land | None = None) -> Drawing:
    return drawn_with(layer, projection, SYMBOLOGY, land)


def feature(kind: str, coordinates: Any, style: str, id: str = "a", edges: Edges = Edges.GEODESIC) -> Feature:
    geometry: Geometry = {"type": kind, "coordinates": coordinates}
    return Feature(
        id=id,
        name=id.upper(),
        geometry=geometry,
        precision=Precision.SCHEMATIC,
        source="",
        style=style,
        edges=edges,
    )


def layer(*features: Feature, kind: LayerKind = LayerKind.FEATURES, id: str = "layer") -> Layer:
    return Layer(id=id, name="Layer", topic="trade", kind=kind, features=features, digest="0123")


ZONE = [[[130.0, 38.0], [138.0, 38.0], [138.0, 44.0], [130.0, 44.0], [130.0, 38.0]]]


def pairs(part: tuple[float, ...]) -> list[tuple[float, float]]:
    return list(zip(part[::2], part[1::2], strict=True))


def test_a_drawing_says_what_it_was_made_of() -> None:
    drawing = draw(layer(feature("Point", [40, 64], "port-named", "arkhangelsk")), NSR)
    assert (drawing.layer, drawing.projection, drawing.digest) == ("layer", "nsr", "0123")
    assert drawing.names == {"arkhangelsk": "ARKHANGELSK"}
    assert drawing.labels == ()


def test_a_point_stands_where_it_is_projected_in_whole_metres() -> None:
    (shape,) = draw(layer(feature("Point", [40, 64], "port-named")), NSR).shapes
    x, y = shape.parts[0]
    assert shape.kind == "point"
    assert [x, y] == [round(float(value)) for value in project(NSR, 40, 64)]
    assert shape.box == (x, y, x, y)


def test_rings_lose_their_closing_vertex_and_holes_run_the_other_way() -> None:
    hole = [[132, 40], [136, 40], [136, 42], [132, 42], [132, 40]]
    (shape,) = draw(layer(feature("Polygon", [*ZONE, hole], "drill-schematic")), NSR).shapes
    outer, inner = (Polygon(pairs(part)) for part in shape.parts)
    assert pairs(shape.parts[0])[0] != pairs(shape.parts[0])[-1]
    assert outer.exterior.is_ccw
    assert not inner.exterior.is_ccw


def test_an_undisclosed_area_is_many_nested_shapes_without_a_common_edge() -> None:
    shapes = draw(layer(feature("Polygon", ZONE, "drill-undisclosed")), NSR).shapes
    rings = [Polygon(pairs(shape.parts[0])) for shape in shapes]
    # Of 24 steps; the narrowest vanish.
    assert 20 <= len(rings) <= 24
    for wider, narrower in pairwise(rings):
        assert wider.contains(narrower)
    # An edge that several shared would be seen.
    assert all(wide.buffer(-10_000).contains(narrow) for wide, narrow in zip(rings, rings[4:], strict=False))
    (edge,) = draw(layer(feature("Polygon", ZONE, "drill-schematic")), NSR).shapes
    assert rings[0].contains(Polygon(pairs(edge.parts[0])))


def test_the_waters_are_edged_at_sea_and_not_along_the_shore() -> None:
    corners = [[100, 70], [150, 70], [150, 80], [100, 80], [100, 70]]
    waters = feature("Polygon", [corners], "nsr-waters", edges=Edges.PARALLEL)

    def land(projection: Projection) -> MultiPolygon:
        coast = np.linspace(90.0, 160.0, 71)
        lon, lat = np.concatenate([coast, coast[::-1]]), np.repeat([70.0, 60.0], 71)
        return MultiPolygon([Polygon(np.column_stack(project(projection, lon, lat)))])

    area, limit, _ = draw(layer(waters), NSR, land).shapes
    assert (area.kind, limit.kind, limit.style) == ("area", "line", "nsr-limit")
    (edge,) = limit.parts
    places = [place for at in pairs(edge) if (place := unproject(NSR, *at))]
    assert min(latitude for _, latitude in places) == pytest.approx(70.1, abs=0.1)
    assert max(latitude for _, latitude in places) == pytest.approx(80, abs=0.1)
    assert {round(longitude) for longitude, _ in (places[0], places[-1])} == {100, 150}


def test_the_waters_are_hatched_by_parallels_within_them() -> None:
    waters = feature(
        "Polygon",
        [[[100, 70], [150, 70], [150, 75], [100, 75], [100, 70]]],
        "nsr-waters",
        edges=Edges.PARALLEL,
    )
    area, hatch = draw(layer(waters), NSR).shapes
    assert (area.kind, hatch.kind, hatch.style) == ("area", "line", "nsr-hatch")
    latitudes = {
        round(place[1] / HATCH_APART, 2)
        for part in hatch.parts
        for at in pairs(part)
        if (place := unproject(NSR, *at))
    }
    assert {round(latitude) for latitude in latitudes} == set(range(140, 151))
    assert all(abs(latitude - round(latitude)) < 0.01 for latitude in latitudes)


def test_hatching_goes_on_across_180() -> None:
    halves = (
        [[[170, 70], [180, 70], [180, 72], [170, 72], [170, 70]]],
        [[[-180, 70], [-170, 70], [-170, 72], [-180, 72], [-180, 70]]],
    )
    hatch = draw(layer(feature("MultiPolygon", halves, "nsr-waters", edges=Edges.PARALLEL)), NSR).shapes[1]
    assert len(hatch.parts) == 5


def test_names_of_seas_and_countries_are_letters_only() -> None:
    drawing = draw(
        layer(feature("Point", [150, 84], "sea-name"), feature("Point", [98, 63], "country-name", "b")), NSR
    )
    assert drawing.shapes == ()
    assert drawing.names == {"a": "A", "b": "B"}


def test_lanes_have_marks_in_the_sailing_direction_and_railways_none() -> None:
    lane = feature("LineString", [[130, 40], [170, 60]], "lane-nsr")
    (shape,), (row,) = (drawing := draw(layer(lane), NSR)).shapes, drawing.chevrons
    start, end = np.array(pairs(shape.parts[0]))[[0, -1]]
    ways = np.array([[np.cos(np.radians(angle)), np.sin(np.radians(angle))] for _, _, angle, _ in row.marks])
    assert len(row.marks) > 10
    assert (ways @ (end - start) > 0).all()
    assert draw(layer(feature("LineString", [[30, 60], [60, 70]], "rail")), NSR).chevrons == ()


def test_where_lanes_run_on_one_line_marks_stand_once_in_the_style_seen_there() -> None:
    path = [[130, 40], [170, 60]]
    below, above = (
        feature("LineString", path, "lane-suez", "b"),
        feature("LineString", path, "lane-cape", "a"),
    )
    (row,) = draw(layer(below, above), NSR).chevrons
    assert row.style == "lane-cape"
    assert len({(x, y) for x, y, _, _ in row.marks}) == len(row.marks)


def test_graticules_are_computed_and_parts_of_the_base_map_are_empty() -> None:
    graticule = draw(layer(kind=LayerKind.GRATICULE, id="graticule"), NSR)
    assert graticule.names is not None
    assert graticule.names["meridian-90"] == "90°E"
    circle, pole = draw(layer(kind=LayerKind.GRATICULE, id="arctic-circle"), NSR).shapes
    assert circle.style == "arctic-circle"
    assert pole.kind == "line" and len(pole.parts) == 4
    assert draw(layer(kind=LayerKind.GROUND), NSR).shapes == ()


def test_what_lies_beyond_a_projection_is_named_but_not_drawn() -> None:
    drawing = draw(layer(feature("Point", [18, -34], "place", "cape")), NSR)
    assert drawing.shapes == ()
    assert drawing.names == {"cape": "CAPE"}


degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
rings = st.lists(degrees, min_size=3, max_size=8).map(lambda ring: [*ring, ring[0]])
every_projection = pytest.mark.parametrize(
    "projection", [PROJECTIONS[0], PROJECTIONS[-1]], ids=lambda projection: projection.id
)
"""Those that differ most."""


@settings(max_examples=10, deadline=None)
@every_projection
@pytest.mark.parametrize("style", first_quick(["drill-undisclosed", "nsr-waters"]))
@given(polygons=st.lists(rings, min_size=1, max_size=3), edges=st.sampled_from(Edges))
def test_any_area_can_be_drawn_and_stays_on_the_projection(
    projection: Any, style: str, polygons: Any, edges: Edges
) -> None:
    shape = feature("MultiPolygon", [[ring] for ring in polygons], style, edges=edges)
    x0, y0, x1, y1 = Polygon.from_bounds(*projection.box).buffer(5_000_000).bounds
    for drawn in draw(layer(shape), projection).shapes:
        assert x0 <= drawn.box[0]
        assert y0 <= drawn.box[1]
        assert x1 >= drawn.box[2]
        assert y1 >= drawn.box[3]


@settings(max_examples=10, deadline=None)
@every_projection
@given(
    lines=st.lists(st.lists(degrees, min_size=2, max_size=8), min_size=1, max_size=3),
    edges=st.sampled_from(Edges),
)
def test_any_line_can_be_drawn_and_stays_on_the_projection(projection: Any, lines: Any, edges: Edges) -> None:
    for drawn in draw(layer(feature("MultiLineString", lines, "lane-nsr", edges=edges)), projection).shapes:
        for part in drawn.parts:
            assert all(Polygon.from_bounds(*projection.box).covers(Point(*at)) for at in pairs(part))


def test_where_lanes_share_a_stretch_the_upper_one_leaves_room_for_the_lower() -> None:
    suez = feature("LineString", [[0, 60], [10, 60], [20, 60]], "lane-suez", "L6")
    cape = feature("LineString", [[0, 50], [10, 60], [20, 60]], "lane-cape", "L7")
    shapes = {(shape.feature, shape.style): shape for shape in draw(layer(suez, cape), NSR).shapes}
    assert set(shapes) == {
        ("L6", "lane-suez"),
        ("L6", "lane-suez-0of2"),
        ("L7", "lane-cape"),
        ("L7", "lane-cape-1of2"),
    }
    assert shapes["L6", "lane-suez-0of2"].parts == shapes["L7", "lane-cape-1of2"].parts
    for look in LOOKS.values():
        assert not look.styles["lane-suez-0of2"].dash
        assert look.styles["lane-cape-1of2"].dash == (9, 9)


def test_of_a_zone_of_the_sea_nothing_lies_on_land() -> None:
    requested: list[str] = []

    def land(projection: Projection) -> MultiPolygon:
        requested.append(projection.id)
        corners = np.column_stack(
            project(projection, np.array([134, 142, 142, 134]), np.array([36, 36, 46, 46]))
        )
        return MultiPolygon([Polygon(corners)])

    zone = feature("Polygon", ZONE, "drill-undisclosed")
    on_land = draw(layer(zone), NSR, land)
    assert on_land == draw(layer(zone), NSR) and not requested
    at_sea = draw(layer(replace(zone, sea=True)), NSR, land)
    assert requested == ["nsr"] and 20 <= len(at_sea.shapes) <= len(on_land.shapes)
    for shape in at_sea.shapes:
        rest = Polygon(pairs(shape.parts[0])).intersection(land(NSR))
        assert rest.area < 1e-3 * Polygon(pairs(shape.parts[0])).area


def test_signs_have_a_spot_at_each_feature_that_facts_tell_of() -> None:
    port = replace(feature("Point", [40, 64], "port-named", "p"), facts=("T1",))
    zone = replace(feature("Polygon", ZONE, "country", "z"), facts=("T13",))
    lane = replace(feature("LineString", [[0, 60], [10, 60]], "corridor", "l"), facts=("T12",))
    drawing = draw(layer(port, zone, lane, feature("Point", [41, 64], "port-other", "q")), NSR)
    found = drawing.spots or {}
    assert set(found) == {"p", "z", "l"}
    shapes = {shape.feature: shape for shape in drawing.shapes}
    assert found["p"] == shapes["p"].parts[0]
    assert Polygon(pairs(shapes["z"].parts[0])).contains(Point(found["z"]))
    assert LineString(pairs(shapes["l"].parts[0])).distance(Point(found["l"])) < 10


def line(*places: Any) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": list(places)}


def test_a_line_alone_is_left_whole() -> None:
    assert shared_runs({"a": ("suez", line(A, B, C))}) == {
        "a": {("suez",): {"type": "MultiLineString", "coordinates": [[(0, 60), (10, 61), (20, 62)]]}}
    }


def test_what_two_groups_share_is_cut_out_of_both() -> None:
    found = shared_runs({"a": ("suez", line(A, B, C, D)), "b": ("cape", line(E, B, C, D))})
    shared = [[(10, 61), (20, 62), (30, 63)]]
    assert found["a"][("suez", "cape")]["coordinates"] == shared
    assert found["b"][("suez", "cape")]["coordinates"] == shared
    assert found["a"][("suez",)]["coordinates"] == [[(0, 60), (10, 61)]]
    assert found["b"][("cape",)]["coordinates"] == [[(10, 50), (10, 61)]]


def test_lines_of_one_group_share_nothing() -> None:
    found = shared_runs({"a": ("nsr", line(A, B, C)), "b": ("nsr", line(A, B, D))})
    assert set(found["a"]) == set(found["b"]) == {("nsr",)}


def test_the_way_back_is_the_same_stretch() -> None:
    found = shared_runs({"a": ("suez", line(A, B)), "b": ("cape", line(B, A))})
    assert set(found["a"]) == set(found["b"]) == {("suez", "cape")}
    assert found["b"][("suez", "cape")]["coordinates"] == [[(10, 61), (0, 60)]]


def test_parts_are_cut_each() -> None:
    parts = {"type": "MultiLineString", "coordinates": [[A, B], [C, D]]}
    found = shared_runs({"a": ("suez", parts), "b": ("cape", line(C, D))})
    assert found["a"][("suez",)]["coordinates"] == [[(0, 60), (10, 61)]]
    assert found["a"][("suez", "cape")]["coordinates"] == [[(20, 62), (30, 63)]]
