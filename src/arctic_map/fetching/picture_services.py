"""Servers of pictures and of tiles: WMS, WMTS, and tiles by their addresses or in archives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.service import Copied, Progress, Service
from arctic_map.fetching.tile_archive import archive_service
from arctic_map.fetching.tiles import copy_tiles, mercator_grid, tiles_layer
from arctic_map.fetching.wms import copy_picture, pictures
from arctic_map.fetching.wmts import copy_tile_layer, tile_layers
from arctic_map.model.map_view import FetchView


def _tiles(client: HttpClient) -> Service:
    def copy(name: str, out: Path, progress: Progress, view: FetchView) -> Copied:
        return Copied(copy_tiles(client, mercator_grid(client), view, out, progress))

    return Service((tiles_layer(),), copy)


def _wms(client: HttpClient) -> Service:
    offered = pictures(client)

    def copy(name: str, out: Path, progress: Progress, view: FetchView) -> Copied:
        return copy_picture(client, offered, name, view, out)

    return Service(tuple(each.shared for each in offered.layers.values()), copy)


def _wmts(client: HttpClient) -> Service:
    offered = tile_layers(client)

    def copy(name: str, out: Path, progress: Progress, view: FetchView) -> Copied:
        return Copied(copy_tile_layer(client, offered, name, view, out, progress), offered.credit)

    return Service(offered.layers, copy)


SERVICES: Mapping[str, Callable[[HttpClient], Service]] = MappingProxyType(
    {"tiles": _tiles, "wms": _wms, "wmts": _wmts, "pmtiles": archive_service}
)
"""By protocol. Creating one asks the server what it offers, and raises FetchError."""
