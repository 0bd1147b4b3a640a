"""What arctic://app answers: a function of the path and the scene, with no Qt in it."""

from pathlib import Path
from secrets import token_hex

import msgspec

from arctic_map import resources
from arctic_map.errors import AssetMissing, UnknownName
from arctic_map.geo.planes import plane_named
from arctic_map.page import addresses
from arctic_map.page.asset import Asset
from arctic_map.page.messages import encode
from arctic_map.page.policy import marked, policy
from arctic_map.page.updates import updates
from arctic_map.scene.drawings import Drawings
from arctic_map.scene.scene import Scene

TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}


def asset_for(path: str, scene: Scene, drawings: Drawings) -> Asset:
    """The answer to arctic://app<path>; raises AssetMissing for all that is not the page's own."""
    if path == "/index.html":
        return _page()
    if path == "/start.json":
        return Asset(TYPES[".json"], encode(*updates(None, scene)).encode())
    if named := addresses.drawing_in(path):
        return _drawing(*named, scene, drawings)
    if ground := addresses.ground_in(path):
        return _file(resources.data() / "basemap" / ground[0] / ground[1])
    if font := addresses.font_in(path):
        return _file(resources.prepared() / "fonts" / font)
    return _bundled(path)


def _page() -> Asset:
    """The shell, its policy as a header: a tag in the page would keep Chromium from fetching ahead."""
    shell = _file(resources.prepared() / "index.html")
    nonce = token_hex(16)
    return Asset(shell.media_type, marked(shell.body.decode(), nonce).encode(), policy(nonce))


def _drawing(plane_id: str, layer_id: str, scene: Scene, drawings: Drawings) -> Asset:
    try:
        plane_named(plane_id)
    except UnknownName as unknown:
        raise AssetMissing(unknown.what) from unknown
    if not any(layer.id == layer_id for layer in scene.layers):
        raise AssetMissing(f"there is no layer {layer_id!r}")
    return Asset(TYPES[".json"], msgspec.json.encode(drawings.get(layer_id, plane_id)))


def _bundled(path: str) -> Asset:
    """A file below resources/web, and none outside it."""
    top = resources.web().resolve()
    file = (top / path.lstrip("/")).resolve()
    if not file.is_relative_to(top):
        raise AssetMissing("the address leaves the app's own files", where=path)
    return _file(file)


def _file(file: Path) -> Asset:
    media_type = TYPES.get(file.suffix)
    if media_type is None or not file.is_file():
        raise AssetMissing("the page has no such file", where=file.name)
    return Asset(media_type, file.read_bytes())
