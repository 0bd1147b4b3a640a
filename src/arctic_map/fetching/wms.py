"""Layers of a server with WMS: the list of them, and a picture of one for a view of the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.ogc_xml import ACCEPT, request_to, tag_of, text_of, xml_of
from arctic_map.fetching.picture_box import DEGREES, SYSTEMS, box_in
from arctic_map.fetching.service import Copied
from arctic_map.model.map_view import FetchView
from arctic_map.model.picture_choice import latest_times, parted_choice, several
from arctic_map.model.shared_source import PICTURE, SharedLayer
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters.picture_file import Mosaic, write_mosaic

MAX_PIXELS = 4096
"""Maximum width and height of a picture."""


@dataclass(frozen=True, slots=True)
class PictureLayer:
    """A layer as the server describes it. Layers inherit all but names from those above."""

    name: str
    title: str
    systems: tuple[str, ...]
    """Its reference systems of SYSTEMS."""
    credit: str
    """Whom it names as its author; empty for none."""
    times: str
    """Times that can be chosen."""
    usual_time: str
    """The time that it has if none is chosen; empty if the server does not say."""
    styles: tuple[str, ...]

    @property
    def shared(self) -> SharedLayer:
        """The layer as it is offered to the reader."""
        return SharedLayer(self.name, self.title, None, PICTURE, self.times, several(self.styles))


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a server offers."""

    version: str
    layers: dict[str, PictureLayer]
    max_size: tuple[int, int]
    format: str


_TOP = PictureLayer("", "", (), "", "", "", ())


def pictures(client: HttpClient) -> Pictures:
    """What the server offers. Raises FetchError."""
    # In the older version, x comes before y in every reference system.
    answer = client.get(request_to(client, "WMS", REQUEST="GetCapabilities", VERSION="1.1.1"), ACCEPT)
    root = xml_of(client, answer)
    if tag_of(root) not in ("WMS_Capabilities", "WMT_MS_Capabilities"):
        raise client.failure(tr("its answer is not a list of layers"))
    try:
        found = [each for top in root.iter() if tag_of(top) == "Capability" for each in _layers(top, _TOP)]
    except RecursionError:
        raise client.failure(tr("its answer is not a list of layers")) from None
    formats = [(each.text or "").strip() for each in root.iter() if tag_of(each) == "Format"]
    service = next((each for each in root if tag_of(each) == "Service"), root)
    return Pictures(
        root.get("version", "1.1.1"),
        {each.name: each for each in found if each.name},
        (_number(text_of(service, "MaxWidth")), _number(text_of(service, "MaxHeight"))),
        "image/png" if "image/png" in formats else next((e for e in formats if e.startswith("image/")), ""),
    )


def _layers(parent: ElementTree.Element, above: PictureLayer) -> Iterator[PictureLayer]:
    """Yield the layers below an element; groups have no name."""
    for each in parent:
        if tag_of(each) == "Layer":
            layer = _layer(each, above)
            yield layer
            yield from _layers(each, layer)


def _layer(element: ElementTree.Element, above: PictureLayer) -> PictureLayer:
    named = {
        word.upper() for own in element if tag_of(own) in ("SRS", "CRS") for word in (own.text or "").split()
    }
    # The older version lists times in an element of its own, the later one where it declares them.
    time = next(
        (
            own
            for own in element
            if tag_of(own) in ("Extent", "Dimension")
            and own.get("name") == "time"
            and (own.text or "").strip()
        ),
        None,
    )
    styles = (text_of(own, "Name") for own in element if tag_of(own) == "Style")
    name = text_of(element, "Name")
    return PictureLayer(
        name,
        text_of(element, "Title") or name,
        tuple(system for system in SYSTEMS if system in named or system in above.systems),
        text_of(element, "Attribution", "Title") or above.credit,
        above.times if time is None else latest_times(time.text or ""),
        above.usual_time if time is None else time.get("default", ""),
        tuple(dict.fromkeys(style for style in (*styles, *above.styles) if style)),
    )


def copy_picture(client: HttpClient, offered: Pictures, name: str, view: FetchView, out: Path) -> Copied:
    """Copy the picture of a layer, perhaps of a chosen time and style, for a view to a GeoTIFF.

    Raises FetchError and OSError.
    """
    own, choice = parted_choice(name)
    layer = offered.layers[own]
    if not layer.systems:
        raise client.failure(tr("the layer {name} is in no reference system that is known here", name=own))
    system = layer.systems[0]
    box = box_in(system, view)
    if box is None:
        raise client.failure(tr("the map shows no part of the Earth that it could draw"))
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
            LAYERS=own,
            STYLES=choice.style,
            **({"TIME": choice.time} if choice.time else {}),
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
        raise client.failure(tr("its answer is not a picture"))
    try:
        mosaic = Mosaic("EPSG:4326" if system in DEGREES else system, box, width, height)
        mosaic.put(answer.body, 0, 0, (width, height))
        write_mosaic(mosaic, out)
    except Unreadable as error:
        raise client.failure(error.why) from error
    time = choice.time or layer.usual_time
    return Copied((tr("time: {time}", time=time),) if time else (), layer.credit)


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
