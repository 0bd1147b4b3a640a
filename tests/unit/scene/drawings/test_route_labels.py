"""Where a route is drawn names give way to its lines, and come back when it is gone."""

from dataclasses import replace
from math import log2

import pytest
from shapely import LineString, MultiLineString, box
from tests.built_in import built_in_atlas, read_drawing, read_labelled
from tests.unit.scene.routing.made_up import across_the_sea

from arctic_map.geo.label_requests import LabelCandidate, text_box
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import DRAWN, Layer, LayerKind
from arctic_map.model.drawing import BELOW, Drawing, Label
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.itinerary import LAYER, TOPIC
from arctic_map.model.preferences import USUAL
from arctic_map.model.projection import COARSEST, ZOOM_RANGE
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.symbology.looks import look

CONTENT = built_in_atlas()
STYLES = look(CONTENT.symbology, "light").styles
NSR = projection_named("nsr")
WIDTH = 800.0
"""Pixels across a common map."""
FIRST = log2(WIDTH / (NSR.home[2] - NSR.home[0]) * COARSEST)
"""The zoom of the first view on it."""


ACROSS = across_the_sea((33.0, 71.0), (100.0, 80.0), (180.0, 72.0), (150.0, 45.0))
ELSEWHERE = across_the_sea((20.0, 72.0), (10.0, 55.0))


@pytest.fixture
def drawings() -> Drawings:
    return drawings_for(CONTENT, read_drawing, read_labelled)


def others(drawings: Drawings) -> dict[str, Drawing]:
    return {layer.id: drawings.get(layer.id, "nsr") for layer in CONTENT.layers if layer.kind in DRAWN}


def lines(drawing: Drawing) -> MultiLineString:
    parts = (part for shape in drawing.shapes if shape.kind == "line" for part in shape.parts)
    return MultiLineString([LineString([*zip(part[::2], part[1::2], strict=True)]) for part in parts])


def gap(label: Label, way: MultiLineString, zoom: float) -> float:
    """Pixels between a label and the way at a zoom."""
    scale = 2.0**zoom / COARSEST
    lettering = STYLES[label.style].lettering
    assert lettering is not None
    candidate = LabelCandidate(label.x, label.y, label.dx, label.dy, label.anchor)
    below = BELOW * lettering.size if label.below else 0.0
    x0, y0, x1, y1 = text_box(candidate, label.width, lettering.size, below)
    on_plane = box(label.x + x0 / scale, label.y - y1 / scale, label.x + x1 / scale, label.y - y0 / scale)
    return float(on_plane.distance(way) * scale)


def crossed(drawn: dict[str, Drawing], way: MultiLineString) -> set[tuple[str, str]]:
    """Names that are not tied to a line of their own, and over which the way goes at some zoom."""
    found = set[tuple[str, str]]()
    for layer, drawing in drawn.items():
        for label in (label for label in drawing.labels if not label.letters):
            last = min(label.until, ZOOM_RANGE[1])
            zooms = (label.zoom + share * (last - label.zoom) for share in (0.01, 0.25, 0.5, 0.75, 0.99))
            if any(gap(label, way, zoom) < 3.0 for zoom in zooms):
                found.add((layer, label.feature))
    return found


def test_no_name_but_that_of_a_named_port_stands_on_a_way(drawings: Drawings) -> None:
    drawings = drawings.with_route(ACROSS)
    way = lines(drawings.get(LAYER, "nsr"))
    before = crossed(others(drawings), way)
    assert len(before) > 10
    drawings = drawings.with_all_names("nsr", USUAL)
    after = others(drawings)
    assert {layer for layer, _ in crossed(after, way)} <= {"ports"}


