"""Requests and answers of the older protocols of the OGC, which are XML."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from xml.etree import ElementTree

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.http_client import Answer, HttpClient
from arctic_map.model.tr import tr

ACCEPT = "text/xml, application/xml, application/json, image/png"
_DECLARATION = re.compile(rb"""\s*<\?xml[^>]*?encoding=["']([\w.-]+)["'][^>]*>""")
OWN = frozenset(
    (
        "service",
        "request",
        "version",
        "typename",
        "typenames",
        "outputformat",
        "count",
        "startindex",
        "layers",
    )
    + ("styles", "crs", "srs", "bbox", "width", "height", "format")
)
"""Parameters of the protocols, which an address may contain."""


def request_to(client: HttpClient, service: str, **options: str) -> str:
    """The address of a request. Parameters that a server has of its own stay."""
    parts = urlsplit(client.address)
    own = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() not in OWN]
    query = urlencode([*own, ("SERVICE", service), *options.items()])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def xml_of(client: HttpClient, answer: Answer) -> ElementTree.Element:
    """The answer as XML. Raises FetchError, with the words of the server if it reports an error."""
    # Entities could make a small text expand to gigabytes. Old servers name a DTD, which is not loaded.
    if b"<!ENTITY" in answer.body:
        raise client.failure(tr("its answer is a kind of XML that is not accepted"))
    try:
        root = _parsed(answer.body)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise FetchError(tr("its answer is not XML"), host=client.host) from error
    if tag_of(root) in ("ExceptionReport", "ServiceExceptionReport"):
        words = " ".join("".join(root.itertext()).split())
        raise client.failure(tr("it reports: {words}", words=words[:200]))
    return root


def _parsed(body: bytes) -> ElementTree.Element:
    """The root of a text. Raises ParseError, ValueError and LookupError."""
    declared = _DECLARATION.match(body)
    try:
        return ElementTree.fromstring(body)
    except ValueError:
        # The parser does not know encodings of several bytes, such as GBK.
        if not declared:
            raise
        return ElementTree.fromstring(body[declared.end() :].decode(declared[1].decode()))


def tag_of(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def text_of(element: ElementTree.Element, *path: str) -> str:
    """The text of the first element below another along a path; empty if there is none."""
    for tag in path:
        found = next((each for each in element if tag_of(each) == tag), None)
        if found is None:
            return ""
        element = found
    return (element.text or "").strip()
