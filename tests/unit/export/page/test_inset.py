"""Which insets a map has."""

import re
from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas, read_drawing
from tests.looks import LIGHT

from arctic_map.export import svg
from arctic_map.export.page import inset
from arctic_map.export.page.inset import Inset, draw, insets
from arctic_map.export.page.layout import LayoutRequest, Rect
from arctic_map.export.page.page_layout import arrange
from arctic_map.geo.projections import projection_named
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session


@pytest.fixture(scope="module")
def drawings() -> Drawings:
    return drawings_for(built_in_atlas(), read_drawing)


def scene(drawings: Drawings, projection: str, *hidden: str) -> Scene:
    catalog = built_in_atlas()
    return compose(
        catalog, start(catalog, Session(projection=projection, hidden=frozenset(hidden))), drawings
    )


def projections(found: Scene, drawings: Drawings, box: tuple[float, float, float, float]) -> list[str]:
    return [inset.projection.id for inset in insets(found, box, drawings)]


def test_a_part_of_a_projection_is_marked_on_it_and_far_lanes_have_the_world(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    assert projections(shown, drawings, shown.projection.home) == ["nsr", "world"]


def test_without_far_lanes_there_is_no_world(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr", "lanes")
    assert projections(shown, drawings, shown.projection.home) == ["nsr"]


def test_a_whole_projection_is_not_marked_on_itself(drawings: Drawings) -> None:
    assert projections(scene(drawings, "world"), drawings, projection_named("world").home) == []
    assert projections(scene(drawings, "nsr", "lanes"), drawings, projection_named("nsr").box) == []
    assert projections(scene(drawings, "world"), drawings, (0, 0, 1e6, 1e6)) == ["world"]


def test_lanes_that_are_filtered_away_are_not_in_it(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    features_of = {
        id
        for layer in shown.catalog.layers
        if layer.id == "lanes"
        for id in (one.id for one in layer.features)
    }
    filtered_out = replace(shown.filtered_out, features=frozenset(features_of))
    assert projections(replace(shown, filtered_out=filtered_out), drawings, shown.projection.home) == ["nsr"]


def marked(box: tuple[float, float, float, float]) -> tuple[float, ...]:
    """Left, top, right and bottom of the mark in an inset of 84 by 84 at (10, 20)."""
    projection = projection_named("nsr")
    drawn = draw(Inset(projection, box), LIGHT, Rect(10, 20, 84, 84))
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawn)
    assert len(found) == 2 and found[0] == found[1]
    x, y, width, height = map(float, found[0])
    return x, y, x + width, y + height


def test_what_the_map_shows_is_marked_where_it_lies() -> None:
    # The projection is a square whose sides are 82 of the inset's 84 px.
    x0, y0, x1, y1 = projection_named("nsr").box
    wide, high = x1 - x0, y1 - y0
    assert marked((x0 + wide / 4, y0 + high / 2, x1 - wide / 4, y1 - high / 4)) == pytest.approx(
        (52 - 20.5, 62 - 20.5, 52 + 20.5, 62), abs=0.01
    )


def test_a_mark_is_never_smaller_than_can_be_seen_nor_larger_than_the_inset() -> None:
    x0, y0, x1, y1 = projection_named("nsr").box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    assert marked((x, y, x + 1, y + 1)) == pytest.approx((52, 62, 55, 65), abs=0.01)
    far = x1 - x0
    assert marked((x0 - far, y0 - far, x1 + far, y1 + far)) == pytest.approx(
        (10.6, 20.6, 93.4, 103.4), abs=0.01
    )


@pytest.mark.parametrize(("share", "whole"), [(0.79, False), (0.81, True)])
def test_a_map_of_four_fifths_of_its_projection_needs_no_inset(
    drawings: Drawings, share: float, whole: bool
) -> None:
    shown = scene(drawings, "world")
    x0, y0, x1, y1 = shown.projection.box
    wide = (x0, y0, x0 + share * (x1 - x0), y1)
    high = (x0, y0, x1, y0 + share * (y1 - y0))
    for box in (wide, high):
        assert (projections(shown, drawings, box) == []) is whole


def test_lanes_in_an_inset_are_thin(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    *_, world = insets(shown, shown.projection.home, drawings)
    drawn = draw(world, LIGHT, Rect(10, 10, 84 * world.shape, 84))
    widths = [float(width) for width in re.findall(r'stroke-width="([\d.]+)"', drawn)]
    assert 1.1 in widths and max(widths) <= 1.1
    # Not one of their vertices lies outside its room.
    numbers = [float(n) for d in re.findall(r'd="([^"]+)"', drawn) for n in re.findall(r"[\d.]+", d)]
    assert max(numbers[::2]) <= 10 + 84 * world.shape and max(numbers[1::2]) <= 94


def test_the_insets_are_headed_just_above_the_first_of_them(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    found = insets(shown, shown.projection.home, drawings)
    expected = LayoutRequest(insets=tuple(each.shape for each in found))
    layout = arrange(1280, 800, shown.projection.home, ("Lane",), expected)
    written = svg.small_maps(shown, layout, found)
    first = layout.insets[0]
    heading = re.search(r'<text x="([\d.]+)" y="([\d.]+)"', written)
    assert heading and first.x - 1 <= float(heading[1]) <= first.right
    assert first.y - 30 < float(heading[2]) < first.y - 3


@pytest.mark.parametrize("height", [100.0, 400.0, 600.0, 800.0, 5000.0])
def test_the_small_map_of_the_arctic_is_tried_in_smaller_and_smaller_squares(height: float) -> None:
    found = inset.sides(Rect(0, 0, 900, height))
    most = min(max(inset.SHARE * height, inset.MIN_SIDE), inset.MAX_SIDE)
    assert found[0] == most and found[-1] == inset.MIN_SIDE and min(found) >= inset.MIN_SIDE
    assert list(found) == sorted(found, reverse=True)
    if 0.7 * most >= inset.MIN_SIDE:
        assert found[1:3] == pytest.approx((most * 17 / 20, most * 7 / 10)) and len(found) == 4
