"""What a name on the map asks for: its size, the places that it may stand at, and what is in its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot, inf
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont

from arctic_map.geo.project import Numbers
from arctic_map.model.drawing import SHARE, Anchor
from arctic_map.model.projection import Box
from arctic_map.model.style import Lettering
from arctic_map.model.view import ZOOM_RANGE

Line = tuple[float, ...]
"""From x, y to x, y, pixels from a place, y down; or nothing."""
ASCENT, DESCENT = 0.74, 0.24
"""Of the letters above and below the baseline, in parts of the size."""
PADDING = 1.0
"""Pixels kept clear round a text."""
FAR = 15.0
"""Pixels from a mark to its name from which on a line ties them."""
LINE_GAP = 2.0
"""Pixels between that line and what it ties."""
PIECES = 6
"""In which the line is kept clear of other names."""
SEMIBOLD = 600


@dataclass(frozen=True, slots=True)
class LabelCandidate:
    """A place (projected metres) and a shift from it (pixels, y down) where a label could stand."""

    x: float
    y: float
    dx: float
    dy: float
    anchor: Anchor
    least: float = ZOOM_RANGE[0]
    """No label stands here at lower zooms."""
    worse: float = 0.0
    """By so many zooms it must be free earlier than a candidate that is not worse."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A box round a place, pixels, y down, that is there from a zoom on, until another one."""

    x: float
    y: float
    box: Box
    zoom: float = ZOOM_RANGE[0]
    until: float = inf


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label for one of its candidates, the first ones rather, and not before the zoom `least`."""

    width: float
    size: float
    candidates: tuple[LabelCandidate, ...]
    least: float
    line: Numbers | None = None
    """Its own line, as segments (n, 4) in projected metres, which it keeps clear of too."""
    others: tuple[Obstacle, ...] = ()
    """What it keeps clear of beside all else: room round marks that it might be taken for the name of."""
    insists: bool = False
    """From `SMALLER` below the zoom `enough` on it stands over lanes rather than nowhere."""
    stays: bool = False
    """It stands nowhere before it can stay."""
    below: float = 0.0
    """Room for further lines, px."""

    tied: float | None = None
    """Half the size (px) of the mark that it is tied to by a line where it stands far from it."""

    def box(self, candidate: LabelCandidate) -> Box:
        return text_box(candidate, self.width, self.size, self.below)

    def leader(self, candidate: LabelCandidate) -> Line:
        return () if self.tied is None else leader(self.box(candidate), self.tied)

    def boxes(self, candidate: LabelCandidate) -> Iterator[Box]:
        """What it leaves no room for: its box, and its line in short pieces."""
        yield self.box(candidate)
        if line := self.leader(candidate):
            yield from _pieces(line)


def text_width(text: str, lettering: Lettering, fonts: Path) -> float:
    """Pixels that a text takes in the shipped face, with its letter-spacing."""
    advances, missing = _advances(fonts / f"SourceSans3-{_face(lettering)}.ttf")
    letters = sum(advances.get(ord(letter), missing) for letter in text)
    return letters * lettering.size + lettering.spacing * max(0, len(text) - 1)


def advances(text: str, lettering: Lettering, fonts: Path) -> tuple[float, ...]:
    """How far each letter moves the next one, pixels."""
    return tuple(text_width(letter, lettering, fonts) + lettering.spacing for letter in text)


def text_box(
    candidate: LabelCandidate, width: float, size: float, below: float = 0.0
) -> tuple[float, float, float, float]:
    """The box of a text round its candidate's place, with so much room below its line, pixels, y down."""
    left = candidate.dx - width * SHARE[candidate.anchor]
    return (
        left - PADDING,
        candidate.dy - ASCENT * size - PADDING,
        left + width + PADDING,
        candidate.dy + DESCENT * size + below + PADDING,
    )


def away(box: Box) -> float:
    """Pixels between a box and the place it is round."""
    return hypot(max(box[0], -box[2], 0.0), max(box[1], -box[3], 0.0))


def leader(box: Box, mark: float) -> Line:
    """From the edge of a mark (its half-size, px) to a name's box round its place; none if that is near."""
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
    """Advance width by character, and of a character the face lacks, in parts of the size."""
    with TTFont(font, lazy=True) as face:
        unit, widths = face["head"].unitsPerEm, face["hmtx"]
        letters = {code: widths[glyph][0] / unit for code, glyph in face.getBestCmap().items()}
    return letters, 1.0
