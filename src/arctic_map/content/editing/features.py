"""Features of a content: places, lines and areas, put, changed and taken away, with all that names them."""

from __future__ import annotations

from typing import Any

from arctic_map.content.editing.layers import Feature, layer_file, layer_files, line_of, lines_of, with_lines
from arctic_map.content.editing.links import forget_feature, link_facts
from arctic_map.content.edits import Content, EditRefused


def features_of(content: Content, layer: str) -> tuple[dict[str, Any], ...]:
    """The features of a layer in their order. Raises EditRefused."""
    return tuple(feature for _, feature in lines_of(content, layer_file(content, layer)))


def layer_with(content: Content, feature: str) -> str | None:
    """The layer that holds the feature of this id."""
    for layer, file in layer_files(content).items():
        if any(each.get("id") == feature for _, each in lines_of(content, file)):
            return layer
    return None


def put_feature(content: Content, layer: str, feature: Feature) -> Content:
    """The content with this feature in a layer: in the place of the one of its id, else behind the others.

    The facts that it names name it, and no others. Raises EditRefused.
    """
    id = str(feature.get("id", ""))
    held = layer_with(content, id)
    if held is not None and held != layer:
        content = _without(content, held, id)
    file = layer_file(content, layer)
    lines = list(lines_of(content, file))
    number = next((at for at, (_, each) in enumerate(lines) if each.get("id") == id), len(lines))
    texts = [text for text, _ in lines]
    texts[number : number + 1] = [line_of(feature)]
    facts = tuple(map(str, feature.get("properties", {}).get("facts", ())))
    return link_facts(with_lines(content, file, texts), id, facts)


def remove_feature(content: Content, layer: str, id: str) -> Content:
    """The content without this feature: facts and steps of the tour do not name it any more.

    Raises EditRefused.
    """
    return forget_feature(_without(content, layer, id), id)


def _without(content: Content, layer: str, id: str) -> Content:
    file = layer_file(content, layer)
    lines = list(lines_of(content, file))
    kept = [text for text, feature in lines if feature.get("id") != id]
    if len(kept) == len(lines):
        raise EditRefused(f"there is no feature {id!r}", where=file)
    return with_lines(content, file, kept)
