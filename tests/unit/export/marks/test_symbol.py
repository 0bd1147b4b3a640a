"""Symbols of the legend and of the panel."""

from xml.etree import ElementTree

import pytest
from tests.looks import DARK, LIGHT, WORDS

from arctic_map.export.marks import symbol


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
@pytest.mark.parametrize(
    "style", [*LIGHT.styles, *LIGHT.palette.items, *WORDS, "relief", "a style nobody knows"]
)
def test_every_style_has_a_symbol(style: str, look: object) -> None:
    root = ElementTree.fromstring(symbol.icon(style, look))  # type: ignore[arg-type]
    assert len(root) > 0


def test_symbols_of_different_styles_differ() -> None:
    drawn = {symbol.icon(style, LIGHT) for style in WORDS}
    assert len(drawn) == len(WORDS)


def test_an_undisclosed_area_has_no_edge() -> None:
    assert "stroke" not in symbol.icon("drill-undisclosed", LIGHT)
    assert symbol.icon("drill-undisclosed", LIGHT).count("<ellipse") == LIGHT.styles["drill-undisclosed"].fade
