"""What a page says of its map: the headline of the fact that it is about, or of what it shows."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Kind
from arctic_map.model.projection import Box
from arctic_map.scene import ways_on_page
from arctic_map.scene.scene import Scene

LEAST = 0.4
"""Of the map's width or height, what a claim spans that the whole map is about."""
NEARLY = 0.01
"""Of the map's width and height, how far a mark may reach over its edge."""


def headline(scene: Scene, drawings: Mapping[str, Drawing], box: Box, facts: Collection[str] = ()) -> str:
    """In the scene's words, of a map of `box` (projected metres) that lists these facts; "" for none.

    `drawings` by layer id, of all shown layers. A fact that is listed alone or selected comes first, then
    what is on the map: ways that were asked for, a line of the catalogue, or the claim that spans most of it.
    """
    if not _about(scene, facts) and (ways := ways_on_page.headline(scene)):
        return ways
    texts = (_about(scene, facts), *_in_view(scene, drawings, box))
    return next((scene.wording(text) for text in texts if text and scene.wording.knows(text)), "")


def _about(scene: Scene, listed: Collection[str]) -> str:
    """Of the one fact that the page lists, or that is selected, itself or by its only place."""
    chosen = scene.selected
    ids: Collection[str] = listed
    if not ids and chosen is not None:
        feature = scene.catalog.features.get(chosen.feature or "")
        ids = (chosen.fact,) if chosen.fact else feature.facts if feature else ()
    found = {fact for id in ids if (fact := scene.catalog.fact.get(id))}
    return found.pop().headline if len(found) == 1 else ""


def _in_view(scene: Scene, drawings: Mapping[str, Drawing], box: Box) -> Iterator[str]:
    whole = _wholly_in(scene, drawings, box)
    for row in scene.catalog.headlines:
        if row.features and _span(row.features, whole, box) >= LEAST:
            yield row.text
    # A map of a region says what is reported of it; what somebody thinks is for pages about that fact.
    claims = (
        (_span(fact.features, whole, box), fact.headline)
        for fact in scene.facts
        if fact.kind is Kind.REPORTED
    )
    # Of claims about the same places the first one.
    yield from (text for span, text in sorted(claims, key=lambda claim: -claim[0]) if span >= LEAST)


def _wholly_in(scene: Scene, drawings: Mapping[str, Drawing], box: Box) -> dict[str, Box]:
    """The features that the map shows from end to end, with their boxes."""
    hidden = scene.filtered_out.features
    found: dict[str, Box] = {}
    for layer in scene.layers:
        if layer.shown and layer.id in drawings and not layer.file:
            for shape in drawings[layer.id].shapes:
                if shape.feature not in hidden:
                    found[shape.feature] = _round((found.get(shape.feature, shape.box), shape.box))
    over_x, over_y = (box[2] - box[0]) * NEARLY, (box[3] - box[1]) * NEARLY
    return {
        id: own
        for id, own in found.items()
        if own[0] >= box[0] - over_x
        and own[1] >= box[1] - over_y
        and own[2] <= box[2] + over_x
        and own[3] <= box[3] + over_y
    }


def _span(features: Iterable[str], whole: Mapping[str, Box], box: Box) -> float:
    """The part of the map's width or height, the greater one, that they take; 0 where one is missing."""
    boxes = [whole.get(id) for id in features]
    there = [each for each in boxes if each is not None]
    if not there or len(there) < len(boxes):
        return 0.0
    x0, y0, x1, y1 = _round(there)
    return max((x1 - x0) / (box[2] - box[0]), (y1 - y0) / (box[3] - box[1]))


def _round(boxes: Iterable[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
