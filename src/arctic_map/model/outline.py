"""A point, line or area that is being drawn or changed, vertex by vertex."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

Place = tuple[float, float]
"""Longitude and latitude, degrees."""
Vertex = tuple[int, int]
"""The number of a part and of a vertex of it, from 0."""

MOST_VERTICES = 2_000
"""Of one outline that a hand can still be at."""
CHOSEN, MIDDLE = "chosen-vertex", "segment-middle"
"""Roles in the table of styles: the vertex that keys move, and where one can be put in."""


class OutlineKind(StrEnum):
    POINT = "point"
    LINE = "line"
    AREA = "area"


LEAST = {OutlineKind.POINT: 1, OutlineKind.LINE: 2, OutlineKind.AREA: 3}
"""Vertices without which there is no such part."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Places in degrees, lon/lat."""

    kind: OutlineKind
    parts: tuple[tuple[Place, ...], ...] = ((),)
    """Of an area its rings, without their closing vertex."""
    rings: tuple[int, ...] = (1,)
    """How many of the parts each polygon has, the outer one first."""
    chosen: Vertex | None = None
    """Which one keys move."""
    ended: bool = False
    """Whether clicks add no more to it."""

    @property
    def count(self) -> int:
        """Vertices of all parts."""
        return sum(map(len, self.parts))

    @property
    def is_enough(self) -> bool:
        return all(len(part) >= LEAST[self.kind] for part in self.parts)

    @property
    def vertices(self) -> tuple[Vertex, ...]:
        return tuple(
            (part, number) for part, places in enumerate(self.parts) for number in range(len(places))
        )

    @property
    def segments(self) -> tuple[tuple[Vertex, Place, Place], ...]:
        """Ends of each segment, with the number that a vertex between them would have."""
        found: list[tuple[Vertex, Place, Place]] = []
        if self.kind is OutlineKind.POINT:
            return ()
        for part, places in enumerate(self.parts):
            closes = self.kind is OutlineKind.AREA and len(places) >= LEAST[self.kind]
            ends = (*places, places[0]) if closes else places
            found += (((part, number + 1), start, end) for number, (start, end) in enumerate(pairwise(ends)))
        return tuple(found)

    def place(self, at: Vertex) -> Place:
        return self.parts[at[0]][at[1]]
