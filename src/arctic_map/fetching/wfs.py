"""Layers of a server with WFS: the list of its feature types, and the features of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from xml.etree import ElementTree

import msgspec

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.http_client import Answer, HttpClient
from arctic_map.fetching.ogc_api import FeaturePage
from arctic_map.model.shared_source import MAX_SHARED_FEATURES, SharedLayer
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers.gml import features_of_gml

ACCEPT = "text/xml, application/xml, application/json"
PAGE = 1000
"""Features that are asked for at a time."""
DEGREES = "EPSG:4326"
_DEGREES = re.compile(r"CRS:?84|4326", re.IGNORECASE)
_SCRIPT = re.compile("jsonp|javascript", re.IGNORECASE)
_MATCHED = re.compile(rb'numberMatched="(\d+)"')
MEMBERS = frozenset({"member", "featureMember", "featureMembers"})
OWN = frozenset(
    ("service", "request", "version", "typename", "typenames", "outputformat", "count", "startindex")
)
"""Parameters of the protocol, which an address may contain."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a server offers."""

    version: str
    layers: tuple[SharedLayer, ...]
    json: str
    """Name of its format of features in JSON; empty if it has none."""


def is_wfs(address: str) -> bool:
    """Whether an address is one of a WFS by its looks."""
    parts = urlsplit(address.lower())
    return parts.path.rstrip("/").endswith("wfs") or "service=wfs" in parts.query


def capabilities(client: HttpClient) -> Capabilities:
    """What the server offers. Raises FetchError."""
    answer = client.get(_request(client, REQUEST="GetCapabilities", ACCEPTVERSIONS="2.0.0,1.1.0"), ACCEPT)
    root = _xml(client, answer)
    if _tag(root) != "WFS_Capabilities":
        raise client.failure("its answer is not a list of layers")
    layers = tuple(
        SharedLayer(name, _text(each, "Title") or name)
        for each in root.iter()
        if _tag(each) == "FeatureType" and (name := _text(each, "Name"))
    )
    formats = (
        (value.text or "").strip()
        for operation in root.iter()
        if _tag(operation) == "Operation" and operation.get("name") == "GetFeature"
        for value in operation.iter()
        if _tag(value) == "Value"
    )
    offered = [each for each in formats if "json" in each.lower() and not _SCRIPT.search(each)]
    return Capabilities(root.get("version", "2.0.0"), layers, next(iter(offered), ""))


def feature_pages(client: HttpClient, offered: Capabilities, layer: str) -> Iterator[FeaturePage]:
    """Yield the features of a layer, page by page, in longitude and latitude. Raises FetchError."""
    first, count = b"", 0
    while count < MAX_SHARED_FEATURES:
        try:
            page = _page(client, offered, layer, count)
        except FetchError:
            if count or not offered.json:
                raise
            # GML may be in any reference system, unlike JSON.
            offered = replace(offered, json="")
            continue
        start = bytes(page.features[0]) if page.features else b""
        # A server without pages gives the same features again.
        if not start or start == first:
            return
        yield page
        first, count = start, count + len(page.features)
        if count == page.numberMatched or not offered.version.startswith("2"):
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
    answer = client.get(_request(client, **options), ACCEPT)
    if answer.body.lstrip()[:1] == b"{":
        return _of_json(client, answer)
    root = _xml(client, answer)
    if _tag(root) != "FeatureCollection":
        raise client.failure("its answer is not features")
    if not MEMBERS & set(map(_tag, root)):
        return FeaturePage([])
    try:
        features = features_of_gml(answer.body)
    except Unreadable as error:
        raise client.failure(f"its features cannot be read: {error.why}") from error
    matched = _MATCHED.search(answer.body)
    return FeaturePage([msgspec.Raw(each) for each in features], [], int(matched[1]) if matched else None)


class _Crs(msgspec.Struct, frozen=True):
    properties: dict[str, str] = {}


class _Page(FeaturePage, frozen=True):
    totalFeatures: int | str | None = None  # as older servers name it
    crs: _Crs | None = None


def _of_json(client: HttpClient, answer: Answer) -> FeaturePage:
    try:
        page = msgspec.json.decode(answer.body, type=_Page)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise FetchError("its answer is not features in JSON", host=client.host) from error
    crs = page.crs.properties.get("name", "") if page.crs else ""
    if crs and not _DEGREES.search(crs):
        raise client.failure(f"it gives positions in {crs} instead of longitude and latitude")
    whole = page.numberMatched if page.numberMatched is not None else page.totalFeatures
    return FeaturePage(page.features, [], whole if isinstance(whole, int) else None)


def _request(client: HttpClient, **options: str) -> str:
    parts = urlsplit(client.address)
    # Some servers have parameters of their own in their address.
    own = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() not in OWN]
    query = urlencode([*own, ("SERVICE", "WFS"), *options.items()])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _xml(client: HttpClient, answer: Answer) -> ElementTree.Element:
    """The answer as XML. Raises FetchError, with the words of the server if it reports an error."""
    # Entities could make a small text expand to gigabytes.
    if b"<!DOCTYPE" in answer.body or b"<!ENTITY" in answer.body:
        raise client.failure("its answer is a kind of XML that is not accepted")
    try:
        root = ElementTree.fromstring(answer.body)
    except ElementTree.ParseError as error:
        raise FetchError("its answer is not XML", host=client.host) from error
    if _tag(root) in ("ExceptionReport", "ServiceExceptionReport"):
        words = " ".join("".join(root.itertext()).split())
        raise client.failure(f"it reports: {words[:200]}")
    return root


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: ElementTree.Element, tag: str) -> str:
    return next(((each.text or "").strip() for each in element if _tag(each) == tag), "")
