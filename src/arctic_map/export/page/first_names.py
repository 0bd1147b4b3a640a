"""Names that a page must have. Where labelling found no place for one, it is written next to its mark."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product
from math import hypot, inf

from arctic_map.export.marks import shapes, typeface
from arctic_map.export.marks.lettering import boxes_of
from arctic_map.export.marks.path import Field
from arctic_map.export.page.free_place import FreeGround
from arctic_map.geo.position import meet
from arctic_map.model.catalog import BASE
from arctic_map.model.chart import Form
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.itinerary import FEATURES, feature_id, way_of
from arctic_map.model.projection import Box
from arctic_map.model.strait import is_high_latitude
from arctic_map.model.style import Look
from arctic_map.scene.page_texts import compared_routes, shown_routes
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import without

REACHES = (4.0, 12.0, 22.0, 36.0, 54.0, 80.0)
"""Distances of a text from its mark in pixels."""
FAR = 14.0
"""Distance from which a line connects text and mark."""
DIRECTIONS = tuple((x, y) for x, y in product((1, -1, 0), (0, -1, 1)) if x or y)
STEP = 40.0
"""Distance of possible places along a line in pixels."""
CLEAR = 6.0
"""Distance of a text from other marks in pixels."""
CROSSED = 3
"""Covered cells below a text from which on a mark crosses it."""
ON_MARK, PER_PIXEL, TIED, NEAR_OTHER, SHARED = 3.0, 0.3, 6.0, 90.0, 8.0
"""Penalties: a covered cell, distance, its line, being nearer to another mark, and a second line."""
FEW = 24
"""Number of the user's own places that are all named."""
READABLE = 15.0
"""Penalty from which on the name of a line is hard to read."""
HAN = re.compile("[⺀-\uffef]")

