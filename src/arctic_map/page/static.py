"""Responses of arctic://app that do not depend on the scene: shell, scripts, fonts and base map."""

from pathlib import Path

from arctic_map import resources
from arctic_map.errors import AssetMissing
from arctic_map.page import addresses
from arctic_map.page.asset import Asset

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


def static_asset(path: str) -> Asset:
    """The response to arctic://app<path>. Raises AssetMissing if the page has no such address."""
    if path == "/index.html":
        return _file(resources.prepared() / "index.html")
    if ground := addresses.ground_in(path):
        return _file(resources.data() / "basemap" / ground[0] / ground[1])
    if font := addresses.font_in(path):
        return _file(resources.prepared() / "fonts" / font)
    return _bundled(path)


def json(body: bytes) -> Asset:
    """A response with JSON."""
    return Asset(TYPES[".json"], body)


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
