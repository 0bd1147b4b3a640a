"""What a label needs to be placed: its size, its candidate positions and its obstacles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot, inf
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont

from arctic_map.geo.projecting import Numbers
from arctic_map.model.drawing import SHARE, Anchor
from arctic_map.model.projection import ZOOM_RANGE, Box
from arctic_map.model.style import Lettering

Line = tuple[float, ...]
"""x0, y0, x1, y1 in px from a position, y down; or empty."""
ASCENT, DESCENT = 0.74, 0.24
"""Height of letters above and below the baseline, as a share of the font size."""
PADDING = 1.0
"""Clear space around a text, px."""
FAR = 15.0
"""Minimum distance between a symbol and its label for a leader line, px."""
LINE_GAP = 2.0
"""Gap between a leader line and what it connects, px."""
PIECES = 6
"""Number of boxes that keep other labels clear of a leader line."""
ADJACENT = 9.0
"""Distance in px of a label beside its mark; nearer marks of others are too near."""
SEMIBOLD = 600


@dataclass(frozen=True, slots=True)
class LabelCandidate:
    """A possible label position: a point (projected metres) and an offset from it (px, y down)."""

    x: float
    y: float
    dx: float
    dy: float
    anchor: Anchor
    least: float = ZOOM_RANGE[0]
    """Lowest zoom at which this candidate may be used."""
    worse: float = 0.0
    """Penalty in zoom levels: it must be free this much earlier than a candidate without penalty."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A box in px (y down) around a position, present from `zoom` until `until`."""

    x: float
    y: float
    box: Box
    zoom: float = ZOOM_RANGE[0]
    until: float = inf


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label to place at one of its candidates, in order of preference, from the zoom `least` on."""

    width: float
    size: float
    candidates: tuple[LabelCandidate, ...]
    least: float
    line: Numbers | None = None
    """Segments (n, 4) of its own line in projected metres, which the label also avoids."""
    others: tuple[Obstacle, ...] = ()
    """Further boxes that only this label avoids, around symbols that it could be mistaken for the name of."""
    shuns: tuple[Obstacle, ...] = ()
    """More of them, around symbols of other kinds, which a label that insists avoids only if possible."""
    insists: bool = False
    """From `SMALLER` zooms below `enough` on, overlap lanes rather than be hidden."""
    stays: bool = False
    """Show the label only from the zoom on at which it can stay in one position."""
    below: float = 0.0
    """Height of further text lines below the first, px."""

    tied: float | None = None
    """Half the size (px) of the symbol that a leader line connects it to; None for no leader line."""

    def box(self, candidate: LabelCandidate) -> Box:
        """Box of the text at a candidate, px."""
        return text_box(candidate, self.width, self.size, self.below)

    def leader(self, candidate: LabelCandidate) -> Line:
        """Leader line at a candidate, px; empty if there is none."""
        return () if self.tied is None else leader(self.box(candidate), self.tied)

    def boxes(self, candidate: LabelCandidate) -> Iterator[Box]:
        """The boxes that it occupies: its text box, and its leader line in short pieces."""
        yield self.box(candidate)
        if line := self.leader(candidate):
            yield from _pieces(line)


def text_width(text: str, lettering: Lettering, fonts: Path) -> float:
    """Width in px of a text in the bundled font, including letter-spacing."""
    advances, missing = _advances(fonts / f"SourceSans3-{_face(lettering)}.ttf")
    letters = sum(advances.get(ord(letter), missing) for letter in text)
    return letters * lettering.size + lettering.spacing * max(0, len(text) - 1)


def advances(text: str, lettering: Lettering, fonts: Path) -> tuple[float, ...]:
    """The advance of each letter in px."""
    return tuple(text_width(letter, lettering, fonts) + lettering.spacing for letter in text)


def text_box(
    candidate: LabelCandidate, width: float, size: float, below: float = 0.0
) -> tuple[float, float, float, float]:
    """The box of a text around its candidate's position, with `below` px added at the bottom; px, y down."""
    left = candidate.dx - width * SHARE[candidate.anchor]
    return (
        left - PADDING,
        candidate.dy - ASCENT * size - PADDING,
        left + width + PADDING,
        candidate.dy + DESCENT * size + below + PADDING,
    )


def away(box: Box) -> float:
    """Distance in px between a box and the position that it is relative to."""
    return hypot(max(box[0], -box[2], 0.0), max(box[1], -box[3], 0.0))


def leader(box: Box, mark: float) -> Line:
    """The line from the edge of a symbol (half-size `mark`, px) to its label's box; empty if close."""
    if away(box) < FAR + mark:
        return ()
    x, y = min(max(0.0, box[0]), box[2]), min(max(0.0, box[1]), box[3])
    start, end = (mark + LINE_GAP) / hypot(x, y), 1 - LINE_GAP / hypot(x, y)
    return tuple(round(each, 1) for each in (x * start, y * start, x * end, y * end))


def _pieces(line: Line) -> Iterator[Box]:
    x0, y0, x1, y1 = line
    ends = np.linspace((x0, y0), (x1, y1), PIECES + 1).tolist()
    for (a, b), (c, d) in pairwise(ends):
        yield min(a, c) - PADDING, min(b, d) - PADDING, max(a, c) + PADDING, max(b, d) + PADDING


def _face(lettering: Lettering) -> str:
    if lettering.weight >= SEMIBOLD:
        return "SemiBold"
    return "Italic" if lettering.italic else "Regular"


@cache
def _advances(font: Path) -> tuple[dict[int, float], float]:
    """Advance width by code point, and that of a missing glyph, as a share of the font size."""
    with TTFont(font, lazy=True) as face:
        unit, widths = face["head"].unitsPerEm, face["hmtx"]
        letters = {code: widths[glyph][0] / unit for code, glyph in face.getBestCmap().items()}
    return letters, 1.0
