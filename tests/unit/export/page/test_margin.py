"""What stands round the map and the numbers on it, place by place, as files that can be read."""

import os
from collections.abc import Iterator
from dataclasses import replace
from math import radians, sin
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.built_in import built_in, scene_after
from tests.looks import SYMBOLOGY

from arctic_map import __version__
from arctic_map.export import svg
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.typeface import width
from arctic_map.export.request import ALL, PagePart, Request, preset_named
from arctic_map.model.catalog import Catalog, Source
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.fact import Fact, Kind
from arctic_map.render import snapshot
from arctic_map.scene.scene import Scene

GOLDEN = Path(__file__).parents[3] / "golden" / "margin"
NS = "{http://www.w3.org/2000/svg}"
REPORTED = Fact(
    id="T1",
    topic="trade",
    text="A ship came to the port.",
    kind=Kind.REPORTED,
    when="2024",
    features=("port", "L1"),
)
FACTS = (
    REPORTED,
    replace(REPORTED, id="T2", text="It left.", kind=Kind.ATTRIBUTED, when="", features=("port",)),
    replace(REPORTED, id="T3", text="Nobody saw it.", kind=Kind.JUDGEMENT, features=("Z1", "elsewhere")),
)
IDS = tuple(fact.id for fact in FACTS)
PAGES = {
    "large": Request(width=1280, height=800, facts=IDS),
    "paper": Request(width=210, height=297, unit="mm", facts=IDS, text_scale=1.2, margin=20),
    "narrow": Request(width=400, height=900, facts=IDS, parts=ALL - {PagePart.SCALE}),
    "small": Request(
        width=600,
        height=400,
        title="A title of so many words that it is set in smaller letters than the titles of all others are",
        parts=ALL - {PagePart.SCALE, PagePart.ARROW, PagePart.VERSION},
    ),
    "nameless": Request(
        width=420, height=700, parts=ALL - {PagePart.VERSION, PagePart.ARROW, PagePart.PERIOD}
    ),
    "crowded": Request(width=480, height=330, facts=IDS, parts=ALL - {PagePart.LEGEND}, text_scale=1.3),
    "frameless": Request(
        width=900, height=640, parts=ALL - {PagePart.FRAME, PagePart.TITLE, PagePart.WARNING}
    ),
}

NARROW = preset_named("journal-single").applied(Request(language="ru"))


@pytest.fixture
def annotated(scene: Scene, drawings: dict[str, Drawing]) -> Scene:
    """The scene with facts, sources, a period, and a parallel next to its meridian."""
    sources = tuple(Source(f"s{n}", f"The source {n}", f"source {n}", "free & open") for n in range(1, 7))
    named = ", ".join(source.short for source in sources)
    across = (-900e3, 60e3, 900e3, 60e3)
    line = Shape("parallel-80", "line", "graticule", (across,), (-900e3, 60e3, 900e3, 60e3))
    lines = drawings["graticule"]
    names = {**(lines.names or {}), "parallel-80": "80°N"}
    drawings["graticule"] = replace(lines, shapes=(*lines.shapes, line), names=names)
    return replace(
        scene,
        catalog=Catalog("7", "Atlas", "", "", (), FACTS, sources, symbology=SYMBOLOGY),
        facts=FACTS,
        source_line=f"Sources: {named}",
        period="2022 to 2024",
    )


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_round_the_map_is_the_golden_one(
    name: str, annotated: Scene, drawings: dict[str, Drawing], base: BaseMap
) -> None:
    made = "".join(f"{line}\n" for line in _lines(svg.page(annotated, drawings, base, PAGES[name])))
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_no_word_leaves_the_page_or_runs_into_another(
    name: str, annotated: Scene, drawings: dict[str, Drawing], base: BaseMap
) -> None:
    page = svg.page(annotated, drawings, base, PAGES[name])
    boxes = [
        _box(text) for text in _root(page, page.around).iter(f"{NS}text") if "transform" not in text.attrib
    ]
    assert boxes
    for x0, y0, x1, y1 in boxes:
        assert 0 <= x0 < x1 <= page.width
        assert 0 <= y0 < y1 <= page.height
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert not (one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1])


def test_symbols_side_by_side_stay_within_a_narrow_legend() -> None:
    page = snapshot.page(scene_after(), built_in()[1], NARROW)
    assert page.layout.legend is not None and page.legend
    (legend,) = (each for each in _root(page, page.around) if each.get("id") == "legend")
    assert all(_box(text)[2] <= page.layout.legend.right for text in legend.iter(f"{NS}text"))


def test_the_scale_ends_before_the_arrow() -> None:
    request = Request(width=400, height=1000, parts=ALL - {PagePart.LEGEND, PagePart.INSET})
    page = snapshot.page(scene_after(), built_in()[1], request)
    (notes,) = (each for each in _root(page, page.around) if each.get("id") == "notes")
    (arrow,) = (at for each in notes.iter() if (at := each.get("transform", "")))
    place, turn = (float(part.split("(")[1].split()[0].rstrip(")")) for part in arrow.split(") "))
    ends = [_box(text)[2] for text in notes.iter(f"{NS}text") if (text.text or "").endswith(" km")]
    tip = 1.15 * page.layout.sizes.type * abs(sin(radians(turn)))
    assert ends and max(ends) <= place - tip


def _root(page: svg.Page, content: str) -> ElementTree.Element:
    return ElementTree.fromstring(page.part(content))


def _lines(page: svg.Page) -> Iterator[str]:
    yield f"page {page.width:.1f} {page.height:.1f}"
    for piece in (page.around, page.map[-1]):
        for group in _root(page, piece) if piece else ():
            yield ""
            yield group.get("id", "")
            for element in group.iter():
                line = _described(element, group.get("id") == "legend")
                if line:
                    yield f"    {line}"


def _described(element: ElementTree.Element, is_legend: bool) -> str:
    at = element.attrib
    paint = f"fill {at.get('fill', '-')} stroke {at.get('stroke', '-')} {at.get('stroke-width', '')}".strip()
    kind = element.tag.removeprefix(NS)
    if kind == "text":
        place = f"{float(at['x']):.1f} {float(at['y']):.1f}"
        how = [
            at["font-size"],
            *(at[key] for key in ("font-weight", "text-anchor", "transform") if key in at),
        ]
        words = (element.text or "").replace(__version__, "VERSION")
        return f"{place} ({', '.join(how)}) {at['fill']}: {words}"
    # What a symbol looks like is covered by tests of its own.
    if is_legend and at.get("stroke-width") != "0.8":
        return ""
    if kind == "rect":
        edges = " ".join(f"{float(at[key]):.1f}" for key in ("x", "y", "width", "height"))
        return f"box {edges} {paint}" + (f" round {float(at['rx']):.1f}" if "rx" in at else "")
    if kind == "path":
        return f"path {at['d']} {paint}"
    return at.get("transform", "")


def _box(text: ElementTree.Element) -> tuple[float, float, float, float]:
    """Round the letters of a line: those that reach above or below it count, their air does not."""
    size, words = float(text.attrib["font-size"]), text.text or ""
    long = width(words, size, weight=int(text.get("font-weight", "400")))
    left = float(text.attrib["x"]) - long * {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0.0)
    base = float(text.attrib["y"])
    return left, base - size * 0.7, left + long, base + size * 0.1
