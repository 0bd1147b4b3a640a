"""Responses of arctic://app that do not depend on the scene, and the first page as one document."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from os import urandom
from pathlib import Path

from arctic_map import resources
from arctic_map.errors import AssetMissing, UnknownName
from arctic_map.geo.projections import is_centred, projection_named
from arctic_map.page import addresses
from arctic_map.storage.base_map import base_map_file


@dataclass(frozen=True, slots=True)
class Asset:
    """A response as it is sent."""

    media_type: str
    body: bytes
    policy: str = ""
    """Its content security policy."""


@dataclass(frozen=True, slots=True)
class DeferredAsset:
    """A response that takes so long that the window makes it in a thread."""

    media_type: str
    make: Callable[[], bytes]
    """Return the body; may raise OSError."""

    @property
    def body(self) -> bytes:
        """The body, made now. May raise OSError."""
        return self.make()


BYTES = "application/octet-stream"
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
}


def static_asset(path: str) -> Asset | DeferredAsset:
    """The response to arctic://app<path>. Raises AssetMissing if the page has no such address."""
    if path == "/index.html":
        return _file(resources.prepared() / "index.html")
    if ground := addresses.ground_in(path):
        return _ground(*ground)
    if font := addresses.font_in(path):
        return _file(resources.prepared() / "fonts" / font)
    return _bundled(path)


def json(body: bytes) -> Asset:
    """A response with JSON."""
    return Asset(TYPES[".json"], body)


def _ground(family: str, name: str) -> Asset | DeferredAsset:
    if not is_centred(family):
        return _file(base_map_file(family, name))
    try:
        projection_named(family)
    except UnknownName as unknown:
        raise AssetMissing(unknown.what) from unknown
    # Made on first use, which takes up to two seconds.
    return DeferredAsset(TYPES[Path(name).suffix], lambda: base_map_file(family, name).read_bytes())


def _bundled(path: str) -> Asset:
    """A file below resources/web. Raises AssetMissing for paths outside it."""
    top = resources.web().resolve()
    try:
        file = (top / path.lstrip("/")).resolve()
    except ValueError as problem:
        raise AssetMissing("no file can have such a name", where=repr(path)) from problem
    if not file.is_relative_to(top):
        raise AssetMissing("the address leaves the app's own files", where=path)
    return _file(file)


def _file(file: Path) -> Asset:
    media_type = TYPES.get(file.suffix)
    if media_type is None or not file.is_file():
        raise AssetMissing("the page has no such file", where=file.name)
    return Asset(media_type, file.read_bytes())


PAGE, START = "/index.html", "/start.json"
Answer = Callable[[str], Asset | DeferredAsset]
_SCRIPT = re.compile(r'<script src="([^"]+)"></script>')
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"/>')
_NAMED = re.compile(rb'"((?:/drawing/[^"/]+/[^"/]+|/ground/[^"/]+/(?:outline|level0))\.json(?:\?[^"]+)?)"')


def one_piece(answer: Answer) -> str:
    """The shell with scripts and styles inlined: the same for every content. Raises AssetMissing."""
    html = answer(PAGE).body.decode()
    sheets = "".join(f"<style>{_text(answer, address)}</style>" for address in _SHEET.findall(html))
    html = _SCRIPT.sub(lambda found: f"<script>{_text(answer, found[1])}</script>", _SHEET.sub("", html))
    # Styles first, as scripts request the fonts that these name.
    return html.replace("<script>", f"{sheets}<script>", 1)


def whole_page(html: str, first: bytes) -> Asset:
    """The page of `one_piece` with `first_answers` at its end, and a policy that allows only its scripts."""
    nonce = urandom(16).hex()
    # A sequence that could end or hide the element can only be in a string, where JSON can escape it.
    data = first.replace(b"</", rb"<\/").replace(b"<!", rb"<\u0021")
    body = b'%b<script type="application/json" id="first">%b</script>' % (marked(html, nonce).encode(), data)
    return Asset("text/html", body, policy(nonce))


def first_answers(answer: Answer) -> bytes:
    """A JSON object of responses by address: start messages and named files. Raises AssetMissing."""
    start = answer(START).body
    named = dict.fromkeys(address.decode() for address in _NAMED.findall(start))
    answers = {START: start} | {address: answer(address.partition("?")[0]).body for address in named}
    return b"{" + b",".join(b'"%b":%b' % (address.encode(), body) for address, body in answers.items()) + b"}"


def _text(answer: Answer, address: str) -> str:
    """A script or style sheet, escaped so that it cannot close its element."""
    return answer(address).body.decode().replace("</s", r"<\/s")


def marked(html: str, nonce: str) -> str:
    """The page with the nonce on each inline script and style."""
    for element in ("script", "style"):
        html = html.replace(f"<{element}>", f'<{element} nonce="{nonce}">')
    return html


def policy(nonce: str) -> str:
    """A content security policy: scripts and styles with the nonce, otherwise files of the app.

    The nonce must be lower case, as Qt converts headers of custom schemes to lower case.
    """
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; "
        f"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'"
    )
