"""Symbols of the legend and of the panel."""

import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.looks import DARK, LIGHT, OTHER_MONTHS, WORDS

from arctic_map.export.marks import symbol
from arctic_map.model.style import Look, Style

GOLDEN = Path(__file__).parents[3] / "golden" / "symbols.txt"
SHOWN = [each for each in (*LIGHT.styles, *LIGHT.palette.items, "relief") if each not in OTHER_MONTHS]


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_every_style_has_a_symbol(look: Look) -> None:
    styles = {*LIGHT.styles, *LIGHT.palette.items, *WORDS, "relief", "a style nobody knows"}
    assert {style for style in styles if not len(ElementTree.fromstring(symbol.icon(style, look)))} == set()


def test_symbols_of_different_styles_differ() -> None:
    drawn = {symbol.icon(style, LIGHT) for style in WORDS}
    assert len(drawn) == len(WORDS)


def test_an_undisclosed_area_has_no_edge() -> None:
    assert "stroke" not in symbol.icon("drill-undisclosed", LIGHT)
    assert symbol.icon("drill-undisclosed", LIGHT).count("<ellipse") == LIGHT.styles["drill-undisclosed"].fade


def test_the_symbol_of_every_style_is_the_golden_one() -> None:
    made = "".join(f"{style}: {symbol.mark(style, LIGHT, 3, 5, 40, 20)}\n" for style in SHOWN)
    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def drawn(style: Style) -> str:
    look = replace(LIGHT, styles={**LIGHT.styles, "own": style})
    return symbol.mark("own", look, 3, 5, 40, 20)


@pytest.mark.parametrize(
    ("style", "ends"),
    [(Style(stroke="#102030", width=1.0), 1.0), (Style(stroke="#102030", width=6.0), 3.0),
     (Style(stroke="#102030", width=6.0, casing="#ffffff", casing_width=9.0), 4.5)],
)  # fmt: skip
def test_the_round_ends_of_a_line_stay_within_the_box(style: Style, ends: float) -> None:
    assert f'd="M{3 + ends:.2f} 15.00L{43 - ends:.2f} 15.00"' in drawn(style)


def test_the_direction_of_a_dashed_line_stands_where_no_gap_is_the_first() -> None:
    whole = Style(stroke="#102030", width=2.0, chevron=8.0)
    assert "translate(23.0 15.0)" in drawn(whole)
    assert "translate(31.8 15.0)" in drawn(replace(whole, dash=(6.0, 4.0)))
    assert "translate" not in drawn(replace(whole, chevron=0.0))


def test_an_area_without_an_edge_of_its_own_has_a_quiet_box() -> None:
    plain = drawn(Style(fill="#aabbcc"))
    assert f'stroke="{LIGHT.palette.quiet}" stroke-opacity="0.6" stroke-width="0.7"' in plain
    edged = drawn(Style(fill="#aabbcc", stroke="#102030", width=1.0))
    assert 'stroke="#102030"' in edged and LIGHT.palette.quiet not in edged
    assert plain.count("M5.00 7.00L41.00 7.00L41.00 23.00L5.00 23.00z") == 2


def test_an_edge_that_is_another_style_is_taken_from_there() -> None:
    limit = LIGHT.styles["nsr-limit"].stroke
    assert f'stroke="{limit}"' in drawn(Style(fill="#aabbcc", edge="nsr-limit"))


def test_nested_areas_shrink_to_a_part_of_the_box_and_are_tinted_twice() -> None:
    faded = ElementTree.fromstring(f"<g>{drawn(Style(fill='#aabbcc', fill_opacity=0.1, fade=4))}</g>")
    assert [float(each.get("rx", "")) for each in faded] == [20.0, 16.5, 13.0, 9.5]
    assert [float(each.get("ry", "")) for each in faded] == [10.0, 8.0, 6.0, 4.0]
    assert {(each.get("cx"), each.get("cy"), each.get("fill-opacity")) for each in faded} == {
        ("23", "15", "0.2")
    }


def test_a_hatch_drawn_on_the_earth_is_three_level_lines_within_the_frame() -> None:
    lines = [part.partition('"')[0] for part in drawn(Style(fill="#aabbcc", hatch="nsr-hatch")).split('d="')]
    assert [line for line in lines if line.count("L") == 1] == [
        f"M5.00 {y:.2f}L41.00 {y:.2f}" for y in (11, 15, 19)
    ]


def test_an_icon_is_a_picture_of_its_own_size() -> None:
    root = ElementTree.fromstring(symbol.icon("country", LIGHT, width=40, height=20))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("40", "20", "0 0 40 20")
