"""Feature layers on the page."""

import re
from dataclasses import replace

import pytest
from tests.looks import LIGHT

from arctic_map.export.marks import shapes
from arctic_map.export.marks.field import Field
from arctic_map.model.drawing import Chevrons, Drawing, Shape
from arctic_map.model.sign import Sign
from arctic_map.model.style import Look
from arctic_map.model.view import Viewport

FIELD = Field(Viewport(0.0, 0.0, 1000.0, 300.0, 200.0))


def shape(feature: str, kind: str, style: str, *part: float) -> Shape:
    box = min(part[::2]), min(part[1::2]), max(part[::2]), max(part[1::2])
    return Shape(feature, kind, style, (part,), box)  # type: ignore[arg-type]


def layer(*all_shapes: Shape) -> str:
    return shapes.layer(Drawing("x", "nsr", "", shapes=all_shapes), LIGHT, FIELD)


def test_all_casings_lie_below_all_strokes() -> None:
    drawn = layer(
        shape("a", "line", "lane-nsr", -5e4, 0, 5e4, 0), shape("b", "line", "lane-suez", 0, -5e4, 0, 5e4)
    )
    casing, strokes = (
        LIGHT.styles["lane-nsr"].casing,
        [LIGHT.styles[f"lane-{n}"].stroke for n in ("nsr", "suez")],
    )
    assert casing is not None
    assert drawn.rindex(casing) < min(drawn.index(str(stroke)) for stroke in strokes)


def test_areas_lie_below_lines_and_lines_below_points() -> None:
    drawn = layer(
        shape("p", "point", "port-named", 0, 0),
        shape("l", "line", "lane-nsr", -5e4, 0, 5e4, 0),
        shape("a", "area", "country", -5e4, -5e4, 5e4, -5e4, 5e4, 5e4),
    )
    assert drawn.index("feature-a") < drawn.index("feature-l") < drawn.index("feature-p")


def test_an_area_cut_by_the_frame_has_no_outline_along_it() -> None:
    area = shape("a", "area", "country", -9e5, -5e4, 0, -5e4, 0, 5e4, -9e5, 5e4)
    assert shapes.area_data(area, FIELD).count("M") == 1
    assert shapes.line_data(area, FIELD) == "M0.00 150.00 150.00 150.00 150.00 50.00 0.00 50.00"


def test_a_symbol_that_would_stick_out_is_left_out() -> None:
    assert "<path" not in layer(shape("p", "point", "port-named", 149_000, 0))
    assert "<path" in layer(shape("p", "point", "port-named", 140_000, 0))


def test_a_style_nobody_knows_is_painted_as_nothing() -> None:
    assert "path" not in layer(shape("a", "line", "unheard-of", -5e4, 0, 5e4, 0))


def test_dashes_go_on_where_the_frame_cuts_a_line() -> None:
    whole = layer(shape("a", "line", "arctic-circle", -1e5, 0, 1e5, 0))
    assert "stroke-dashoffset" not in whole
    cut = layer(shape("a", "line", "arctic-circle", -157e3, 0, 1e5, 0))
    # Seven of its pixels lie outside, and its dashes are six and four.
    assert 'stroke-dashoffset="7"' in cut


def test_a_sign_stands_at_its_mark_on_paper() -> None:
    (drawn,) = shapes.signs([Sign("a", "kind-forecast", 0, 0, -8, -8)], LIGHT, FIELD)
    assert 'cx="142" cy="92"' in drawn
    assert drawn.index(LIGHT.palette.paper) < drawn.index("<path")
    assert not list(shapes.signs([Sign("a", "kind-forecast", 1e6, 0)], LIGHT, FIELD))


def test_a_symbol_is_painted_as_long_as_its_edge_is_on_the_map() -> None:
    style = LIGHT.styles["port-named"]
    half = (style.size + style.width) / 2
    assert style.width > 0
    for off, painted in ((half + 0.1, True), (half - 0.1, False)):
        assert ("<path" in layer(shape("p", "point", "port-named", 150e3 - off * 1e3, 0))) is painted
        assert ("<path" in layer(shape("p", "point", "port-named", 0, off * 1e3 - 100e3))) is painted


def highlighted(*all_shapes: Shape, look: Look = LIGHT) -> str:
    """What lies below the marks of what is lit up."""
    ids = {shape.feature for shape in all_shapes}
    drawn = shapes.layer(Drawing("x", "nsr", "", shapes=all_shapes), look, FIELD, ids)
    return drawn.partition('class="highlighted"')[2].partition("</g>")[0]


def widths(drawn: str) -> set[float]:
    return {float(width) for width in re.findall(r'stroke-width="([\d.]+)"', drawn)}


def test_the_halo_of_a_line_grows_with_the_line_and_that_of_an_area_does_not() -> None:
    wide = replace(LIGHT.styles["lane-nsr"], width=9.0, casing_width=12.0)
    look = replace(LIGHT, styles={**LIGHT.styles, "lane-wide": wide, "country-wide": wide})
    thin, line, plain, area = (
        widths(highlighted(shape("a", kind, style, -5e4, -5e4, 5e4, -5e4, 5e4, 5e4), look=look))
        for kind, style in (
            ("line", "lane-nsr"),
            ("line", "lane-wide"),
            ("area", "country"),
            ("area", "country-wide"),
        )
    )
    usual = LIGHT.styles["lane-nsr"]
    assert max(line) - max(thin) == pytest.approx(12.0 - max(usual.width, usual.casing_width))
    assert min(line) > 12.0
    assert area == plain


def test_of_nested_areas_the_widest_is_lit_and_of_a_hatch_nothing() -> None:
    outer = shape("a", "area", "country", -5e4, -5e4, 5e4, -5e4, 5e4, 5e4)
    inner = shape("a", "area", "country", -2e4, -2e4, 2e4, -2e4, 2e4, 2e4)
    hatch = shape("a", "line", "nsr-hatch", -4e4, 0, 4e4, 0)
    assert highlighted(outer, inner, hatch) == highlighted(outer)
    assert highlighted(outer) != highlighted(inner)


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
