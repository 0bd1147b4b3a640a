"""Where lanes, rows and beads of the timeline stand, px; and the ways from one bead to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from arctic_map.desktop.panels.timeline.marks import Bar, Row, nearest
from arctic_map.scene.timeline import Mark

ROW = (4.2, 13.0)
"""Least and greatest height of a row, px at usual text."""
PADDING = 1.5
"""Least room above and below the rows of a lane, px."""
REACH = 4.0
"""How far beside a mark a click still means it, px."""


@dataclass(frozen=True, slots=True)
class Place:
    """A bar in its lane, with the middle of its row, px."""

    bar: Bar
    lane: int
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """All that is seen: a band from top to bottom for each row, px."""

    rows: tuple[Row, ...] = ()
    bands: tuple[tuple[float, float], ...] = ()
    places: tuple[Place, ...] = ()
    pitch: float = ROW[0]
    """Height of a row, px."""
    order: tuple[Mark, ...] = field(default=())
    """All marks by the day on which they begin."""

    def beads(self) -> Iterator[tuple[Mark, float, float]]:
        """Each mark with the middle of its bead."""
        for place in self.places:
            for mark, x in zip(place.bar.bundle.marks, place.bar.beads, strict=True):
                yield mark, x, place.y

    def bead(self, kind: str, id: str) -> tuple[float, float] | None:
        """Where the bead of a fact or feature stands."""
        return next(((x, y) for mark, x, y in self.beads() if (mark.kind, mark.id) == (kind, id)), None)

    def at(self, x: float, y: float) -> Mark | None:
        hit = [
            (abs(place.y - y), place.bar)
            for place in self.places
            if abs(place.y - y) <= self.pitch / 2 + 1
            and place.bar.reach[0] - REACH <= x <= place.bar.reach[1] + REACH
        ]
        # Of two bars side by side, the one that the pointer is on.
        best = min(hit, key=lambda found: (_beside(found[1], x), found[0]), default=None)
        return nearest(best[1], x) if best else None

    def across(self, mark: Mark | None, step: int) -> Mark | None:
        """The mark in the next lane that is nearest in time."""
        here = next((place for place in self.places if mark in place.bar.bundle.marks), None)
        at = self.bead(mark.kind, mark.id) if mark else None
        if here is None or at is None:
            return None
        there = [
            (abs(x - at[0]), each)
            for place in self.places
            if place.lane == here.lane + step
            for each, x in zip(place.bar.bundle.marks, place.bar.beads, strict=True)
        ]
        return min(there, key=lambda found: found[0])[1] if there else None


def in_lanes(rows: Sequence[Row], top: float, height: float, line: float, size: float) -> Placed:
    """Give each row its height; lanes that are crowded take more rows.

    `line` is the height of a lane's name; `size` how much larger than usual text is.
    """
    counts = [sum(row.heights) for row in rows]
    least, pitch = ROW[0] * size, ROW[1] * size

    def band(count: float) -> float:
        """The least height of a lane: its name has room in it."""
        return max(count * pitch + 2 * PADDING, line)

    while pitch > least and sum(map(band, counts)) > height:
        pitch = max(pitch - 0.05, least)
    wanted = sum(map(band, counts))
    # What is left over goes to the lanes alike, and so does what is lacking.
    more = max(height - wanted, 0.0) / max(len(counts), 1)
    share = min(height / max(wanted, 1.0), 1.0)
    bands, places = [], []
    for lane, row in enumerate(rows):
        bottom = top + band(counts[lane]) * share + more
        padding = (bottom - top - counts[lane] * pitch) / 2
        bands.append((top, bottom))
        for bar in row.bars:
            middle = sum(row.heights[: bar.row]) + row.heights[bar.row] / 2
            places.append(Place(bar, lane, top + padding + middle * pitch))
        top = bottom
    return _ordered(Placed(tuple(rows), tuple(bands), tuple(places), pitch))


def in_strip(rows: Sequence[Row], top: float, height: float) -> Placed:
    """A row for each lane, in which marks may cover each other: an overview."""
    pitch = height / max(len(rows), 1)
    bands = tuple((top + lane * pitch, top + (lane + 1) * pitch) for lane in range(len(rows)))
    places = tuple(
        Place(bar, lane, top + (lane + 0.5) * pitch) for lane, row in enumerate(rows) for bar in row.bars
    )
    return _ordered(Placed(tuple(rows), bands, places, pitch))


def _ordered(placed: Placed) -> Placed:
    found = sorted(placed.beads(), key=lambda each: (each[0].span.first or date.min, each[2], each[1]))
    return replace(placed, order=tuple(mark for mark, _, _ in found))


def _beside(bar: Bar, x: float) -> float:
    """How far a pixel is from the nearest bead, 0 on it."""
    return max(min(abs(bead - x) for bead in bar.beads) - bar.bead / 2, 0.0)
