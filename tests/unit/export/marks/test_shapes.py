"""Feature layers on the page."""

import re
from dataclasses import replace

import pytest
from tests.looks import LIGHT

from arctic_map.export.marks import shapes
from arctic_map.export.marks.path import Field
from arctic_map.model.drawing import Chevrons, Drawing, Shape
from arctic_map.model.projection import Viewport
from arctic_map.model.style import Look

FIELD = Field(Viewport(0.0, 0.0, 1000.0, 300.0, 200.0))


def shape(feature: str, kind: str, style: str, *part: float) -> Shape:
    box = min(part[::2]), min(part[1::2]), max(part[::2]), max(part[1::2])
    return Shape(feature, kind, style, (part,), box)  # type: ignore[arg-type]


def layer(*all_shapes: Shape) -> str:
    return shapes.layer(Drawing("x", "nsr", "", shapes=all_shapes), LIGHT, FIELD)


def test_an_area_cut_by_the_frame_has_no_outline_along_it() -> None:
    area = shape("a", "area", "country", -9e5, -5e4, 0, -5e4, 0, 5e4, -9e5, 5e4)
    zone = replace(area, style="drill-undisclosed")
    assert layer(zone).count("M") == 1
    assert shapes.line_data(area, FIELD) == "M0.00 150.00 150.00 150.00 150.00 50.00 0.00 50.00"


def test_a_style_nobody_knows_is_painted_as_nothing() -> None:
    assert "path" not in layer(shape("a", "line", "unheard-of", -5e4, 0, 5e4, 0))


def test_dashes_go_on_where_the_frame_cuts_a_line() -> None:
    whole = layer(shape("a", "line", "arctic-circle", -1e5, 0, 1e5, 0))
    assert "stroke-dashoffset" not in whole
    cut = layer(shape("a", "line", "arctic-circle", -157e3, 0, 1e5, 0))
    # Seven of its pixels lie outside, and its dashes are six and four.
    assert 'stroke-dashoffset="7"' in cut


def test_a_symbol_is_painted_as_long_as_its_edge_is_on_the_map() -> None:
    style = LIGHT.styles["port-named"]
    half = (style.size + style.width) / 2
    assert style.width > 0
    for off, painted in ((half + 0.1, True), (half - 0.1, False)):
        assert ("<path" in layer(shape("p", "point", "port-named", 150e3 - off * 1e3, 0))) is painted
        assert ("<path" in layer(shape("p", "point", "port-named", 0, off * 1e3 - 100e3))) is painted


def highlighted(*all_shapes: Shape, look: Look = LIGHT) -> str:
    """What lies below the marks of what is highlighted."""
    ids = {shape.feature for shape in all_shapes}
    drawn = shapes.layer(Drawing("x", "nsr", "", shapes=all_shapes), look, FIELD, ids)
    return drawn.partition('class="highlighted"')[2].partition("</g>")[0]


def widths(drawn: str) -> set[float]:
    return {float(width) for width in re.findall(r'stroke-width="([\d.]+)"', drawn)}


SQUARE = (-5e4, -5e4, 5e4, -5e4, 5e4, 5e4, -5e4, 5e4)


@pytest.mark.parametrize(("kind", "style", "reach"), [("line", "lane-nsr", 2.0), ("area", "country", 1.0)])
def test_the_halo_of_a_line_is_two_pixels_on_both_sides_in_a_dark_rim_that_of_an_area_half_as_heavy(
    kind: str, style: str, reach: float
) -> None:
    wide = replace(LIGHT.styles[style], width=9.0, casing_width=12.0)
    look = replace(LIGHT, styles={**LIGHT.styles, style: wide})
    assert widths(highlighted(shape("a", kind, style, *SQUARE), look=look)) == {
        12.0 + 2 * reach,
        12.0 + 3 * reach,
    }


def test_of_an_area_its_edge_is_ringed_and_of_its_hatch_nothing() -> None:
    area = shape("a", "area", "country", *SQUARE)
    hatch = shape("a", "line", "nsr-hatch", -4e4, 0, 4e4, 0)
    assert highlighted(area, hatch) == highlighted(area) != ""
    waters, limit = (
        shape("a", "area", "nsr-waters", *SQUARE),
        shape("a", "line", "nsr-limit", -4e4, 0, 4e4, 0),
    )
    # The edge of an area may be a line: its light is that of an area.
    edge = LIGHT.styles["nsr-limit"]
    under = max(edge.width, edge.casing_width)
    assert widths(highlighted(waters, limit, hatch)) == {under + 2.0, under + 3.0}
    assert widths(highlighted(limit)) == {under + 4.0, under + 6.0}
    assert highlighted(waters) == ""


def test_an_area_without_an_edge_has_none_when_it_is_selected_but_twice_the_tint() -> None:
    zone = shape("a", "area", "drill-undisclosed", *SQUARE)
    plain = layer(zone)
    selected = shapes.layer(Drawing("x", "nsr", "", shapes=(zone,)), LIGHT, FIELD, {"a"})
    assert "stroke" not in plain + selected
    tints = [float(re.findall(r'fill-opacity="([\d.]+)"', drawn)[0]) for drawn in (plain, selected)]
    assert tints == [LIGHT.styles["drill-undisclosed"].fill_opacity, 2 * tints[0]]


def test_names_cut_areas_and_lines_that_guide_and_no_lane_or_mark() -> None:
    kinds = {
        "country": "area", "nsr-hatch": "line", "nsr-limit": "line", "graticule": "line",
        "arctic-circle": "line", "lane-nsr": "line", "rail": "line", "port-named": "point",
    }  # fmt: skip
    drawn = tuple(shape(style, kind, style, *SQUARE[:4]) for style, kind in kinds.items())
    below, above = shapes.parted(Drawing("x", "nsr", "", shapes=drawn, chevrons=()), LIGHT)
    assert [each.style for each in above.shapes] == ["lane-nsr", "rail", "port-named"]
    assert {*below.shapes, *above.shapes} == {*drawn}
    below, above = shapes.parted(Drawing("x", "nsr", "", shapes=drawn), LIGHT, under_names=True)
    assert (below.shapes, above.shapes) == (drawn, ())


def test_marks_of_direction_are_painted_from_their_zoom_and_wholly() -> None:
    reach = LIGHT.styles["lane-nsr"].chevron
    zoom = FIELD.zoom
    for mark, painted in (
        ((0.0, 0.0, 30.0, zoom - 0.1), True),
        ((0.0, 0.0, 30.0, zoom + 0.1), False),
        ((150e3 - (reach + 0.1) * 1e3, 0.0, 30.0, zoom - 0.1), True),
        ((150e3 - (reach - 0.1) * 1e3, 0.0, 30.0, zoom - 0.1), False),
    ):
        row = Chevrons("a", "lane-nsr", (mark,))
        drawn = shapes.layer(Drawing("x", "nsr", "", chevrons=(row,)), LIGHT, FIELD)
        assert ("rotate(" in drawn or "<path" in drawn) is painted
