"""Every page that presets and sizes make, in every projection: no words are cut and none lie on others."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from math import cos, radians, sin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from PySide6.QtWidgets import QApplication
from tests.built_in import read_drawing
from tests.cases import first_quick
from tests.shots.pages import requests

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.export.marks import typeface
from arctic_map.export.request import Request
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Box
from arctic_map.render import snapshot
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session

SVG = "{http://www.w3.org/2000/svg}"
MIN_WIDTH_WITH_LEGEND = 550.0
"""CSS pixels of the longer side; smaller pages may have room for the map alone."""
OVER, UNDER = 0.66, 0.05
"""How far letters reach over and under their baseline, in ems; descenders are left room by the lines."""
TOUCH = 0.8
"""Words that meet by less than this, px, do not look as if they did."""

Words = tuple[str, Box]


@pytest.fixture(scope="module")
def scenes(qapp: QApplication) -> tuple[dict[str, Scene], Drawings]:
    content = catalog.load(resources.data())
    drawings = drawings_for(content, read_drawing)
    made = {
        projection.id: compose(content, start(content, Session(projection=projection.id)), drawings)
        for projection in PROJECTIONS
    }
    return made, drawings


@pytest.mark.parametrize(("name", "request_"), [pytest.param(*pair, id=pair[0]) for pair in requests()])
@pytest.mark.parametrize("projection", first_quick(("nsr", "epsg3576", "world")))
def test_no_words_are_cut_or_lie_on_others(
    projection: str, name: str, request_: Request, scenes: tuple[dict[str, Scene], Drawings]
) -> None:
    made, drawings = scenes
    scene = made[projection]
    page = snapshot.page(scene, drawings, replace(request_, box=scene.projection.printed))
    root = ElementTree.fromstring(page.svg)
    labels, around = [*labels_of(root)], [*around_of(root)]
    frame, panels = (
        page.field.edge,
        [(room.x, room.y, room.right, room.bottom) for room in page.layout.panels],
    )
    for words, boxes in labels:
        assert all(inside(box, frame) for box in boxes), f"{words} is cut by the frame"
        assert not any(meet(*pair) for pair in product(boxes, panels)), f"{words} lies on a panel"
    for words, box in around:
        assert inside(box, (0, 0, page.width, page.height)), f"{words} is cut by the page"
        in_panel = any(inside(box, panel) and inside(panel, frame) for panel in panels)
        assert in_panel or not meet(box, frame), f"{words} lies on the map"
    for (one, those), (other, these) in combinations(labels, 2):
        assert not any(meet(*pair) for pair in product(those, these)), f"{one} and {other} lie on each other"
    for (one, a), (other, b) in combinations(around, 2):
        assert not meet(a, b), f"{one} and {other} lie on each other"
    legend = [*texts(part(root, "legend"))] if part(root, "legend") is not None else []
    if max(request_.css) >= MIN_WIDTH_WITH_LEGEND:
        assert legend, "no legend"
        # A page of facts shows, and explains, only what they are about.
        assert len(legend) > (2 if request_.facts else 10)


def labels_of(root: Element) -> Iterator[tuple[str, list[Box]]]:
    """The labels on the map; those in letters as they are called aloud, with the box of each letter."""
    found = part(root, "labels")
    assert found is not None
    for element in found.iter():
        if element.tag == f"{SVG}text" and "font-size" in element.attrib and "stroke" not in element.attrib:
            yield element.text or "", [box_of(element, float(element.attrib["font-size"]))]
        elif element.get("aria-label"):
            size = float(element.attrib["font-size"])
            letters = element.iter(f"{SVG}text")
            yield element.attrib["aria-label"], [letter_box(letter, size, element) for letter in letters]


def around_of(root: Element) -> Iterator[Words]:
    """All words that stand round the map, or on it in panels."""
    for id in ("title", "legend", "notes", "footer", "frame-labels", "facts", "insets"):
        if (found := part(root, id)) is not None:
            yield from texts(found)


def texts(group: Element | None) -> Iterator[Words]:
    assert group is not None
    for element in group.iter(f"{SVG}text"):
        yield element.text or "", box_of(element, float(element.attrib["font-size"]))


def part(root: Element, id: str) -> Element | None:
    return next((element for element in root.iter() if element.get("id") == id), None)


def box_of(text: Element, size: float, face: Element | None = None) -> Box:
    """Left, top, right and bottom of its letters, page pixels."""
    style = face if face is not None else text
    weight, italic = int(style.get("font-weight", "400")), style.get("font-style") == "italic"
    wide = typeface.width(text.text or "", size, weight=weight, italic=italic)
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
    turn = text.get("transform", "")
    if turn.startswith("rotate(-90"):
        return x - OVER * size, y - (left + wide - x), x + UNDER * size, y - (left - x)
    if turn.startswith("rotate(90"):
        return x - UNDER * size, y + (left - x), x + OVER * size, y + (left + wide - x)
    return left, y - OVER * size, left + wide, y + UNDER * size


def letter_box(letter: Element, size: float, face: Element) -> Box:
    """A letter's box, turned round the start of its baseline."""
    x0, y0, x1, y1 = box_of(letter, size, face)
    turned = re.match(r"rotate\((\S+) ", letter.get("transform", ""))
    if turned is None or abs(float(turned[1])) == 90:
        return x0, y0, x1, y1
    x, y, turn = float(letter.attrib["x"]), float(letter.attrib["y"]), radians(float(turned[1]))
    corners = [(px - x, py - y) for px in (x0, x1) for py in (y0, y1)]
    across = [x + dx * cos(turn) - dy * sin(turn) for dx, dy in corners]
    down = [y + dx * sin(turn) + dy * cos(turn) for dx, dy in corners]
    return min(across), min(down), max(across), max(down)


def inside(box: Box, room: Box) -> bool:
    return room[0] <= box[0] and room[1] <= box[1] and room[2] >= box[2] and room[3] >= box[3]


def meet(a: Box, b: Box) -> bool:
    return a[0] + TOUCH < b[2] and b[0] + TOUCH < a[2] and a[1] + TOUCH < b[3] and b[1] + TOUCH < a[3]
