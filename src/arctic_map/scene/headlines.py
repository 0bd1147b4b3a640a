"""The headline of a page: of the fact that it is about, or of what its map shows."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Kind
from arctic_map.model.projection import Box
from arctic_map.scene import ways_on_page
from arctic_map.scene.scene import Scene

MIN_SPAN = 0.4
"""Minimum share of the map's width or height for a claim about the whole map."""
NEARLY = 0.01
"""How far a mark may extend beyond the edge, relative to the map's width and height."""


def headline(scene: Scene, drawings: Mapping[str, Drawing], box: Box, facts: Collection[str] = ()) -> str:
    """The headline of a map of `box` (projected metres) that lists these facts; "" for none.

    `drawings` are those of all visible layers by id. A single listed or selected fact comes first, then what
    is on the map: requested ways, a line of the catalogue, or the claim that covers most of it.
    """
    if not _about(scene, facts) and (ways := ways_on_page.headline(scene)):
        return ways
    texts = (_about(scene, facts), *_in_view(scene, drawings, box, facts))
    return next((scene.wording(text) for text in texts if text and scene.wording.knows(text)), "")


def _about(scene: Scene, listed: Collection[str]) -> str:
    """The headline of the one fact that is listed or selected, or that belongs to the selected feature."""
    chosen = scene.selected
    ids: Collection[str] = listed
    if not ids and chosen is not None:
        feature = scene.catalog.features.get(chosen.feature or "")
        ids = (chosen.fact,) if chosen.fact else feature.facts if feature else ()
    facts = {fact for id in ids if (fact := scene.catalog.fact.get(id))}
    return facts.pop().headline if len(facts) == 1 else ""


def _in_view(
    scene: Scene, drawings: Mapping[str, Drawing], box: Box, listed: Collection[str]
) -> Iterator[str]:
    whole = _wholly_in(scene, drawings, box)
    for row in scene.catalog.headlines:
        if row.features and _span(row.features, whole, box) >= MIN_SPAN:
            yield row.text
    # A map of a region shows what is reported, of the listed facts if there are any; opinions are for pages
    # about their fact.
    claims = (
        (_span(fact.features, whole, box), fact.headline)
        for fact in scene.facts
        if fact.kind is Kind.REPORTED and (not listed or fact.id in listed)
    )
    # The sort is stable: of claims about the same places the first one wins.
    yield from (text for span, text in sorted(claims, key=lambda claim: -claim[0]) if span >= MIN_SPAN)


def _wholly_in(scene: Scene, drawings: Mapping[str, Drawing], box: Box) -> dict[str, Box]:
    """Bounding boxes of the features that the map shows completely."""
    hidden = scene.filtered_out.features
    boxes: dict[str, Box] = {}
    for layer in scene.layers:
        if layer.shown and layer.id in drawings and not layer.file:
            for shape in drawings[layer.id].shapes:
                if shape.feature not in hidden:
                    boxes[shape.feature] = _round((boxes.get(shape.feature, shape.box), shape.box))
    over_x, over_y = (box[2] - box[0]) * NEARLY, (box[3] - box[1]) * NEARLY
    return {
        id: own
        for id, own in boxes.items()
        if own[0] >= box[0] - over_x
        and own[1] >= box[1] - over_y
        and own[2] <= box[2] + over_x
        and own[3] <= box[3] + over_y
    }


def _span(features: Iterable[str], whole: Mapping[str, Box], box: Box) -> float:
    """The larger share of the map's width or height that features cover; 0 if one of them is missing."""
    boxes = [whole.get(id) for id in features]
    there = [each for each in boxes if each is not None]
    if not there or len(there) < len(boxes):
        return 0.0
    x0, y0, x1, y1 = _round(there)
    return max((x1 - x0) / (box[2] - box[0]), (y1 - y0) / (box[3] - box[1]))


def _round(boxes: Iterable[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
