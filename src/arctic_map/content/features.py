"""Features: their GeoJSON, which states how precisely each is known, and edits of them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.edits import AnyTable, Content, EditRefused, each_row, file_of, with_name
from arctic_map.content.facts import FACT, fact_files
from arctic_map.content.layers import (
    GeoJsonFeature,
    layer_file,
    layer_files,
    line_of,
    lines_of,
    raw_features,
    with_lines,
)
from arctic_map.content.tour import STEP
from arctic_map.content.views import VIEW
from arctic_map.model.feature import CLASSES, Edges, Feature, Precision
from arctic_map.model.problem import MAX_PROBLEMS, FileProblem, first
from arctic_map.model.tr import tr
from arctic_map.storage import decoding
from arctic_map.storage.bounded_reading import read_text
from arctic_map.storage.decoding import reword
from arctic_map.tables import geometry

_EMPTY = msgspec.Raw(b"")


class RawFeature(msgspec.Struct):
    """The members of a feature, decoded separately."""

    type: Any = None
    id: Any = None
    properties: msgspec.Raw = _EMPTY
    geometry: msgspec.Raw = _EMPTY


MonthNumber = Annotated[int, msgspec.Meta(ge=1, le=12)]
Rank = Annotated[int, msgspec.Meta(ge=1, le=9)]


class Properties(msgspec.Struct, forbid_unknown_fields=True):
    """The properties of a feature, without id and geometry."""

    name: str
    precision: str
    source: str
    style: str
    names: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    when: str | None = None
    facts: tuple[str, ...] = ()
    note: str = ""
    inferred: str = ""
    edges: str = Edges.GEODESIC.value
    rank: Rank = 5
    sea: bool = False
    month: MonthNumber | None = None
    ice: str = ""
    callout: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class LayerFile:
    """The valid features of a file, the problems of the others, and the ids of both."""

    features: tuple[Feature, ...]
    problems: tuple[FileProblem, ...]
    ids: frozenset[str]
    digest: str
    places: dict[str, str]
    """The position of each valid feature in the file, such as `features[12]`."""


_rows = msgspec.json.Decoder(RawFeature)
_properties = msgspec.json.Decoder(Properties)


def read_layer(path: Path, sources: Collection[str], styles: Collection[str]) -> LayerFile:
    """The features of a layer file, in lon/lat degrees. Raises Unreadable."""
    content = read_text(path)
    features: list[Feature] = []
    all_problems: list[FileProblem] = []
    ids: set[str] = set()
    places: dict[str, str] = {}
    for number, raw in enumerate(raw_features(content)):
        where = f"features[{number}]"
        feature, problems, id = _read_feature(raw, where, sources, styles)
        if id in ids:
            problems.append((f"{where}.id", tr("the id {id!r} is already used in this file", id=id)))
        ids.update({id} if id else ())
        all_problems += problems
        if feature and not problems:
            features.append(feature)
            places[feature.id] = where
        if len(all_problems) > MAX_PROBLEMS:
            break
    return LayerFile(
        tuple(features), tuple(first(all_problems)), frozenset(ids), sha256(content).hexdigest(), places
    )


def features_of(content: Content, layer: str) -> tuple[dict[str, Any], ...]:
    """The features of a layer in order. Raises EditRefused."""
    return tuple(feature for _, feature in lines_of(content, layer_file(content, layer)))


def layer_with(content: Content, feature: str) -> str | None:
    """The id of the layer that contains this feature, or None."""
    for layer, file in layer_files(content).items():
        if any(each.get("id") == feature for _, each in lines_of(content, file)):
            return layer
    return None


def put_feature(content: Content, layer: str, feature: GeoJsonFeature) -> Content:
    """The content with this feature put into a layer, linked with its facts. Raises EditRefused."""
    id = str(feature.get("id", ""))
    current = layer_with(content, id)
    if current is not None and current != layer:
        content = _without(content, current, id)
    file = layer_file(content, layer)
    lines = list(lines_of(content, file))
    number = next((at for at, (_, each) in enumerate(lines) if each.get("id") == id), len(lines))
    texts = [text for text, _ in lines]
    texts[number : number + 1] = [line_of(feature)]
    facts = tuple(map(str, feature.get("properties", {}).get("facts", ())))
    return _link_facts(with_lines(content, file, texts), id, facts)


def remove_feature(content: Content, layer: str, id: str) -> Content:
    """The content without this feature and without references to it. Raises EditRefused."""
    return _forget(_without(content, layer, id), id)


def _without(content: Content, layer: str, id: str) -> Content:
    file = layer_file(content, layer)
    lines = list(lines_of(content, file))
    remaining = [text for text, feature in lines if feature.get("id") != id]
    if len(remaining) == len(lines):
        raise EditRefused(tr("there is no feature {id!r}", id=id), where=file)
    return with_lines(content, file, remaining)


def _link_facts(content: Content, feature: str, facts: Collection[str]) -> Content:
    """The content in which exactly these facts name the feature."""
    for file in fact_files(content):
        content = each_row(
            content, file, FACT, lambda row: with_name(row, "features", feature, row.get("id") in facts)
        )
    return content


def _forget(content: Content, id: str) -> Content:
    """The content in which no fact, tour step or view names the feature."""
    content = _link_facts(content, id, ())
    for table, key in ((STEP, "view"), (VIEW, "features_hidden")):
        content = _unnamed(content, table, key, id)
    return content


def _unnamed(content: Content, table: AnyTable, key: str, id: str) -> Content:
    return each_row(content, file_of(content, table), table, lambda row: with_name(row, key, id, False))


def _read_feature(
    raw: msgspec.Raw, where: str, sources: Collection[str], styles: Collection[str]
) -> tuple[Feature | None, list[FileProblem], str]:
    try:
        row = _rows.decode(raw)
    except msgspec.ValidationError as error:
        return None, [reword(error, decoding.outline(bytes(raw)), RawFeature, where)], ""
    problems = [(f"{where}{path}", why) for path, why in _member_problems(row)]
    id = row.id if isinstance(row.id, str) and not vocabulary.id_problem(row.id) else ""
    shape = properties = None
    if row.geometry != _EMPTY:
        shape, wrong = geometry.read_strictly(row.geometry)
        problems += [(f"{where}.{path}", why) for path, why in wrong]
    if row.properties != _EMPTY:
        try:
            properties = _properties.decode(row.properties)
        except msgspec.ValidationError as error:
            problems.append(reword(error, decoding.whole(row.properties), Properties, f"{where}.properties"))
        else:
            wrong = list(_property_problems(properties, sources, styles))
            problems += [(f"{where}.properties.{key}", why) for key, why in wrong]
    if problems or shape is None or properties is None:
        return None, problems, id
    return _feature(id, properties, shape), problems, id


def _member_problems(row: RawFeature) -> Iterator[FileProblem]:
    if row.type != "Feature":
        yield ".type", tr('expected "type": "Feature"')
    if row.id is None:
        yield "", tr("the feature has no id")
    elif not isinstance(row.id, str):
        yield ".id", tr("the id must be a text")
    elif why := vocabulary.id_problem(row.id):
        yield ".id", why
    if row.geometry == _EMPTY:
        yield "", tr("the feature has no geometry")
    if row.properties == _EMPTY:
        yield "", tr("the feature has no properties")


def _property_problems(
    properties: Properties, sources: Collection[str], styles: Collection[str]
) -> Iterator[FileProblem]:
    """Yield semantic problems by key. Types have been checked."""
    if not properties.name.strip():
        yield "name", tr("the name is empty")
    words: tuple[tuple[str, str, Collection[str]], ...] = (
        ("precision", properties.precision, CLASSES),
        ("edges", properties.edges, tuple(Edges)),
        ("style", properties.style, styles),
        ("source", properties.source, sources),
    )
    for key, word, known in words:
        if word not in known:
            yield key, vocabulary.unknown(key, word, known)
    yield from vocabulary.text_problems(_texts(properties))
    for key, codes in (("names", properties.names), ("callout", properties.callout.keys() - {"en"})):
        for code in codes:
            if why := vocabulary.language_problem(code):
                yield key, why
    if properties.callout and "en" not in properties.callout:
        yield "callout", tr('the words of a call-out are given in English at least: en = "…"')
    if properties.when is not None and (why := vocabulary.when_problem(properties.when)):
        yield "when", why
    yield from vocabulary.id_problems("facts", properties.facts)


def _texts(properties: Properties) -> Iterator[tuple[str, str]]:
    yield "name", properties.name
    yield "note", properties.note
    yield "inferred", properties.inferred
    yield "ice", properties.ice
    yield from ((f"names.{code}", text) for code, text in properties.names.items())
    yield from ((f"callout.{code}", text) for code, text in properties.callout.items())
    yield from ((f"aliases[{number}]", text) for number, text in enumerate(properties.aliases))


def _feature(id: str, properties: Properties, shape: dict[str, Any]) -> Feature:
    fields = msgspec.structs.asdict(properties)
    precision, edges = Precision(properties.precision), Edges(properties.edges)
    return Feature(**{**fields, "id": id, "geometry": shape, "precision": precision, "edges": edges})
