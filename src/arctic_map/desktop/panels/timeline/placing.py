"""Geometry of the timeline: axis, lanes, rows and beads in px, and navigation between beads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from arctic_map.desktop.panels.timeline.axis import Axis, Scale
from arctic_map.desktop.panels.timeline.timeline_marks import Bar, Lane, Row, laid_out, nearest
from arctic_map.scene.timeline import Mark

ROW = (4.2, 13.0)
"""Minimum and maximum height of a row, px at normal text size."""
PADDING = 1.5
"""Minimum space above and below the rows of a lane, px."""
REACH = 4.0
"""Distance at which a click still hits a mark, px."""
HANDLE_WIDTH, HANDLE_HEIGHT = 11, 15
"""Size of the range handles, px at normal text size."""


@dataclass(frozen=True, slots=True)
class Place:
    """A bar in its lane, with the centre and height of its row, px."""

    bar: Bar
    lane: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """All marks after layout; a band from top to bottom for each lane, px."""

    rows: tuple[Row, ...] = ()
    bands: tuple[tuple[float, float], ...] = ()
    places: tuple[Place, ...] = ()
    pitch: float = ROW[0]
    """Height of a row, px."""
    order: tuple[Mark, ...] = field(default=())
    """All marks by start day."""

    def beads(self) -> Iterator[tuple[Mark, float, float]]:
        """Each mark with the centre of its bead."""
        for place in self.places:
            for mark, x in zip(place.bar.bundle.marks, place.bar.beads, strict=True):
                yield mark, x, place.y

    def bead(self, kind: str, id: str) -> tuple[float, float] | None:
        """Position of the bead of a fact or feature, or None."""
        return next(((x, y) for mark, x, y in self.beads() if (mark.kind, mark.id) == (kind, id)), None)

    def at(self, x: float, y: float) -> Mark | None:
        """The mark at a point, or None."""
        hit = [
            (abs(place.y - y), place.bar)
            for place in self.places
            if abs(place.y - y) <= max(place.height, self.pitch) / 2 + 1
            and place.bar.reach[0] - REACH <= x <= place.bar.reach[1] + REACH
        ]
        # Of two adjacent bars, prefer the one under the pointer.
        best = min(hit, key=lambda found: (_distance(found[1], x), found[0]), default=None)
        return nearest(best[1], x) if best else None

    def next(self, mark: Mark | None, step: int) -> Mark | None:
        """The mark `step` further in order of start day; without a current one, the first."""
        if not self.order:
            return None
        at = self.order.index(mark) + step if mark in self.order else 0
        return self.order[min(max(at, 0), len(self.order) - 1)]

    def across(self, mark: Mark | None, step: int) -> Mark | None:
        """The mark of the next lane that is closest in time, or None."""
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
    """Text metrics of the canvas."""

    scale: float = 1.0
    """Scale of the text relative to normal size."""
    height: float = 0.0
    """Line height, px."""
    width: Callable[[str], float] = len
    """Width of a text, px."""


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """Layout of the timeline in a canvas: lanes with names, or a strip if folded."""

    axis: Axis
    lanes: tuple[Lane, ...] = ()
    folded: bool = False
    captions: Captions = Captions()
    height: float = 0.0
    """Height of the canvas, px."""
    placed: PlacedMarks = PlacedMarks()

    @property
    def top(self) -> int:
        """Top of the marks, below the handles, px."""
        return round(HANDLE_HEIGHT * self.captions.scale)

    @property
    def depth(self) -> float:
        """Height available for marks, px."""
        return max(self.height - self.top - self._foot, 1.0)

    @property
    def least_height(self) -> float:
        """Minimum height of the canvas for the names of the lanes, px."""
        if self.folded:
            return self.top + self._foot + 12
        return max(64, self.top + self._foot + self._line * max(len(self.lanes), 1))

    def with_marks(self, lanes: tuple[Lane, ...], scale: Scale) -> TimelineLayout:
        """With other lanes; the whole axis is shown if the scale has changed."""
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
        """With another visible part of the axis."""
        rows = laid_out(self.lanes, axis, self.captions.scale)
        if self.folded:
            placed = in_strip(rows, self.top, self.depth)
        else:
            placed = in_lanes(rows, self.top, self.depth, self._line, self.captions.scale)
        return replace(self, axis=axis, placed=placed)

    def mark_at(self, x: float, y: float) -> Mark | None:
        """The mark at a point of the canvas, or None."""
        inside = self.axis.left <= x <= self.axis.right and self.top <= y <= self.top + self.depth
        return self.placed.at(x, y) if inside else None

    def first_seen(self, ringed: Collection[tuple[str, str]]) -> Mark | None:
        """The first visible mark, preferably a selected one; None if there is none."""
        seen = {mark for mark, x, _ in self.placed.beads() if self.axis.left <= x <= self.axis.right}
        order = [mark for mark in self.placed.order if mark in seen]
        selected = [mark for mark in order if (mark.kind, mark.id) in ringed]
        return next(iter(selected or order), None)

    def is_seen(self, mark: Mark | None) -> bool:
        """Whether the bead of a mark is visible."""
        at = self.placed.bead(mark.kind, mark.id) if mark else None
        return at is not None and self.axis.left <= at[0] <= self.axis.right

    def showing(self, ringed: Collection[tuple[str, str]]) -> Axis:
        """The axis scrolled so that one of the selected marks is visible."""
        positions = [x for mark, x, _ in self.placed.beads() if (mark.kind, mark.id) in ringed]
        if not positions or any(self.axis.left <= x <= self.axis.right for x in positions):
            return self.axis
        return self.axis.showing(positions[0])

    @property
    def _line(self) -> float:
        """Height of a lane's name without leading, px."""
        return self.captions.height * 0.9

    @property
    def _foot(self) -> float:
        return self.captions.height + 3


