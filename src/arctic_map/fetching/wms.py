"""Layers of a server with WMS: the list of them, and a picture of one for a view of the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.ogc_xml import ACCEPT, request_to, tag_of, text_of, xml_of
from arctic_map.fetching.picture_box import DEGREES, SYSTEMS, box_in
from arctic_map.model.map_view import FetchView
from arctic_map.model.shared_source import PICTURE, SharedLayer
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters.picture_file import Mosaic, write_mosaic

MAX_PIXELS = 4096
"""Maximum width and height of a picture."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a server offers."""

    version: str
    layers: tuple[SharedLayer, ...]
    systems: dict[str, tuple[str, ...]]
    """Reference systems of each layer, of SYSTEMS."""
    credits: dict[str, str]
    """Whom each layer names as its author; empty for none."""
    max_size: tuple[int, int]
    format: str


def pictures(client: HttpClient) -> Pictures:
    """What the server offers. Raises FetchError."""
    # In the older version, x comes before y in every reference system.
    answer = client.get(request_to(client, "WMS", REQUEST="GetCapabilities", VERSION="1.1.1"), ACCEPT)
    root = xml_of(client, answer)
    if tag_of(root) not in ("WMS_Capabilities", "WMT_MS_Capabilities"):
        raise client.failure("its answer is not a list of layers")
    found = [each for top in root.iter() if tag_of(top) == "Capability" for each in _layers(top, (), "")]
    formats = [(each.text or "").strip() for each in root.iter() if tag_of(each) == "Format"]
    service = next((each for each in root if tag_of(each) == "Service"), root)
    return Pictures(
        root.get("version", "1.1.1"),
        tuple(SharedLayer(name, title, None, PICTURE) for name, title, _, _ in found),
        {name: systems for name, _, systems, _ in found},
        {name: credit for name, _, _, credit in found},
        (_number(text_of(service, "MaxWidth")), _number(text_of(service, "MaxHeight"))),
        "image/png" if "image/png" in formats else next((e for e in formats if e.startswith("image/")), ""),
    )


def _layers(
    parent: ElementTree.Element, systems: tuple[str, ...], credit: str
) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Yield name, title, reference systems and credit of each layer, which inherit those above."""
    for each in parent:
        if tag_of(each) != "Layer":
            continue
        named = (word for own in each if tag_of(own) in ("SRS", "CRS") for word in (own.text or "").split())
        own_systems = tuple(dict.fromkeys((*systems, *map(str.upper, named))))
        own_credit = text_of(each, "Attribution", "Title") or credit
        if name := text_of(each, "Name"):
            known = tuple(system for system in SYSTEMS if system in own_systems)
            yield name, text_of(each, "Title") or name, known, own_credit
        yield from _layers(each, own_systems, own_credit)


def copy_picture(client: HttpClient, offered: Pictures, layer: str, view: FetchView, out: Path) -> str:
    """Copy the picture of a layer for a view to a GeoTIFF, and return its credit.

    Raises FetchError and OSError.
    """
    systems = offered.systems[layer]
    if not systems:
        raise client.failure(f"the layer {layer} is in no reference system that is known here")
    system = systems[0]
    box = box_in(system, view)
    if box is None:
        raise client.failure("the map shows no part of the Earth that it could draw")
    x0, y0, x1, y1 = box
    widest, highest = (min(MAX_PIXELS, most or MAX_PIXELS) for most in offered.max_size)
    closest = 2.0 * max(view.width, view.height) / max(x1 - x0, y1 - y0)
    scale = min(widest / (x1 - x0), highest / (y1 - y0), closest)
    width, height = max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))
    is_third = offered.version >= "1.3"
    flips = is_third and system == "EPSG:4326"
    answer = client.get(
        request_to(
            client,
            "WMS",
            REQUEST="GetMap",
            VERSION=offered.version,
            LAYERS=layer,
            STYLES="",
            **{"CRS" if is_third else "SRS": system},
            BBOX=",".join(f"{each:.10g}" for each in ((y0, x0, y1, x1) if flips else box)),
            WIDTH=str(width),
            HEIGHT=str(height),
            FORMAT=offered.format,
            TRANSPARENT="TRUE",
        ),
        ACCEPT,
    )
    if not answer.type.startswith("image/"):
        xml_of(client, answer)
        raise client.failure("its answer is not a picture")
    try:
        mosaic = Mosaic("EPSG:4326" if system in DEGREES else system, box, width, height)
        mosaic.put(answer.body, 0, 0, (width, height))
        write_mosaic(mosaic, out)
    except Unreadable as error:
        raise client.failure(error.why) from error
    return offered.credits[layer]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
