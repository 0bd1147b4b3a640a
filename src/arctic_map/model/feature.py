"""A place, lane, zone or area on the map, with how far it can be trusted."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Geometry = dict[str, Any]
"""A GeoJSON geometry: `type` and `coordinates` in degrees, lon/lat."""
NO_PLACE: Geometry = {"type": "GeometryCollection", "geometries": []}
"""That of a feature of an opened file that says that it has no place."""


class Precision(StrEnum):
    SURVEYED = "surveyed"
    GENERALISED = "generalised"
    SCHEMATIC = "schematic"
    UNDISCLOSED = "undisclosed"
    UNCHECKED = "unchecked"
    """Of a file that the reader opened: the atlas does not know."""


CLASSES = (Precision.SURVEYED, Precision.GENERALISED, Precision.SCHEMATIC, Precision.UNDISCLOSED)
"""How sure the atlas can be of its own marks."""


class Edges(StrEnum):
    """What joins two vertices: the shortest line on the ellipsoid, or a straight one in lon/lat."""

    GEODESIC = "geodesic"
    PARALLEL = "parallel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Geometry in degrees, lon/lat."""

    id: str
    name: str
    geometry: Geometry
    precision: Precision
    source: str
    style: str
    names: dict[str, str] = field(default_factory=dict)
    """Names by language code: ru, zh."""
    aliases: tuple[str, ...] = ()
    when: str | None = None
    facts: tuple[str, ...] = ()
    note: str = ""
    inferred: str = ""
    """Why the place is our reading; empty when the article or a list names it."""
    edges: Edges = Edges.GEODESIC
    rank: int = 5
    """Importance of the label, 1 first."""
    sea: bool = False
    """Of the sea: what would lie on land is not painted."""
    month: int | None = None
    """Of the year, 1 to 12, for what differs by month: it is shown when that month is chosen."""
    ice: str = ""
    """The sea of the ice record whose extent is that of this area."""
    callout: dict[str, str] = field(default_factory=dict)
    """A few words that stand below its name in a call-out, by language code: en, ru, zh."""
    details: tuple[tuple[str, str], ...] = ()
    """What a feature of an opened file says of itself: names and values as plain text."""
    packed: bytes = b""
    """The geometry as GeoJSON in place of `geometry`: of an opened file many are held and few looked at."""

    def unpacked(self) -> Geometry:
        import json  # for exports of opened files only

        found: Geometry = json.loads(self.packed) if self.packed else self.geometry
        return found

    def place(self) -> Geometry | None:
        """The geometry; None for a row of an opened file that has none."""
        found = self.unpacked()
        return None if found == NO_PLACE else found
