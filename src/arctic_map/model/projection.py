"""A map projection with its extent, and how the prepared base map is transformed to it."""

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in projected metres."""


@dataclass(frozen=True, slots=True)
class Affine:
    """An affine transformation, metres to metres: x' = a x + b y + c, y' = d x + e y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def inverse(self, x: float, y: float) -> tuple[float, float]:
        """Transform back."""
        x, y, whole = x - self.c, y - self.f, self.a * self.e - self.b * self.d
        return (self.e * x - self.b * y) / whole, (self.a * y - self.d * x) / whole

    @property
    def scale(self) -> float:
        """Scale factor of lengths, for a rotation with uniform scale."""
        return float(abs(self.a * self.e - self.b * self.d) ** 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A projection in which the map can be shown."""

    id: str
    name: str
    crs: str
    """CRS for pyproj: an EPSG code or a PROJ string."""
    label: str
    """Name for the reader, with the EPSG code if there is one."""
    family: str
    """Folder of the base map files, shared by similar projections."""
    ground: Affine
    """From the family's projection to this one: a rotation about the pole with a uniform scale."""
    down: float
    """The meridian that points down (polar) or is in the middle (world), degrees east."""
    pole: tuple[float, float] | None
    """The north pole in projected metres; None if it is not a point."""
    box: Box
    """The extent of the whole projection."""
    home: Box
    """The extent of the first view: the whole route, with space for the legend on the map."""
    legend: Literal["left", "right", "foot"] = "right"
    """Where the legend covers least of the first view: in a corner, or along the bottom of the map."""
    turns: str = ""
    """Its PROJ string without the meridian, if it can be rotated about its pole."""
    code: str = ""
    """Its EPSG code, or that of the projection from which it was rotated."""
    sheet: Box | None = None
    """The extent of a printed page, if smaller than `home`, as its legend is outside the map."""
    window: Box | None = None
    """The extent of the window's first view, if not `home`: names to the right of the marks have space."""

    @property
    def in_window(self) -> Box:
        """The extent of the window's first view."""
        return self.window or self.home

    @property
    def printed(self) -> Box:
        """The default extent of a printed page."""
        return self.sheet or self.home
