"""Settings of the last export, kept as text: what fits the next map too, not its own words and extent."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

from arctic_map.export.presets import PRESETS
from arctic_map.export.request import (
    ALL,
    DPI,
    MARGIN,
    SIDES,
    TEXT_SCALE,
    Part,
    Reach,
    Request,
    Unit,
    part_named,
)
from arctic_map.model.style import Colours
from arctic_map.render.formats import WRITERS

KEY = "export/last"
FOLDER_KEY = "export/folder"
PAGES = (".png", ".pdf", ".svg")
"""Formats that are a page of a size."""
FORMATS = {
    ".png": "PNG picture",
    ".pdf": "PDF document",
    ".svg": "SVG drawing",
    ".html": "HTML page, for any browser",
    ".geojson": "GeoJSON features",
    ".gpkg": "GeoPackage features",
    ".kml": "KML features",
}
PARTS = {
    Part.TITLE: "Title",
    Part.SUBTITLE: "Subtitle",
    Part.PERIOD: "Date range",
    Part.LEGEND: "Legend",
    Part.INSET: "Inset: where on Earth",
    Part.SCALE: "Scale bar",
    Part.ARROW: "Arrow to the pole",
    Part.FRAME: "Frame",
    Part.FRAME_LABELS: "Degrees at the frame",
    Part.PROJECTION: "Projection",
    Part.SOURCES: "Sources",
    Part.WARNING: "Not for navigation",
    Part.VERSION: "Version",
}
UNITS: tuple[Unit, ...] = get_args(Unit)
COLOURS: tuple[Colours, ...] = get_args(Colours)


def kept(request: Request, format: str) -> str:
    """As JSON."""
    return json.dumps(
        {
            "format": format,
            "preset": request.preset,
            "width": float(request.width),
            "height": float(request.height),
            "unit": request.unit,
            "dpi": float(request.resolution),
            "parts": sorted(request.parts),
            "theme": request.theme,
            "text_scale": float(request.text_scale),
            "margin": request.margin,
            "world_file": request.world_file,
        }
    )


def restored(text: object, first: Request) -> tuple[Request, str]:
    """The request and the format that were kept; what cannot be read is as in `first`, a PNG."""
    try:
        said = json.loads(str(text)) if text else {}
    except ValueError:
        said = {}
    if not isinstance(said, dict):
        said = {}
    format = said.get("format")
    return _request(said, first), format if format in WRITERS else ".png"


def _request(said: dict[str, Any], first: Request) -> Request:
    parts = said.get("parts")
    request = replace(
        first,
        parts=frozenset(filter(None, map(part_named, parts))) if isinstance(parts, list) else ALL,
        theme=said["theme"] if said.get("theme") in COLOURS else first.theme,
        text_scale=_number(said.get("text_scale"), TEXT_SCALE) or first.text_scale,
        world_file=said.get("world_file") is True,
    )
    if any(preset.name == said.get("preset") for preset in PRESETS):
        request = replace(request, preset=said["preset"])
    if (unit := said.get("unit")) not in UNITS:
        return replace(request, preset=first.preset)
    width, height = (_number(said.get(side), SIDES[unit]) for side in ("width", "height"))
    if not (width and height):
        return replace(request, preset=first.preset)
    return replace(
        request,
        width=width,
        height=height,
        unit=unit,
        dpi=_number(said.get("dpi"), DPI),
        margin=_number(said.get("margin"), MARGIN) or None,
    )


def _number(value: object, reach: Reach) -> float | None:
    """A number within reach, or nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if reach[0] <= value <= reach[1] else None


def in_unit(request: Request, unit: Unit) -> Request:
    """The same page measured in another unit."""
    if unit == request.unit:
        return request
    resolution = request.resolution
    one = replace(request, unit=unit, dpi=resolution).in_css(1.0)
    width, height, margin = (
        None if length is None else request.in_css(length) / one
        for length in (request.width, request.height, request.margin)
    )
    return replace(
        request, width=width or 1.0, height=height or 1.0, margin=margin, unit=unit, dpi=resolution
    )