def test_names_that_no_way_comes_near_stay_where_they_are(drawings: Drawings) -> None:
    before = others(drawings)
    drawings = drawings.with_route(ACROSS)
    drawings = drawings.with_all_names("nsr", USUAL)
    way, after = lines(drawings.get(LAYER, "nsr")), others(drawings)
    touched = crossed(before, way)
    labels_of = {layer: {*drawing.labels} for layer, drawing in after.items()}
    for layer, drawing in before.items():
        for label in drawing.labels:
            if label.letters or (
                gap(label, way, label.zoom) > WIDTH and (layer, label.feature) not in touched
            ):
                assert label in labels_of[layer]


def test_each_port_of_the_article_keeps_a_name_in_the_first_view(drawings: Drawings) -> None:
    def named() -> set[str]:
        found = drawings.get("ports", "nsr").labels
        return {label.feature for label in found if label.zoom <= FIRST < label.until}

    before = named()
    drawings = drawings.with_route(ACROSS)
    drawings = drawings.with_all_names("nsr", USUAL)
    assert before and named() >= before


def test_the_route_has_no_names_until_they_are_placed(drawings: Drawings) -> None:
    stop = Feature(
        id="route.stop", name="Here", geometry={"type": "Point", "coordinates": [100.0, 85.0]},
        precision=Precision.SURVEYED, source="", style="way-end", rank=1,
    )  # fmt: skip
    drawings = drawings.with_route(
        Layer(id=LAYER, name="Route", topic=TOPIC, kind=LayerKind.FEATURES, features=(stop,), digest="x")
    )
    assert not drawings.get(LAYER, "nsr").labels
    drawings = drawings.with_all_names("nsr", USUAL)
    assert {label.text for label in drawings.get(LAYER, "nsr").labels} == {"Here"}


def test_names_stay_where_they_gave_way_until_those_of_another_route_have_come(drawings: Drawings) -> None:
    drawings = drawings.with_route(ACROSS)
    drawings = drawings.with_all_names("nsr", USUAL)
    moved = others(drawings)
    drawings = drawings.with_route(ELSEWHERE)
    assert others(drawings) == moved and not drawings.get(LAYER, "nsr").labels
    given = drawings.names_lacking("nsr", USUAL)
    assert given is not None and given.route.layer == LAYER
    drawings = drawings.with_all_names("nsr", USUAL)
    assert drawings.names_lacking("nsr", USUAL) is None and others(drawings) != moved


def test_names_that_were_placed_for_another_route_are_not_used(drawings: Drawings) -> None:
    drawings = drawings.with_route(ACROSS)
    late = drawings.names_lacking("nsr", USUAL)
    assert late is not None
    drawings = drawings.with_route(ELSEWHERE)
    before = others(drawings)
    drawings = drawings.with_route_names(late, {"sea-names": ()})
    assert others(drawings) == before and drawings.names_lacking("nsr", USUAL) is not None


def test_without_a_route_all_names_are_back(drawings: Drawings) -> None:
    before = others(drawings)
    drawings = drawings.with_route(ACROSS)
    drawings = drawings.with_all_names("nsr", USUAL)
    assert others(drawings) != before
    drawings = drawings.with_route(None)
    assert others(drawings) == before and drawings.names_lacking("nsr", USUAL) is None


def test_an_end_that_is_a_port_of_the_atlas_has_one_name_in_every_view(drawings: Drawings) -> None:
    port = CONTENT.features["murmansk"]
    end = replace(port, id="route.end", style="way-end", rank=1, names={}, aliases=())
    drawings = drawings.with_route(replace(ACROSS, features=(*ACROSS.features, end), digest="with an end"))
    drawings = drawings.with_all_names("nsr", USUAL)
    drawn = [*others(drawings).values(), drawings.get(LAYER, "nsr")]
    stands = sorted(
        (label.zoom, label.until) for each in drawn for label in each.labels if label.text == port.name
    )
    for zoom in (FIRST, FIRST + 0.5, FIRST + 1.0, FIRST + 2.0, FIRST + 3.0):
        assert len([zoom for start, until in stands if start <= zoom < until]) == 1
