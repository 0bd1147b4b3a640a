"""A point, line or area that is being drawn or edited, vertex by vertex."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Place = tuple[float, float]
"""Longitude and latitude in degrees."""
Vertex = tuple[int, int]
"""Index of a part and of a vertex in it, from 0."""

MAX_VERTICES = 2_000
"""Maximum number of vertices for editing by hand."""
CHOSEN, MIDDLE = "chosen-vertex", "segment-middle"
"""Roles of the selected vertex, and of the middle of a segment, where one can be inserted."""


class OutlineKind(StrEnum):
    """The geometry type of an outline."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


MIN_VERTICES = {OutlineKind.POINT: 1, OutlineKind.LINE: 2, OutlineKind.AREA: 3}
"""Minimum number of vertices of a part."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline with places in degrees, lon/lat."""

    kind: OutlineKind
    parts: tuple[tuple[Place, ...], ...] = ((),)
    """Points, lines, or the rings of an area without their closing vertex."""
    rings: tuple[int, ...] = (1,)
    """Number of parts of each polygon; its outer ring comes first."""
    chosen: Vertex | None = None
    """The selected vertex, which arrow keys move."""
    ended: bool = False
    """Whether it is finished, so that clicks add no vertex."""

    @property
    def count(self) -> int:
        """Number of vertices of all parts."""
        return sum(map(len, self.parts))

    @property
    def is_enough(self) -> bool:
        """Whether each part has enough vertices."""
        return all(len(part) >= MIN_VERTICES[self.kind] for part in self.parts)

    @property
    def vertices(self) -> tuple[Vertex, ...]:
        """All vertices, as indices of part and vertex."""
        return tuple(
            (part, number) for part, places in enumerate(self.parts) for number in range(len(places))
        )

    @property
    def segments(self) -> tuple[tuple[Vertex, Place, Place], ...]:
        """Ends of each segment, with the index that an inserted vertex would have."""
        edges: list[tuple[Vertex, Place, Place]] = []
        if self.kind is OutlineKind.POINT:
            return ()
        for part, places in enumerate(self.parts):
            closes = self.kind is OutlineKind.AREA and len(places) >= MIN_VERTICES[self.kind]
            ends = (*places, places[0]) if closes else places
            edges += (((part, number + 1), start, end) for number, (start, end) in enumerate(pairwise(ends)))
        return tuple(edges)

    def place(self, at: Vertex) -> Place:
        """The place of a vertex."""
        return self.parts[at[0]][at[1]]
