"""Layers of a server with OGC API Features: the list of its collections, and the features of one."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import msgspec

from arctic_map.fetching.failure import NO_FEATURES, OTHER_SYSTEM, FetchError
from arctic_map.fetching.http_client import Answer, HttpClient
from arctic_map.model.map_view import DegreeBox
from arctic_map.model.shared_source import MAX_SHARED_FEATURES, SharedLayer
from arctic_map.model.tr import tr

ACCEPT = "application/geo+json, application/json;q=0.9"
PAGE = 1000
"""Features that are asked for at a time. Servers may give fewer."""
MAX_PAGES = 20_000
DEGREES = ("CRS84", "CRS84h")
"""Names of reference systems of longitude and latitude."""
OWN = frozenset({"limit", "offset", "bbox", "bbox-crs", "crs", "datetime", "f"})
"""Parameters of the protocol, which an address may contain."""


class _Link(msgspec.Struct, frozen=True):
    href: str | None = None
    rel: str | None = None


class _Collection(msgspec.Struct, frozen=True):
    id: str | int
    title: Any = None
    itemType: str | None = None  # as the standard names it


class _Collections(msgspec.Struct, frozen=True):
    collections: list[_Collection]
    links: list[_Link] | None = None


class FeaturePage(msgspec.Struct, frozen=True):
    """A page of features, each as JSON."""

    features: list[msgspec.Raw]
    links: list[_Link] | None = None
    numberMatched: Any = None

    @property
    def whole(self) -> int | None:
        """Number of features of all pages; None if the server does not state a number."""
        return self.numberMatched if isinstance(self.numberMatched, int) else None


def base_of(address: str) -> str:
    """The address of the server, of which a longer one may name a collection."""
    parts = urlsplit(address)
    path = re.split(r"/collections(?=/|$)", parts.path)[0].rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}"


def collections(client: HttpClient) -> tuple[SharedLayer, ...]:
    """The collections of features that a server offers. Raises FetchError."""
    base = base_of(client.address)
    found = list[SharedLayer]()
    for answer in _pages(client, f"{base}/collections", _Collections):
        found += [
            SharedLayer(
                str(each.id), each.title if each.title and isinstance(each.title, str) else str(each.id)
            )
            for each in answer.collections
            if each.itemType in (None, "feature")
        ]
    return tuple(found)


def feature_pages(
    client: HttpClient, collection: str, boxes: Sequence[DegreeBox | None] = (None,)
) -> Iterator[FeaturePage]:
    """Yield the features of a collection, page by page, in longitude and latitude. Raises FetchError.

    Of boxes only their features are options for; a server may give others too.
    """
    base = base_of(client.address)
    for box in boxes:
        options = {"limit": str(PAGE)} | ({"bbox": ",".join(f"{each:.8g}" for each in box)} if box else {})
        items = f"{base}/collections/{quote(collection, safe='')}/items?{urlencode(options, safe=',')}"
        yield from _pages(client, items, FeaturePage)


def _pages(client: HttpClient, url: str, kind: Any) -> Iterator[Any]:
    """Yield the answer and those that it links to as the next ones."""
    known, size = set[str](), 0
    while url:
        url = _with_own(client, url)
        if url in known or len(known) >= MAX_PAGES:
            raise client.failure(tr("its pages of features have no end"))
        known.add(url)
        answer = _json(client, url)
        if answer.crs and not answer.crs.endswith(DEGREES):
            raise client.failure(tr(OTHER_SYSTEM, name=answer.crs))
        no_layers = tr("its answer is not a list of layers in JSON")
        page = decoded(client, answer, kind, tr(NO_FEATURES) if kind is FeaturePage else no_layers)
        yield page
        size += len(page.features) if isinstance(page, FeaturePage) else 0
        links = page.links or ()
        following = next((each.href for each in links if each.rel == "next" and each.href), "")
        url = client.own_address(following, answer.url) if following and size < MAX_SHARED_FEATURES else ""


def _with_own(client: HttpClient, url: str) -> str:
    """An address with the parameters that the server needs in each, such as a key."""
    known = dict(parse_qsl(urlsplit(url).query))
    own = parse_qsl(urlsplit(client.address).query)
    missing = urlencode([each for each in own if each[0] not in known and each[0].lower() not in OWN])
    return f"{url}{'&' if '?' in url else '?'}{missing}" if missing else url


def _json(client: HttpClient, url: str) -> Answer:
    """The answer as JSON. Some servers show people their pages unless a parameter asks for it."""
    answer = client.get(url, ACCEPT)
    if "json" not in answer.type and "f=" not in url:
        answer = client.get(f"{url}{'&' if '?' in url else '?'}f=json", ACCEPT)
    return answer


def decoded(client: HttpClient, answer: Answer, kind: Any, why: str) -> Any:
    """The answer as JSON of a kind. Raises FetchError that says why not."""
    try:
        return msgspec.json.decode(answer.body.removeprefix(BOM_UTF8), type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise FetchError(why, host=client.host) from error
