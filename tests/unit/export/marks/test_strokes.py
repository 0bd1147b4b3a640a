"""Lines, areas and points as SVG, with figures computed by hand."""

import os
import re
from dataclasses import replace
from itertools import pairwise
from math import hypot
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.looks import LIGHT, OTHER_MONTHS, WORDS

from arctic_map.content.symbology.style_checks import built_in
from arctic_map.export.marks import strokes
from arctic_map.export.marks.clip import Points
from arctic_map.export.marks.strokes import hatched
from arctic_map.model.style import Style, Symbol
from arctic_map.scene.symbology.looks import look

LINE = "M0 0L100 0"
SQUARE = Symbol("M-1 -1L1 -1L1 1L-1 1Z", "M-1 -1L1 -1L1 1L-1 1Z")
HALF = Symbol("M-1 -1L1 -1L1 1L-1 1Z", "M-1 -1L0 -1L0 1L-1 1Z")


def values(svg: str, attribute: str) -> list[str]:
    return re.findall(rf' {attribute}="([^"]*)"', svg)


@pytest.mark.parametrize(
    ("dash", "cut", "cap"),
    [((), False, "round"), ((), True, "butt"), ((6.0, 4.0), False, "butt"), ((1.0, 4.0), False, "butt"),
     ((0.1, 4.0), False, "round"), ((0.1, 4.0), True, "butt")],
)  # fmt: skip
def test_dots_are_round_and_dashes_and_cut_lines_end_where_they_end(
    dash: tuple[float, ...], cut: bool, cap: str
) -> None:
    drawn = strokes.stroke(LINE, Style(stroke="#102030", width=2.0, dash=dash), cut=cut)
    assert values(drawn, "stroke-linecap") == [cap]
    assert values(drawn, "stroke-dasharray") == ([" ".join(f"{each:g}" for each in dash)] if dash else [])


@pytest.mark.parametrize(
    ("dash", "begins", "offset"),
    [((6.0, 4.0), 0.0, []), ((6.0, 4.0), 7.0, ["7"]), ((6.0, 4.0), 23.0, ["3"]), ((), 23.0, []),
     # An odd pattern is read twice, the second time with gaps for dashes.
     ((5.0,), 7.0, ["7"]), ((5.0,), 13.0, ["3"]), ((3.0, 2.0, 1.0), 7.0, ["7"]),
     ((3.0, 2.0, 1.0), 13.0, ["1"])],
)  # fmt: skip
def test_the_dashes_of_a_line_that_is_cut_begin_within_their_pattern(
    dash: tuple[float, ...], begins: float, offset: list[str]
) -> None:
    drawn = strokes.stroke(LINE, Style(stroke="#102030", width=2.0, dash=dash), begins)
    assert values(drawn, "stroke-dashoffset") == offset


def ties(style: Style, begins: float, length: float = 60.0) -> list[tuple[float, float]]:
    """From where to where each tie lies along the line, px, as a painter reads the dashes."""
    drawn = strokes.stroke(LINE, style, begins).split("<path")[2]
    (pattern,), (offset,) = values(drawn, "stroke-dasharray"), values(drawn, "stroke-dashoffset")
    on, off = map(float, pattern.split())
    starts = [number * (on + off) - float(offset) for number in range(-1, 9)]
    return [(start, start + on) for start in starts if start + on > 0 and start < length]


@pytest.mark.parametrize("begins", [0.0, 4.0, 31.0])
def test_each_tie_of_a_railway_lies_in_the_middle_of_a_dash(begins: float) -> None:
    rail = Style(stroke="#102030", width=2.0, dash=(8.0, 6.0), ties=7.0)
    found = ties(rail, begins)
    assert len(found) in (4, 5)
    for start, end in found:
        assert end - start == pytest.approx(2.0)
        # The middle of a dash is 4 px into each 14 of the line.
        assert ((start + end) / 2 + begins) % 14.0 == pytest.approx(4.0)


def test_ties_of_a_railway_without_dashes_stand_eleven_pixels_apart() -> None:
    rail = Style(stroke="#102030", width=3.0, ties=7.0)
    middles = [(start + end) / 2 for start, end in ties(rail, 0.0)]
    assert middles == pytest.approx([5.5, 16.5, 27.5, 38.5, 49.5, 60.5])
    drawn = strokes.stroke(LINE, rail)
    assert values(drawn, "stroke-width") == ["3", "7"] and values(drawn, "stroke-linecap") == [
        "round",
        "butt",
    ]


def box(d: str) -> tuple[float, ...]:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", d)]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def test_a_symbol_has_an_edge_only_with_colour_and_width() -> None:
    for style in (Style(stroke="#102030"), Style(width=1.0), Style()):
        drawn = strokes.point(0.0, 0.0, replace(style, symbol=SQUARE, size=10.0, fill="#aabbcc"))
        assert values(drawn, "d") != [] and values(drawn, "stroke") == values(drawn, "stroke-width") == []
    assert strokes.point(0.0, 0.0, Style(size=10.0, fill="#aabbcc")) == ""


def test_a_symbol_filled_in_part_is_edged_all_round() -> None:
    style = Style(symbol=HALF, size=10.0, fill="#aabbcc", stroke="#102030", width=1.0)
    drawn = strokes.point(20.0, 30.0, style)
    assert [box(d) for d in values(drawn, "d")] == [(15.0, 25.0, 20.0, 35.0), (15.0, 25.0, 25.0, 35.0)]
    assert values(drawn, "fill") == ["#aabbcc", "none"]
    bare = strokes.point(20.0, 30.0, replace(style, width=0.0))
    assert [box(d) for d in values(bare, "d")] == [(15.0, 25.0, 20.0, 35.0)]


