"""The page of the map with charts below it or beside it, as one drawing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from arctic_map.export.marks.markup import number, tag
from arctic_map.model.style import Look

Side = Literal["below", "beside"]
PAD = 24.0
"""Between charts, and from them to the page's edge, px of the map's page."""
_ROOT = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'\s(width|height)="([\d.]+)"')
_BOX = re.compile(r'\sviewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing and its size in px."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Part:
    """What an SVG document holds, its size in units of its own, and the px that one of these makes."""

    content: str
    width: float
    height: float
    scale: float


def with_charts(page: str, charts: Sequence[str], look: Look, *, side: Side = "below") -> Sheet:
    """The map's page, as it is, with charts (SVG documents) set on more paper below or beside it.

    The paper grows by what the charts need; they are scaled as the page's own type is. Takes documents that
    this program made. Raises ValueError for one without a size.
    """
    map, parts = _part(page), [_part(chart) for chart in charts]
    if not parts:
        return Sheet(page, map.width * map.scale, map.height * map.scale)
    places, more = (_below if side == "below" else _beside)(map, parts)
    width = map.width if side == "below" else map.width + more
    height = map.height + more if side == "below" else map.height
    set_in = [
        tag("g", part.content, transform=f"translate({x:.2f} {y:.2f})", id=f"chart-{count}")
        for count, (part, (x, y)) in enumerate(zip(parts, places, strict=True), start=1)
    ]
    paper = tag("rect", width=width, height=height, fill=look.palette.paper)
    svg = '<?xml version="1.0" encoding="UTF-8"?>\n' + tag(
        "svg",
        paper,
        tag("g", map.content, id="page"),
        *set_in,
        xmlns="http://www.w3.org/2000/svg",
        width=width * map.scale,
        height=height * map.scale,
        viewBox=f"0 0 {number(width)} {number(height)}",
        **{"xmlns:xlink": "http://www.w3.org/1999/xlink"},
    )
    return Sheet(svg, width * map.scale, height * map.scale)


Places = tuple[list[tuple[float, float]], float]
"""Upper left corner of each chart, and how much the paper grows."""


def _below(map: _Part, parts: Sequence[_Part]) -> Places:
    """Side by side from the left, in as many rows as they need."""
    places: list[tuple[float, float]] = []
    x, y, tallest = PAD, map.height, 0.0
    for part in parts:
        if x > PAD and x + part.width + PAD > map.width:
            x, y, tallest = PAD, y + tallest + PAD, 0.0
        places.append((x, y))
        x, tallest = x + part.width + PAD, max(tallest, part.height)
    return places, y + tallest + PAD - map.height


def _beside(map: _Part, parts: Sequence[_Part]) -> Places:
    """Below each other from the top, in as many columns as they need."""
    places: list[tuple[float, float]] = []
    x, y, widest = map.width, PAD, 0.0
    for part in parts:
        if y > PAD and y + part.height + PAD > map.height:
            x, y, widest = x + widest + PAD, PAD, 0.0
        places.append((x, y))
        y, widest = y + part.height + PAD, max(widest, part.width)
    return places, x + widest + PAD - map.width


def _part(svg: str) -> _Part:
    root, end = _ROOT.search(svg), svg.rfind("</svg>")
    sizes = {name: float(value) for name, value in _SIZE.findall(root[0])} if root else {}
    if root is None or end < 0 or not (sizes.get("width") and sizes.get("height")):
        raise ValueError("this is no drawing with a size")
    box = _BOX.search(root[0])
    width = float(box[1]) if box else sizes["width"]
    height = float(box[2]) if box else sizes["height"]
    return _Part(svg[root.end() : end], width, height, sizes["width"] / width)
