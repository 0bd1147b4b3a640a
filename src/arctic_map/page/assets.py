"""Responses of arctic://app: a function of the path and the scene, without Qt."""

import msgspec

from arctic_map.errors import AssetMissing, UnknownName
from arctic_map.geo.projections import projection_named
from arctic_map.model.drawing import Drawing
from arctic_map.model.itinerary import LAYER as ROUTE
from arctic_map.model.note import PREFIX as OWN
from arctic_map.model.opened import PREFIX
from arctic_map.model.preferences import USUAL, labelling_of
from arctic_map.model.projection import PixelView
from arctic_map.page import addresses
from arctic_map.page.static import BYTES, Asset, DeferredAsset, json, static_asset
from arctic_map.page.to_page import encode
from arctic_map.page.updates import updates
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.raster_pictures import picture
from arctic_map.scene.scene import Scene
from arctic_map.tables.tiles.tile_blocks import is_block

MAX_PIXELS = 40_000_000
"""Maximum pixels of a picture for the page."""


def asset_for(path: str, scene: Scene, drawings: Drawings) -> Asset | DeferredAsset:
    """The response to arctic://app<path>. Raises AssetMissing if the page has no such address."""
    if path == "/start.json":
        return json(start_messages(scene))
    if named := addresses.drawing_in(path):
        return _drawing(*named, scene, drawings)
    if block := addresses.rows_in(path):
        return _rows(*block, drawings)
    if classed := addresses.classes_in(path):
        # The file may have been closed since the page was told the address.
        return Asset(BYTES, drawings.files.classes(*classed) or b"")
    if of_block := addresses.row_classes_in(path):
        return _row_classes(*of_block, drawings)
    if viewed := addresses.raster_in(path):
        return _raster(*viewed, scene, drawings)
    return static_asset(path)


def drawn(drawing: Drawing) -> Asset:
    """A drawing in the format of the page."""
    return json(msgspec.json.encode(drawing))


def start_messages(scene: Scene) -> bytes:
    """All messages that the page receives at its start."""
    return encode(*updates(None, scene)).encode()


def _rows(
    layer_id: str, family: str, block: tuple[int, int, int, int, int], drawings: Drawings
) -> DeferredAsset:
    if not is_block(block):
        raise AssetMissing("there is no such block of tiles")
    rows = drawings.files.rows(layer_id)
    return DeferredAsset(BYTES, lambda: rows.body(family, block) if rows else b"")


def _row_classes(
    layer_id: str, key: str, family: str, block: tuple[int, int, int, int, int], drawings: Drawings
) -> DeferredAsset:
    if not is_block(block):
        raise AssetMissing("there is no such block of tiles")
    rows, known = drawings.files.rows(layer_id), drawings.files.classes(layer_id, key)
    return DeferredAsset(BYTES, lambda: rows.classes(family, block, known) if rows and known else b"")


def _raster(
    layer_id: str,
    projection_id: str,
    view: tuple[float, float, float, int, int],
    scene: Scene,
    drawings: Drawings,
) -> DeferredAsset:
    """RGBA of a raster in a view; empty if the file was closed, or cannot be read any more."""
    *_, resolution, width, height = view
    try:
        projection = projection_named(projection_id)
    except UnknownName as unknown:
        raise AssetMissing(unknown.what) from unknown
    if not (0 < width * height <= MAX_PIXELS and resolution > 0.0):
        raise AssetMissing("there is no such view")
    on_disk = drawings.files.raster(layer_id)
    raster = next((layer.raster for layer in scene.catalog.layers if layer.id == layer_id), None)

    def body() -> bytes:
        pixels = picture(raster, on_disk, PixelView(projection, *view)) if raster and on_disk else None
        return b"" if pixels is None else pixels.tobytes()

    return DeferredAsset(BYTES, body)


def _drawing(sheet: str, layer_id: str, scene: Scene, drawings: Drawings) -> Asset:
    projection_id, _, key = sheet.partition("~")
    try:
        projection_named(projection_id)
        labelling = labelling_of(key) if key else USUAL
    except UnknownName as unknown:
        raise AssetMissing(unknown.what) from unknown
    except ValueError as unknown:
        raise AssetMissing(str(unknown)) from unknown
    if not any(layer.id == layer_id for layer in scene.layers):
        if layer_id.startswith((PREFIX, OWN)) or layer_id == ROUTE or drawings.was_there(layer_id):
            # A file or route may be closed, or a layer or the last note deleted, before the request.
            return json(msgspec.json.encode(Drawing(layer_id, projection_id, "")))
        raise AssetMissing(f"there is no layer {layer_id!r}")
    body = drawings.files.body(layer_id, projection_id)
    return json(body or msgspec.json.encode(drawings.alone(layer_id, projection_id, labelling)))
