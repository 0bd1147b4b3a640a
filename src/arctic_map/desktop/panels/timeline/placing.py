"""Where axis, lanes, rows and beads of the timeline stand, px; and the ways from one bead to others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from arctic_map.desktop.panels.timeline.axis import Axis, Scale
from arctic_map.desktop.panels.timeline.marks import Bar, Lane, Row, laid_out, nearest
from arctic_map.scene.timeline import Mark

ROW = (4.2, 13.0)
"""Least and greatest height of a row, px at usual text."""
PADDING = 1.5
"""Least room above and below the rows of a lane, px."""
REACH = 4.0
"""How far beside a mark a click still means it, px."""
HANDLE_WIDTH, HANDLE_HEIGHT = 11, 15
"""Of the handles of the range, px at usual text."""


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

    def next(self, mark: Mark | None, step: int) -> Mark | None:
        """The mark so many steps on by the day on which it begins; the first one from nowhere."""
        if not self.order:
            return None
        at = self.order.index(mark) + step if mark in self.order else 0
        return self.order[min(max(at, 0), len(self.order) - 1)]

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


@dataclass(frozen=True, slots=True)
class Captions:
    """The letters of the timeline, as the canvas has them."""

    scale: float = 1.0
    """How much larger than usual all text is."""
    height: float = 0.0
    """Of a line of them, px."""
    width: Callable[[str], float] = len
    """Of a text, px."""


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """Where all of the timeline stands in a canvas: lanes with their names, or a strip when folded."""

    axis: Axis
    lanes: tuple[Lane, ...] = ()
    folded: bool = False
    captions: Captions = Captions()
    height: float = 0.0
    """Of the canvas, px."""
    placed: Placed = Placed()
    """Where all marks are."""

    @property
    def top(self) -> int:
        """Where the marks begin, below the handles, px."""
        return round(HANDLE_HEIGHT * self.captions.scale)

    @property
    def depth(self) -> float:
        """Height of the room for marks, px."""
        return max(self.height - self.top - self._foot, 1.0)

    @property
    def least_height(self) -> float:
        """Of a canvas in which the names of the lanes have room, px."""
        if self.folded:
            return self.top + self._foot + 12
        return max(64, self.top + self._foot + self._line * max(len(self.lanes), 1))

    def with_marks(self, lanes: tuple[Lane, ...], scale: Scale) -> TimelineLayout:
        """Other lanes; the whole axis is seen where its scale is another one."""
        axis = self.axis if scale == self.axis.scale else replace(self.axis, scale=scale, zoom=1.0, start=0.0)
        return replace(self, lanes=lanes, axis=axis)

    def resized(self, width: float, height: float, captions: Captions) -> TimelineLayout:
        """In a canvas of this size."""
        names = [] if self.folded else [lane.name for lane in self.lanes]
        grip = HANDLE_WIDTH * captions.scale
        left = max(map(captions.width, names), default=-8.0) + 12 + grip
        axis = self.axis.resized(left, width - left - grip - 4)
        return replace(self, captions=captions, height=height).moved(axis)

    def moved(self, axis: Axis) -> TimelineLayout:
        """With another part of the axis in view."""
        rows = laid_out(self.lanes, axis, self.captions.scale)
        if self.folded:
            placed = in_strip(rows, self.top, self.depth)
        else:
            placed = in_lanes(rows, self.top, self.depth, self._line, self.captions.scale)
        return replace(self, axis=axis, placed=placed)

    def mark_at(self, x: float, y: float) -> Mark | None:
        inside = self.axis.left <= x <= self.axis.right and self.top <= y <= self.top + self.depth
        return self.placed.at(x, y) if inside else None

    def first_seen(self, ringed: Collection[tuple[str, str]]) -> Mark | None:
        """The first mark in view, of those that are selected if there are any."""
        seen = {mark for mark, x, _ in self.placed.beads() if self.axis.left <= x <= self.axis.right}
        order = [mark for mark in self.placed.order if mark in seen]
        selected = [mark for mark in order if (mark.kind, mark.id) in ringed]
        return next(iter(selected or order), None)

    def is_seen(self, mark: Mark | None) -> bool:
        """Whether the bead of a mark is in view."""
        at = self.placed.bead(mark.kind, mark.id) if mark else None
        return at is not None and self.axis.left <= at[0] <= self.axis.right

    def showing(self, ringed: Collection[tuple[str, str]]) -> Axis:
        """The axis with one of the selected marks in view."""
        found = [x for mark, x, _ in self.placed.beads() if (mark.kind, mark.id) in ringed]
        if not found or any(self.axis.left <= x <= self.axis.right for x in found):
            return self.axis
        return self.axis.showing(found[0])

    @property
    def _line(self) -> float:
        """Height of a lane's name, px: of capitals and what hangs below them."""
        return self.captions.height * 0.9

    @property
    def _foot(self) -> float:
        return self.captions.height + 3


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