def in_lanes(rows: Sequence[Row], top: float, height: float, line: float, size: float) -> PlacedMarks:
    """Place the rows in lanes; `line` is the height of a lane's name, `size` the scale of the text."""
    counts = [sum(row.heights) for row in rows]
    least, pitch = ROW[0] * size, ROW[1] * size

    def band(count: float) -> float:
        """Minimum height of a lane, at least that of its name."""
        return max(count * pitch + 2 * PADDING, line)

    while pitch > least and sum(map(band, counts)) > height:
        pitch = max(pitch - 0.05, least)
    needed = sum(map(band, counts))
    # Distribute surplus or missing height evenly.
    more = max(height - needed, 0.0) / max(len(counts), 1)
    share = min(height / max(needed, 1.0), 1.0)
    bands, places = [], []
    for lane, row in enumerate(rows):
        bottom = top + band(counts[lane]) * share + more
        padding = (bottom - top - counts[lane] * pitch) / 2
        bands.append((top, bottom))
        for bar in row.bars:
            middle = sum(row.heights[: bar.row]) + row.heights[bar.row] / 2
            height = row.heights[bar.row] * pitch
            places.append(Place(bar, lane, top + padding + middle * pitch, height))
        top = bottom
    return _ordered(PlacedMarks(tuple(rows), tuple(bands), tuple(places), pitch))


def in_strip(rows: Sequence[Row], top: float, height: float) -> PlacedMarks:
    """Place one row per lane, in which marks may overlap: an overview."""
    pitch = height / max(len(rows), 1)
    bands = tuple((top + lane * pitch, top + (lane + 1) * pitch) for lane in range(len(rows)))
    places = tuple(
        Place(bar, lane, top + (lane + 0.5) * pitch, pitch)
        for lane, row in enumerate(rows)
        for bar in row.bars
    )
    return _ordered(PlacedMarks(tuple(rows), bands, places, pitch))


def _ordered(placed: PlacedMarks) -> PlacedMarks:
    def day(mark: Mark) -> date:
        return mark.span.first or mark.span.last or date.min

    beads = sorted(placed.beads(), key=lambda each: (day(each[0]), each[2], each[1]))
    return replace(placed, order=tuple(mark for mark, _, _ in beads))


def _distance(bar: Bar, x: float) -> float:
    """Distance of a pixel from the nearest bead, 0 within it."""
    return max(min(abs(bead - x) for bead in bar.beads) - bar.bead / 2, 0.0)
