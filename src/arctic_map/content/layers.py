"""Feature layers in the catalogue, and their files, one feature per line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from arctic_map.content.catalog_file import CATALOG, LAYER
from arctic_map.content.edits import Content, EditRefused, RowData, put_row, rows_of, with_file
from arctic_map.model.tr import tr
from arctic_map.storage import decoding
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.decoding import reword

GeoJsonFeature = Mapping[str, Any]
"""A GeoJSON feature in lon/lat degrees, with a text as id and the properties of the schema."""
_NOTHING = msgspec.Raw(b"")
EMPTY = b'{"type": "FeatureCollection", "features": []}\n'


class Features(msgspec.Struct):
    """A FeatureCollection with undecoded features, so that an invalid one does not affect the others."""

    features: list[msgspec.Raw]
    type: msgspec.Raw = _NOTHING


_collections = msgspec.json.Decoder(Features)


def put_layer(content: Content, row: RowData, at: int | None = None) -> Content:
    """The content with this row of a feature layer put in, and its file created. Raises EditRefused."""
    file = str(row.get("file") or f"layers/{row.get('id')}.geojson")
    made = content if file in content else with_file(content, file, EMPTY)
    return put_row(made, CATALOG, LAYER, {"kind": "features", **row, "file": file}, at)


def layer_files(content: Content) -> dict[str, str]:
    """The file of each feature layer by id, in the order of the catalogue."""
    rows = rows_of(content, CATALOG, LAYER)
    return {str(row["id"]): row["file"] for row in rows if row.get("file") in content and "id" in row}


def layer_file(content: Content, layer: str) -> str:
    """The file of a feature layer. Raises EditRefused if it does not exist."""
    if file := layer_files(content).get(layer):
        return file
    raise EditRefused(tr("there is no layer {id!r} of features", id=layer), where=CATALOG)


def lines_of(content: Content, file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the text of each feature and its parsed object. Raises EditRefused."""
    try:
        raws = raw_features(content[file])
    except Unreadable as error:
        raise EditRefused(error.why, where=f"{file} {error.where}".rstrip()) from None
    for raw in raws:
        text = bytes(raw).decode()
        feature = json.loads(text)
        if not isinstance(feature, dict):
            raise EditRefused(tr("a feature is not an object"), where=file)
        yield text, feature


def line_of(feature: GeoJsonFeature) -> str:
    """The feature as one line of its file."""
    return json.dumps({"type": "Feature", **feature}, ensure_ascii=False)  # no words: GeoJSON


def with_lines(content: Content, file: str, lines: Iterable[str]) -> Content:
    """The content in which the file has these features, one per line."""
    body = ",\n".join(lines)
    text = f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n'  # no words: GeoJSON
    joined = text.encode() if body else EMPTY
    return content if joined == content.get(file) else with_file(content, file, joined)


def each_feature(content: Content, file: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Content:
    """The content with `change` applied to every feature of a file. Unchanged features keep their text."""
    before = list(lines_of(content, file))
    after = [(line, feature, change(feature)) for line, feature in before]
    if all(feature == changed for _, feature, changed in after):
        return content
    return with_lines(
        content, file, (line if feature == changed else line_of(changed) for line, feature, changed in after)
    )


def raw_features(content: bytes) -> list[msgspec.Raw]:
    """The undecoded features of a FeatureCollection. Raises Unreadable."""
    try:
        collection = decoding.decode(content, _collections)
    except msgspec.ValidationError as error:
        where, why = reword(error, decoding.outline(content), Features)
        if not where:
            raise Unreadable(tr("this is not a GeoJSON FeatureCollection: {why}", why=why)) from None
        raise Unreadable(why, where) from None
    if bytes(collection.type) != b'"FeatureCollection"':
        raise Unreadable(tr('expected "type": "FeatureCollection"'), "type")
    return collection.features
