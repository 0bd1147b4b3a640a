"""A place, lane, zone or area on the map, with its precision."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Geometry = dict[str, Any]
"""A GeoJSON geometry: `type` and `coordinates` in degrees, lon/lat."""
NO_PLACE: Geometry = {"type": "GeometryCollection", "geometries": []}
"""Geometry of a feature of an opened file that explicitly has no place."""


class Precision(StrEnum):
    """How precisely a geometry is known."""

    SURVEYED = "surveyed"
    GENERALISED = "generalised"
    SCHEMATIC = "schematic"
    UNDISCLOSED = "undisclosed"
    UNCHECKED = "unchecked"
    """Of an opened file, whose precision is unknown to the atlas."""


CLASSES = (Precision.SURVEYED, Precision.GENERALISED, Precision.SCHEMATIC, Precision.UNDISCLOSED)
"""Precisions of the atlas's own features."""


class Edges(StrEnum):
    """The line between two vertices: a geodesic, or a straight line in lon/lat."""

    GEODESIC = "geodesic"
    PARALLEL = "parallel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A feature with its geometry in degrees, lon/lat."""

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
    """Why the place is our inference; empty if the article or a list names it."""
    edges: Edges = Edges.GEODESIC
    rank: int = 5
    """Importance of the label; 1 is the highest."""
    sea: bool = False
    """A feature of the sea; parts on land are not painted."""
    month: int | None = None
    """Month of the year, 1 to 12, for features that differ by month; shown when that month is selected."""
    ice: str = ""
    """The sea of the ice record whose extent this area shows."""
    callout: dict[str, str] = field(default_factory=dict)
    """A short text below the name in a call-out, by language code: en, ru, zh."""
    details: tuple[tuple[str, str], ...] = ()
    """Attributes of a feature of an opened file: names and values as plain text."""
    packed: bytes = b""
    """Encoded GeoJSON instead of `geometry`, which saves memory for opened files."""

    def unpacked(self) -> Geometry:
        """The geometry, decoded from `packed` if necessary."""
        import json  # for exports of opened files only

        geometry: Geometry = json.loads(self.packed) if self.packed else self.geometry
        return geometry

    def place(self) -> Geometry | None:
        """The geometry; None for a row of an opened file without one."""
        geometry = self.unpacked()
        return None if geometry == NO_PLACE else geometry