@pytest.mark.parametrize(("stroke", "edge"), [("#102030", 2.0), (None, 0.0)])
def test_the_halo_of_a_symbol_is_light_between_two_dark_rims_about_its_edge(
    stroke: str | None, edge: float
) -> None:
    style = Style(symbol=SQUARE, size=10.0, fill="#aabbcc", stroke=stroke, width=2.0)
    drawn = strokes.point_halo(20.0, 30.0, style, LIGHT.palette)
    assert [box(d) for d in values(drawn, "d")] == [(15.0, 25.0, 25.0, 35.0)] * 3
    assert [float(width) for width in values(drawn, "stroke-width")] == [edge + 9.6, edge + 7.6, edge + 2.8]
    rim, light = LIGHT.palette.halo_rim, LIGHT.palette.halo
    assert values(drawn, "stroke") == [rim, light, rim]
    assert strokes.point_halo(0.0, 0.0, replace(style, symbol=None), LIGHT.palette) == ""


def test_a_mark_of_direction_has_its_tip_before_its_place_and_its_arms_behind() -> None:
    style = Style(stroke="#102030", width=2.0, casing="#ffffff", casing_width=4.0, chevron=10.0)
    drawn = strokes.chevron(20.0, 30.0, 25.0, style)
    assert values(drawn, "transform") == ["translate(20.0 30.0) rotate(-25.0)"]
    for d in values(drawn, "d"):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", d)]
        assert numbers == [-4.34, -6.2, 3.1, 0.0, -4.34, 6.2]
    assert values(drawn, "stroke") == ["#ffffff", "#102030"] and values(drawn, "stroke-width") == ["4", "1.8"]
    assert values(strokes.chevron(0, 0, 0, replace(style, casing=None)), "stroke") == ["#102030"] * 2


SQUARE_OF_HATCH: Points = [0.0, 60.0, 60.0, 0.0], [0.0, 0.0, 60.0, 60.0]
HOLE: Points = [20.0, 20.0, 40.0, 40.0], [20.0, 40.0, 40.0, 20.0]


def test_lines_at_half_a_right_angle_rise_to_the_right_and_are_as_far_apart_as_they_should() -> None:
    found = list(hatched([SQUARE_OF_HATCH], 6.0, 45.0, (0.0, 0.0)))
    assert all(xs[1] - xs[0] == pytest.approx(ys[0] - ys[1]) for xs, ys in found)
    sums = sorted({round(xs[0] + ys[0], 6) for xs, ys in found})
    assert all(after - before == pytest.approx(6.0 * 2**0.5) for before, after in pairwise(sums))


def test_a_hole_is_left_open() -> None:
    whole, open_ = (
        [*hatched(rings, 6.0, 0.0, (0.0, 0.0))] for rings in ([SQUARE_OF_HATCH], [SQUARE_OF_HATCH, HOLE])
    )
    assert {ys[0] for _, ys in whole} == {6.0 * number for number in range(1, 10)} | {0.0}
    cut = [(sorted(xs), ys[0]) for xs, ys in open_ if ys[0] == 30.0]
    assert cut == [([0.0, 20.0], 30.0), ([40.0, 60.0], 30.0)]


def test_one_of_the_lines_goes_through_the_origin_wherever_that_is() -> None:
    for origin in ((0.0, 0.0), (-1000.0, 333.3), (12.5, 7.25)):
        for xs, ys in hatched([SQUARE_OF_HATCH], 9.0, 135.0, origin):
            aside = ((xs[0] - origin[0]) - (ys[0] - origin[1])) / 2**0.5 / 9.0
            assert aside == pytest.approx(round(aside), abs=1e-6)


coordinates = st.floats(-500, 500).map(lambda number: round(number, 1))


@given(st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=12), st.floats(0, 179))
def test_any_ring_is_hatched_within_its_box(ring: list[tuple[float, float]], angle: float) -> None:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    for us, vs in hatched([(xs, ys)], 6.0, angle, (0.0, 0.0)):
        assert min(xs) - 1e-6 <= min(us) and max(us) <= max(xs) + 1e-6
        assert min(ys) - 1e-6 <= min(vs) and max(vs) <= max(ys) + 1e-6
        assert hypot(us[1] - us[0], vs[1] - vs[0]) > 0


GOLDEN = Path(__file__).parents[3] / "golden" / "symbols.txt"


def test_symbols_of_different_styles_differ() -> None:
    drawn = {strokes.icon(style, LIGHT) for style in WORDS}
    assert len(drawn) == len(WORDS)


def test_the_symbol_of_every_style_is_the_golden_one() -> None:
    whole = look(built_in(), "light")
    shown = [each for each in (*whole.styles, *whole.palette.items, "relief") if each not in OTHER_MONTHS]
    made = "".join(f"{style}: {strokes.mark(style, whole, 3, 5, 40, 20)}\n" for style in shown)
    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def drawn(style: Style) -> str:
    own = replace(LIGHT, styles={**LIGHT.styles, "own": style})
    return strokes.mark("own", own, 3, 5, 40, 20)


@pytest.mark.parametrize(
    ("style", "ends"),
    [(Style(stroke="#102030", width=1.0), 1.0), (Style(stroke="#102030", width=6.0), 3.0),
     (Style(stroke="#102030", width=6.0, casing="#ffffff", casing_width=9.0), 4.5)],
)  # fmt: skip
def test_the_round_ends_of_a_line_stay_within_the_box(style: Style, ends: float) -> None:
    assert f'd="M{3 + ends:.2f} 15.00L{43 - ends:.2f} 15.00"' in drawn(style)


def test_an_icon_is_a_picture_of_its_own_size() -> None:
    root = ElementTree.fromstring(strokes.icon("country", LIGHT, width=40, height=20))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("40", "20", "0 0 40 20")
