"""The legend tells of what is on the page, and only of that."""

from dataclasses import replace

import pytest

from arctic_map.export import svg
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.typeface import width
from arctic_map.export.page.seen import NARROWEST, SYMBOL, _fitting
from arctic_map.export.request import ALL as PARTS
from arctic_map.export.request import PagePart, Request
from arctic_map.model.decorations import Sign
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box
from arctic_map.scene.scene import Scene

KM = 1000.0
ALL: Box = (-500 * KM, -400 * KM, 500 * KM, 400 * KM)
LANE: Box = (-450 * KM, -100 * KM, -150 * KM, 100 * KM)
"""Where the lane passes and nothing else is."""
ZONE: Box = (180 * KM, 180 * KM, 220 * KM, 220 * KM)
"""Within the zone, whose edge is not seen."""
NOTHING: Box = (-400 * KM, -390 * KM, -300 * KM, -300 * KM)
ARCTIC, DRILL, PORT = "Lane by the Arctic", "Drill: place not disclosed", "Port named in the article"


def described(scene: Scene, drawings: dict[str, Drawing], base: BaseMap, box: Box) -> str:
    return svg.page(scene, drawings, base, Request(width=1000, height=800, box=box)).around


def test_the_legend_explains_what_is_on_the_map(
    scene: Scene, drawings: dict[str, Drawing], base: BaseMap
) -> None:
    around = described(scene, drawings, base, ALL)
    assert all(f">{words}</text>" in around for words in (ARCTIC, DRILL, PORT))
    # Groups of one line have no heading.
    assert not any(f">{words}</text>" in around for words in ("Lanes", "Drills 2024", "Ports"))


def test_what_the_map_does_not_reach_is_not(
    scene: Scene, drawings: dict[str, Drawing], base: BaseMap
) -> None:
    around = described(scene, drawings, base, LANE)
    assert f">{ARCTIC}</text>" in around
    assert PORT not in around and "Drill" not in around
    around = described(scene, drawings, base, ZONE)
    assert DRILL in around and ARCTIC not in around
    assert ">Legend</text>" not in described(scene, drawings, base, NOTHING)


def test_signs_are_explained_where_there_are_any(
    scene: Scene, drawings: dict[str, Drawing], base: BaseMap
) -> None:
    signed = replace(scene, signs=(Sign("Z1", "kind-forecast", 200 * KM, 200 * KM),))
    assert ">Forecast</text>" in described(signed, drawings, base, ZONE)
    assert ">Attributed</text>" not in described(signed, drawings, base, ZONE)
    assert ">Forecast</text>" not in described(signed, drawings, base, LANE)


def test_a_page_without_a_legend_has_none(scene: Scene, drawings: dict[str, Drawing], base: BaseMap) -> None:
    request = Request(width=1000, height=800, box=ALL, parts=PARTS - {PagePart.LEGEND})
    assert ARCTIC not in svg.page(scene, drawings, base, request).around


@pytest.mark.parametrize(
    "words", [("Ice",) * 7, ("March", "September", "July and a good deal more"), ("One",), ()]
)
def test_no_row_is_wider_than_the_narrowest_column_and_none_could_hold_the_next(
    words: tuple[str, ...],
) -> None:
    symbols = [(f"style-{number}", word) for number, word in enumerate(words)]
    found = [*_fitting(symbols)]
    assert [each for row in found for each in row] == symbols
    wide = [sum(SYMBOL + width(word, 1.0) for _, word in row) for row in found]
    assert all(row <= NARROWEST or len(symbols_of) == 1 for row, symbols_of in zip(wide, found, strict=True))
    for row, following in zip(wide, found[1:], strict=False):
        assert row + SYMBOL + width(following[0][1], 1.0) > NARROWEST
