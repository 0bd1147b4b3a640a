"""A drawn place as a form shows it, and the edits that save or remove it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from arctic_map.content import vocabulary
from arctic_map.content.catalog_file import CATALOG, LAYER, SOURCE
from arctic_map.content.edits import AnyTable, Content, Edit, EditRefused, put_row, rows_of, slug
from arctic_map.content.features import features_of, layer_with, put_feature, remove_feature
from arctic_map.content.layers import layer_files, put_layer
from arctic_map.model.catalog import ARTICLE
from arctic_map.model.feature import CLASSES, Geometry, Precision
from arctic_map.model.tr import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPlace:
    """A place in the form. Texts are empty where nothing was entered, since nothing is guessed."""

    id: str = ""
    """Empty for a new place."""
    name: str = ""
    geometry: Geometry
    layer: str = ""
    """Id of its layer, or empty to create `new_layer`."""
    new_layer: str = ""
    topic: str = ""
    """Topic of the new layer."""
    style: str = ""
    precision: str = ""
    reason: str = ""
    """Explains the position, unless it is surveyed."""
    source: str = ""
    """Id of its source, or empty to create `new_source`."""
    new_source: str = ""
    facts: tuple[str, ...] = ()
    when: str = ""
    note: str = ""


def problems(place: DrawnPlace) -> tuple[tuple[str, str], ...]:
    """What the form still lacks, as fields and messages. Empty if the place can be saved."""
    return tuple(_problems(place))


def keep(place: DrawnPlace) -> Edit:
    """An edit that saves the place, and creates a layer and a source if needed."""

    def edit(content: Content) -> Content:
        for _, why in problems(place):
            raise EditRefused(why, where=place.name)
        layer, source = place.layer, place.source
        if not layer:
            layer = slug(place.new_layer, _ids(content, LAYER), "layer")
            row = {"id": layer, "name": place.new_layer.strip(), "topic": place.topic}
            content = put_layer(content, row)
        if not source:
            source = slug(place.new_source, [*_ids(content, SOURCE), ARTICLE], "source")
            name = place.new_source.strip()
            content = put_row(content, CATALOG, SOURCE, {"id": source, "name": name, "short": name})
        return put_feature(content, layer, _feature(content, place, source))

    return edit


def remove(feature: str) -> Edit:
    """An edit that removes a place, and references to it from facts and tour steps."""

    def edit(content: Content) -> Content:
        layer = layer_with(content, feature)
        if layer is None:
            raise EditRefused(tr("this is not a place of the atlas"), where=feature)
        return remove_feature(content, layer, feature)

    return edit


def id_of(content: Content, place: DrawnPlace) -> str:
    """The id of the place, or the one it would get if saved now."""
    return place.id or slug(place.name, [str(each.get("id")) for each in _features(content)], "place")


def place_of(content: Content, feature: str) -> DrawnPlace | None:
    """An existing place as the form shows it, or None."""
    layer = layer_with(content, feature)
    existing = _found(content, feature)
    if layer is None or existing is None:
        return None
    properties = existing.get("properties", {})
    return DrawnPlace(
        id=feature,
        geometry=existing["geometry"],
        layer=layer,
        name=properties.get("name", ""),
        style=properties.get("style", ""),
        precision=properties.get("precision", ""),
        reason=properties.get("inferred", ""),
        source=properties.get("source", ""),
        facts=tuple(properties.get("facts", ())),
        when=properties.get("when") or "",
        note=properties.get("note", ""),
    )


def _problems(place: DrawnPlace) -> Iterator[tuple[str, str]]:
    if not place.name.strip():
        yield "name", tr("Give the place a name")
    if not place.layer and not place.new_layer.strip():
        yield "layer", tr("Choose a layer, or name a new one")
    if not place.layer and place.new_layer.strip() and not place.topic:
        yield "topic", tr("Choose the topic under which the new layer is listed")
    if not place.style:
        yield "style", tr("Choose how it looks")
    if place.precision not in CLASSES:
        yield "precision", tr("Choose how precisely the place is known; the atlas never guesses it")
    elif place.precision != Precision.SURVEYED and not place.reason.strip():
        yield "reason", tr("Explain the position: what the source says, and what you inferred")
    if not place.source and not place.new_source.strip():
        yield "source", tr("Enter the source of the place")
    if place.when and vocabulary.when_problem(place.when):
        yield "when", tr("Write the date as 2024, 2024-11 or 2024-11-30, a period as 2022-02/2025-05")
    yield from vocabulary.text_problems(
        (field, getattr(place, field)) for field in ("name", "new_layer", "new_source", "reason", "note")
    )


def _feature(content: Content, place: DrawnPlace, source: str) -> dict[str, Any]:
    """The place as GeoJSON. Properties that the form does not show are kept, names of a former name not."""
    before = _found(content, place.id) or {} if place.id else {}
    properties: dict[str, object] = {
        "name": place.name.strip(),
        "precision": place.precision,
        "source": source,
        "style": place.style,
        **({"when": place.when} if place.when else {}),
        "facts": list(place.facts),
        **({"note": place.note.strip()} if place.note.strip() else {}),
        **({"inferred": place.reason.strip()} if place.reason.strip() else {}),
    }
    former = before.get("properties", {})
    renamed = former.get("name") != properties["name"]
    dropped = ("when", "note", "inferred", *(("names", "aliases") if renamed else ()))
    remaining = {key: value for key, value in former.items() if key not in (*properties, *dropped)}
    return {
        "id": id_of(content, place),
        "properties": {**properties, **remaining},
        "geometry": place.geometry,
    }


def _features(content: Content) -> Iterator[dict[str, Any]]:
    for layer in layer_files(content):
        yield from features_of(content, layer)


def _found(content: Content, id: str) -> dict[str, Any] | None:
    return next((each for each in _features(content) if each.get("id") == id), None)


def _ids(content: Content, table: AnyTable) -> tuple[str, ...]:
    return tuple(str(row.get("id")) for row in rows_of(content, CATALOG, table))
