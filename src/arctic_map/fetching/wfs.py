"""Layers of a server with WFS: the list of its feature types, and the features of one."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from arctic_map.fetching.failure import NO_FEATURES, OTHER_SYSTEM, FetchError
from arctic_map.fetching.http_client import Answer, HttpClient
from arctic_map.fetching.ogc_api import FeaturePage, decoded
from arctic_map.fetching.ogc_xml import ACCEPT, request_to, tag_of, text_of, xml_of
from arctic_map.model.shared_source import MAX_SHARED_FEATURES, SharedLayer
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers.gml import features_of_gml

PAGE = 1000
"""Features that are asked for at a time."""
DEGREES = "EPSG:4326"
_DEGREES = re.compile(r"CRS:?84|4326", re.IGNORECASE)
_SCRIPT = re.compile("jsonp|javascript", re.IGNORECASE)
_MATCHED = re.compile(rb'numberMatched="(\d{1,15})"')
MEMBERS = frozenset({"member", "featureMember", "featureMembers"})


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a server offers."""

    version: str
    layers: tuple[SharedLayer, ...]
    json: str
    """Name of its format of features in JSON; empty if it has none."""


def capabilities(client: HttpClient) -> Capabilities:
    """What the server offers. Raises FetchError."""
    answer = client.get(
        request_to(client, "WFS", REQUEST="GetCapabilities", ACCEPTVERSIONS="2.0.0,1.1.0"), ACCEPT
    )
    root = xml_of(client, answer)
    if tag_of(root) != "WFS_Capabilities":
        raise client.failure(tr("its answer is not a list of layers"))
    layers = tuple(
        SharedLayer(name, text_of(each, "Title") or name)
        for each in root.iter()
        if tag_of(each) == "FeatureType" and (name := text_of(each, "Name"))
    )
    formats = (
        (value.text or "").strip()
        for operation in root.iter()
        if tag_of(operation) == "Operation" and operation.get("name") == "GetFeature"
        for value in operation.iter()
        if tag_of(value) == "Value"
    )
    offered = [each for each in formats if "json" in each.lower() and not _SCRIPT.search(each)]
    return Capabilities(root.get("version", "2.0.0"), layers, next(iter(offered), ""))


def feature_pages(client: HttpClient, offered: Capabilities, layer: str) -> Iterator[FeaturePage]:
    """Yield the features of a layer, page by page, in longitude and latitude. Raises FetchError."""
    last, count = 0, 0
    while count < MAX_SHARED_FEATURES:
        try:
            page = _page(client, offered, layer, count)
        except FetchError:
            if count or not offered.json:
                raise
            # GML may be in any reference system, unlike JSON.
            offered = replace(offered, json="")
            continue
        present = hash(tuple(map(bytes, page.features)))
        # A server without pages gives the same features again.
        if not page.features or (count and present == last):
            return
        yield page
        last, count = present, count + len(page.features)
        if count == page.whole or not offered.version.startswith("2"):
            return


def _page(client: HttpClient, offered: Capabilities, layer: str, start: int) -> FeaturePage:
    is_second = offered.version.startswith("2")
    options = {
        "REQUEST": "GetFeature",
        "VERSION": offered.version,
        "TYPENAMES" if is_second else "TYPENAME": layer,
        "COUNT" if is_second else "MAXFEATURES": str(PAGE if is_second else MAX_SHARED_FEATURES),
    }
    if is_second:
        options["STARTINDEX"] = str(start)
    if offered.json:
        options |= {"OUTPUTFORMAT": offered.json, "SRSNAME": DEGREES}
    answer = client.get(request_to(client, "WFS", **options), ACCEPT)
    if answer.body.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
        return _of_json(client, answer)
    root = xml_of(client, answer)
    if tag_of(root) != "FeatureCollection":
        raise client.failure(tr("its answer is not features"))
    if not MEMBERS & set(map(tag_of, root)):
        return FeaturePage([])
    try:
        features = features_of_gml(answer.body)
    except Unreadable as error:
        raise client.failure(tr("its features cannot be read: {why}", why=error.why)) from error
    matched = _MATCHED.search(answer.body)
    return FeaturePage([msgspec.Raw(each) for each in features], [], int(matched[1]) if matched else None)


class _Crs(msgspec.Struct, frozen=True):
    properties: dict[str, Any] = {}


class _Page(FeaturePage, frozen=True):
    totalFeatures: Any = None  # as older servers name it
    crs: _Crs | None = None


def _of_json(client: HttpClient, answer: Answer) -> FeaturePage:
    page = decoded(client, answer, _Page, tr(NO_FEATURES))
    names = page.crs.properties if page.crs else {}
    crs = str(names.get("name") or names.get("code") or "")
    if crs and not _DEGREES.search(crs):
        raise client.failure(tr(OTHER_SYSTEM, name=crs))
    whole = page.numberMatched if page.whole is not None else page.totalFeatures
    return FeaturePage(page.features, [], whole)
