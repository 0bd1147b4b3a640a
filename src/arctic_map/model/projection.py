"""A map projection: a projection with its extent, and how the prepared base map is turned onto it."""

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in projected metres."""


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a x + b y + c, y' = d x + e y + f; metres to metres."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def inverse(self, x: float, y: float) -> tuple[float, float]:
        """From there back."""
        x, y, whole = x - self.c, y - self.f, self.a * self.e - self.b * self.d
        return (self.e * x - self.b * y) / whole, (self.a * y - self.d * x) / whole

    @property
    def scale(self) -> float:
        """Of lengths, for one that turns and scales."""
        return float(abs(self.a * self.e - self.b * self.d) ** 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """One that the map can be shown in."""

    id: str
    name: str
    crs: str
    """What pyproj reads: an EPSG code or a PROJ string."""
    label: str
    """How the projection is named to a reader, with its EPSG code where it has one."""
    family: str
    """Folder of the base map files that this projection shares with its similar ones."""
    ground: Affine
    """From the family's projection to this one: a rotation about the pole with a uniform scale."""
    down: float
    """The meridian that points down (polar) or stands in the middle (world), degrees east."""
    pole: tuple[float, float] | None
    """The north pole in projected metres; None where it is not a point."""
    box: Box
    """The whole projection."""
    home: Box
    """What the first view must show: the whole route, with room for the legend that stands on the map."""
    legend: Literal["left", "right", "foot"] = "right"
    """Where the legend covers least of the first view: in a corner, or flat along the foot of the map."""
    turns: str = ""
    """A PROJ string of it without its meridian, for those that can be turned about their pole."""
    code: str = ""
    """The EPSG code of it, or of what it was turned from."""
    sheet: Box | None = None
    """What a printed page shows, if less than `home` will do: its legend stands outside the map."""

    @property
    def printed(self) -> Box:
        """What a page shows that was asked for nothing else."""
        return self.sheet or self.home