FirstNames = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of features, the most important first: those that are needed, and those where nothing is in the way."""


def first_names(
    scene: Scene, drawings: Mapping[str, Drawing], facts: Iterable[str], *, chart: bool
) -> FirstNames:
    """The features that title and chart of a dressed scene name, and those that it highlights or lists."""
    base = {layer.id for layer in scene.layers if layer.topic == BASE}
    shown = [drawings[layer.id] for layer in scene.layers if layer.shown and layer.id in drawings]
    kinds = {shape.feature: shape.kind for drawing in shown for shape in drawing.shapes}
    listed = [*_headline(scene), *(id for fact in facts for id in scene.catalog.fact[fact].features)]
    words = [(drawing.layer in base, id) for drawing in shown for id in _named(drawing, scene)]
    files = {layer.id for layer in scene.layers if layer.file}
    own = [id for drawing in shown if drawing.layer in files for id in drawing.names or {}]
    needed = (
        *scene.highlighted,
        *(own if len(own) <= FEW else ()),
        *(id for id in kinds if id.startswith(FEATURES) and not way_of(id)),
        *(feature_id(each.by) for each in compared_routes(scene)),
        *(id for id in listed if kinds.get(id) != "line"),
        *(id for is_base, id in words if not is_base),
    )
    return needed, (*listed, *(_charted(scene) if chart else ()), *(id for _, id in words))


def _headline(scene: Scene) -> Iterator[str]:
    """Yield the features that the title is about, if it is a headline of the atlas."""
    facts = ((fact.headline, fact.features) for fact in scene.facts)
    for text, features in (*((row.text, row.features) for row in scene.catalog.headlines), *facts):
        if text and scene.wording.content(text) == scene.title:
            yield from features


def _charted(scene: Scene) -> list[str]:
    """The ways or lanes that a chart compares."""
    charts = (chart for chart in scene.catalog.charts if chart.form is Form.BARS)
    ways = [feature_id(way.by) for way in shown_routes(scene) if not is_high_latitude(way.by)]
    return ways or [item.drawn for chart in charts for item in chart.items]


def _named(drawing: Drawing, scene: Scene) -> Iterator[str]:
    """Yield the features whose names are in title or subtitle as whole words."""
    texts = f"{scene.title}\n{scene.subtitle}"
    names = (drawing.names or {}) | {label.feature: label.text for label in drawing.labels}
    for id, name in names.items():
        if name in texts and (HAN.match(name) or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", texts)):
            yield id


def with_first_names(
    drawings: Iterable[Drawing], look: Look, field: Field, needed: Sequence[str], useful: Sequence[str] = ()
) -> list[Drawing]:
    """The drawings with a label for each of these features that has none, or one crossed by marks."""
    named, placed = list(drawings), list[Box]()
    marks = FreeGround(field, _above(named, look), clear=1.0) if needed or useful else None
    for id, number in product(dict.fromkeys((*needed, *useful)), range(len(named))):
        drawing = named[number]
        own = [shape for shape in drawing.shapes if shape.feature == id]
        if marks is None or not (own or any(label.feature == id for label in drawing.labels)):
            continue
        boxes = [*boxes_of(drawing, look, field, (id,))]
        crossed = bool(own) and own[0].kind == "point" and any(marks.filled(box) >= CROSSED for box in boxes)
        if not boxes or crossed or any(meet(box, other) for box in boxes for other in placed):
            others = [without(each, (id,)) for each in named]
            occupied = [box for each in others for box in boxes_of(each, look, field)]
            ground = FreeGround(field, _above(others, look), occupied, CLEAR)
            alone = replace(drawing, shapes=tuple(own))
            cost, label = _label(alone, id, look, field, ground, placed)
            # A line can be explained by the legend instead.
            most = CROSSED if id not in needed else READABLE if own and own[0].kind == "line" else inf
            most = min((ON_MARK * ground.filled(box) for box in boxes), default=most)
            if label and cost < most:
                named[number] = replace(drawing, labels=(label, *without(drawing, (id,)).labels))
                boxes = [*boxes_of(named[number], look, field, (id,))]
        placed += boxes
    return named


def _above(drawings: Iterable[Drawing], look: Look) -> Iterator[Drawing]:
    return (shapes.parted(drawing, look)[1] for drawing in drawings)


def _label(
    drawing: Drawing, id: str, look: Look, field: Field, ground: FreeGround, placed: Sequence[Box]
) -> tuple[float, Label | None]:
    """The label with the least penalty of the only feature of a drawing, if it is on the map."""
    known = next((label for label in drawing.labels if label.feature == id and not label.below), None)
    styled = known.style if known else drawing.shapes[0].style
    style, text = look.styles.get(styled), known.text if known else (drawing.names or {}).get(id, "")
    if not text or style is None or style.lettering is None:
        return inf, None
    type, half = style.lettering, (style.size + style.width) / 2 if style.symbol else 2.0
    own, length = FreeGround(field, _above([drawing], look), clear=1.0), typeface.length(text, type)
    best, best_label = inf, None
    for reach, (x, y) in product(REACHES, [*_anchors(drawing, id, known, field)]):
        at = px, py = field.at(x, y)
        least = (
            PER_PIXEL * reach
            + TIED * (reach >= FAR)
            + SHARED * bool(ground.filled((px - 1.0, py - 1.0, px + 1.0, py + 1.0)))
        )
        for box in _boxes(px, py, half + reach, length, 1.1 * type.size) if least < best else ():
            if not field.holds_box(box) or any(meet(box, other) for other in placed):
                continue
            cost = least + ON_MARK * (ground.filled(box) + own.filled(box))
            cost += NEAR_OTHER * ground.is_nearer_to_another(box, at)
            if cost < best:
                tie = _tie(box, at, half) if reach >= FAR else ()
                dx, dy = box[0] - px, box[1] + 0.8 * type.size - py
                best, best_label = (
                    cost,
                    Label(text, x, y, dx, dy, "start", styled, field.zoom, id, length, leader=tie),
                )
    return best, best_label


def _anchors(drawing: Drawing, id: str, known: Label | None, field: Field) -> Iterator[tuple[float, float]]:
    """Yield points of a feature in projected metres: of a line, many on the map."""
    own = drawing.shapes
    if own and own[0].kind == "line":
        yield from (at for shape in own for part in shape.parts for at in _along(part, field))
    elif own and own[0].kind == "point":
        if field.holds(*field.at(*own[0].parts[0][:2]), 5.0, 5.0):
            yield own[0].parts[0][0], own[0].parts[0][1]
    elif spot := (drawing.spots or {}).get(id):
        yield spot
    elif known:
        yield known.x, known.y


def _along(part: Sequence[float], field: Field) -> Iterator[tuple[float, float]]:
    """Yield points on a line at equal distances, where it is on the map."""
    since, after = 0.0, STEP / 2
    for (x0, y0), (x1, y1) in pairwise(zip(part[::2], part[1::2], strict=True)):
        length = hypot(x1 - x0, y1 - y0) / field.view.resolution
        while length and since + length >= after:
            share = (after - since) / length
            at = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
            if field.holds(*field.at(*at), 0.0, 0.0):
                yield at
            after += STEP
        since += length


def _boxes(x: float, y: float, away: float, length: float, high: float) -> Iterator[Box]:
    """Yield boxes of a text at this distance from a mark, the best direction first."""
    for across, down in DIRECTIONS:
        part = away * (0.7 if across and down else 1.0)
        left = x + across * part + length * (across - 1) / 2
        top = y + down * part + high * (down - 1) / 2
        yield left, top, left + length, top + high


def _tie(box: Box, at: tuple[float, float], half: float) -> tuple[float, ...]:
    """The line from the edge of a mark to a box, in pixels from the mark."""
    x, y = min(max(at[0], box[0]), box[2]) - at[0], min(max(at[1], box[1]), box[3]) - at[1]
    start, end = (half + 2.0) / hypot(x, y), 1.0 - 2.0 / hypot(x, y)
    return x * start, y * start, x * end, y * end
