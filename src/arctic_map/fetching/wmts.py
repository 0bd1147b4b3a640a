"""Layers of a server with WMTS: the list of them, and the tiles of one for a view of the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from xml.etree import ElementTree

from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.ogc_xml import ACCEPT, request_to, tag_of, text_of, xml_of
from arctic_map.fetching.picture_box import DEGREES, METRES_PER_DEGREE, SYSTEMS
from arctic_map.fetching.service import Progress
from arctic_map.fetching.tiles import TileGrid, TileLevel, copy_tiles, filled
from arctic_map.model.map_view import FetchView
from arctic_map.model.picture_choice import latest_times, parted_choice, several
from arctic_map.model.shared_source import PICTURE, SharedLayer
from arctic_map.model.tr import tr

METRES_PER_PIXEL = 0.00028
"""Of a screen, by which the protocol states scales."""
FORMATS = ("image/png", "image/jpeg", "image/webp")
"""Of tiles, the best first."""
SMALLEST, MAX_TILES = 1e-9, 2**40
"""Side of a pixel in the unit of its reference system, and tiles in a row."""
Limits = dict[str, tuple[tuple[int, int], tuple[int, int]]]
"""The first and last column and row of levels by name."""


@dataclass(frozen=True, slots=True)
class TileLayer:
    """A layer as the server describes it."""

    name: str
    title: str
    styles: tuple[str, ...]
    """The usual one first."""
    format: str
    limits: dict[str, Limits]
    """Of each set of tiles that the layer has."""
    templates: tuple[tuple[str, str], ...]
    """Formats and addresses with gaps, if it has such."""
    dimensions: dict[str, str]
    """Values that it takes unless others are named, such as the time, by name."""
    times: str
    """Times that can be chosen."""


@dataclass(frozen=True, slots=True)
class TileServer:
    """What a server offers."""

    layers: tuple[SharedLayer, ...]
    described: dict[str, TileLayer]
    sets: dict[str, tuple[str, tuple[TileLevel, ...]]]
    """Reference system and levels of each set of tiles that can be used here."""
    takes_requests: bool
    """Whether it states that parameters of an address can name a tile."""
    credit: str
    """Who runs the server, in its words; empty if it does not say."""


def tile_layers(client: HttpClient) -> TileServer:
    """What the server offers. Raises FetchError."""
    is_file = client.address.lower().partition("?")[0].endswith(".xml")
    address = client.address if is_file else request_to(client, "WMTS", REQUEST="GetCapabilities")
    root = xml_of(client, client.get(address, ACCEPT))
    contents = next((each for each in root if tag_of(each) == "Contents"), None)
    if tag_of(root) != "Capabilities" or contents is None:
        raise client.failure(tr("its answer is not a list of layers"))
    try:
        sets = dict(_sets(contents))
        layers = [_layer(each) for each in contents if tag_of(each) == "Layer"]
    except ValueError as error:
        raise client.failure(tr("its list of layers is damaged: {why}", why=error)) from error
    usable = {each.name: each for each in layers if any(name in sets for name in each.limits)}
    return TileServer(
        tuple(
            SharedLayer(each.name, each.title, None, PICTURE, each.times, several(each.styles))
            for each in usable.values()
        ),
        usable,
        sets,
        any((each.text or "").strip() == "KVP" for each in root.iter() if tag_of(each) == "Value"),
        next((text_of(each, "ProviderName") for each in root if tag_of(each) == "ServiceProvider"), ""),
    )


def copy_tile_layer(
    client: HttpClient, offered: TileServer, name: str, view: FetchView, out: Path, progress: Progress
) -> tuple[str, ...]:
    """Copy the tiles of a layer, perhaps of a chosen time and style, for a view to a GeoTIFF.

    Returns how the copy differs. Raises FetchError and OSError.
    """
    own, choice = parted_choice(name)
    layer = offered.described[own]
    style = choice.style or next(iter(layer.styles), "")
    dimensions = {
        key: choice.time if choice.time and key.lower() == "time" else value
        for key, value in layer.dimensions.items()
    }
    usable = (each for each in layer.limits if each in offered.sets)
    chosen = min(usable, key=lambda each: SYSTEMS.index(offered.sets[each][0]))
    system, levels = offered.sets[chosen]
    limits = layer.limits[chosen]
    # A layer with limits has no other levels than those named.
    having = [each for each in levels if not limits or each.name in limits]
    within = tuple(_within(each, limits[each.name]) if limits else each for each in having)
    template = _template(client, layer, offered.takes_requests)

    def address(level: TileLevel, column: int, row: int) -> str:
        of_tile = {"TileMatrix": level.name, "TileRow": str(row), "TileCol": str(column)}
        common = {"Style": style, "TileMatrixSet": chosen, **dimensions, **of_tile}
        if template:
            return filled(template, common | {"style": style})
        options = {"Layer": layer.name, "Format": layer.format, **common}
        request = {"REQUEST": "GetTile", "VERSION": "1.0.0"}
        return request_to(client, "WMTS", **request, **{key.upper(): value for key, value in options.items()})

    def tile(level: TileLevel, column: int, row: int) -> bytes:
        return client.get(address(level, column, row), "image/*").body

    remarks = copy_tiles(client, TileGrid(system, within, tile), view, out, progress)
    return (*(f"{key}: {value}" for key, value in dimensions.items()), *remarks)


def _template(client: HttpClient, layer: TileLayer, takes_requests: bool) -> str:
    """The address with gaps for the tiles of a layer, at the server itself if possible; empty for none."""
    known = [url for kind in FORMATS for type, url in layer.templates if type == kind]
    own = [url for url in known if client.owns(url)]
    return next(iter(own if own or takes_requests else known), "")


def _within(level: TileLevel, limits: tuple[tuple[int, int], tuple[int, int]]) -> TileLevel:
    return replace(level, columns=limits[0], rows=limits[1])


def _sets(contents: ElementTree.Element) -> Iterator[tuple[str, tuple[str, tuple[TileLevel, ...]]]]:
    """Yield name, reference system and levels of the sets of tiles in a system that is known here."""
    for each in contents:
        if tag_of(each) != "TileMatrixSet":
            continue
        system = _system(text_of(each, "SupportedCRS"))
        if system in SYSTEMS:
            crs = text_of(each, "SupportedCRS")
            levels = (_tile_level(matrix, system, crs) for matrix in each if tag_of(matrix) == "TileMatrix")
            yield text_of(each, "Identifier"), (system, tuple(levels))


def _system(name: str) -> str:
    """The short name of a reference system, as `EPSG:3413` for `urn:ogc:def:crs:EPSG::3413`."""
    words = [each for each in name.replace("/", ":").split(":") if each]
    code = {"CRS84": "CRS:84", "84": "CRS:84", "900913": "EPSG:3857"}.get(words[-1] if words else "")
    return code or f"EPSG:{words[-1] if words else ''}"


def _tile_level(matrix: ElementTree.Element, system: str, crs: str) -> TileLevel:
    left, top = (float(each) for each in text_of(matrix, "TopLeftCorner").split())
    # The system has its latitude first where it is named as the standard demands.
    is_swapped = system == "EPSG:4326" and not crs.upper().startswith("EPSG:")
    # Not all servers keep to that.
    if abs(left if is_swapped else top) > 90.0 and system in DEGREES:
        is_swapped = not is_swapped
    if is_swapped:
        left, top = top, left
    unit = METRES_PER_DEGREE if system in DEGREES else 1.0
    pixel = float(text_of(matrix, "ScaleDenominator")) * METRES_PER_PIXEL / unit
    numbers = (
        int(text_of(matrix, each)) for each in ("TileWidth", "TileHeight", "MatrixWidth", "MatrixHeight")
    )
    width, height, columns, rows = numbers
    is_placed = all(map(isfinite, (left, top, pixel))) and pixel > SMALLEST
    counts = width, height, columns, rows
    if not is_placed or min(counts) < 1 or max(width, height) > 4096 or max(counts) > MAX_TILES:
        raise ValueError("sizes of tiles")
    name = text_of(matrix, "Identifier")
    return TileLevel(name, left, top, pixel, width, height, (0, columns - 1), (0, rows - 1))


def _layer(element: ElementTree.Element) -> TileLayer:
    name = text_of(element, "Identifier")
    styles = [each for each in element if tag_of(each) == "Style"]
    styles.sort(key=lambda each: each.get("isDefault") != "true")
    formats = [(each.text or "").strip() for each in element if tag_of(each) == "Format"]
    links = (each for each in element if tag_of(each) == "TileMatrixSetLink")
    addresses = (each for each in element if tag_of(each) == "ResourceURL")
    dimensions = [each for each in element if tag_of(each) == "Dimension"]
    time = next((each for each in dimensions if text_of(each, "Identifier").lower() == "time"), ())
    times = ",".join((each.text or "").strip() for each in time if tag_of(each) == "Value")
    return TileLayer(
        name,
        text_of(element, "Title") or name,
        tuple(text_of(each, "Identifier") for each in styles),
        next((each for each in FORMATS if each in formats), formats[0] if formats else FORMATS[0]),
        {text_of(each, "TileMatrixSet"): dict(_limits(each)) for each in links},
        tuple(
            (each.get("format", ""), each.get("template", ""))
            for each in addresses
            if each.get("resourceType") == "tile"
        ),
        {text_of(each, "Identifier"): text_of(each, "Default") for each in dimensions},
        latest_times(times),
    )


def _limits(link: ElementTree.Element) -> Iterator[tuple[str, tuple[tuple[int, int], tuple[int, int]]]]:
    for each in link.iter():
        if tag_of(each) == "TileMatrixLimits":
            low, high, top, low_row = (
                int(text_of(each, key)) for key in ("MinTileCol", "MaxTileCol", "MinTileRow", "MaxTileRow")
            )
            yield text_of(each, "TileMatrix"), ((low, high), (top, low_row))
