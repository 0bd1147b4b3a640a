"""A map projection with its extent, and the visible part of one."""

from dataclasses import dataclass, field
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
    """The meridian that points down (polar) or is in the middle, degrees east."""
    pole: tuple[float, float] | None
    """The north pole in projected metres, of a polar projection; else None."""
    box: Box
    """The extent of the whole projection."""
    home: Box
    """The extent of the first view: the whole route, with space for the legend on the map."""
    centre: tuple[float, float] | None = None
    """Longitude and latitude in degrees of the centre of a map that shows the hemisphere around it."""
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
    def is_world(self) -> bool:
        """Whether it shows the whole Earth, cut along a meridian, and not a hemisphere."""
        return self.pole is None and self.centre is None

    @property
    def in_window(self) -> Box:
        """The extent of the window's first view."""
        return self.window or self.home

    @property
    def printed(self) -> Box:
        """The default extent of a printed page."""
        return self.sheet or self.home


COARSEST = 16384.0
"""Projected metres per CSS pixel at zoom 0."""
ZOOM_RANGE = (-2.0, 7.0)
"""Zooms at which labels are placed."""
FARTHEST = -3.5
"""The zoom at which a small window shows all of a long lane and its popup, without labels."""
FINER_FROM = (2.0, 4.0)
"""Zooms from which the base map uses the next level of detail."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """Centre in projected metres, projected metres per pixel, and size in pixels."""

    x: float
    y: float
    resolution: float
    width: float
    height: float
    left: float = 0.0
    right: float = 0.0
    foot: float = 0.0
    """Pixels covered by the legend at a side or at the bottom."""
    requested: Box | None = field(default=None, compare=False)
    """The box that the page fits again whenever its size changes; None after the user has moved the map."""

    @property
    def box(self) -> Box:
        """Visible extent in projected metres."""
        half_w, half_h = self.width * self.resolution / 2, self.height * self.resolution / 2
        return self.x - half_w, self.y - half_h, self.x + half_w, self.y + half_h

    @property
    def clear(self) -> Box:
        """The part that the legend leaves clear; the whole width or height where that is less than half."""
        x0, y0, x1, y1 = self.box
        if self.left + self.right < self.width / 2:
            x0, x1 = x0 + self.left * self.resolution, x1 - self.right * self.resolution
        if self.foot < self.height / 2:
            y0 += self.foot * self.resolution
        return x0, y0, x1, y1

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Convert projected metres to pixels from the upper left corner."""
        return (
            (x - self.x) / self.resolution + self.width / 2,
            (self.y - y) / self.resolution + self.height / 2,
        )


@dataclass(frozen=True, slots=True)
class PixelView:
    """A picture of a part of the map: its upper left corner in projected metres, and its size in pixels."""

    projection: Projection
    x: float
    y: float
    resolution: float
    """Projected metres per pixel."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Goal:
    """A request to show this box; `smooth` animates, otherwise the map jumps."""

    box: Box
    smooth: bool = True
    exact: bool = False
    """The box is a former view: show it without margin, however close."""


@dataclass(frozen=True, slots=True)
class Selection:
    """One feature, fact, person or position; or features to compare, with the fact about them."""

    feature: str | None = None
    fact: str | None = None
    person: str | None = None
    position: tuple[float, float] | None = None
    """Longitude and latitude in degrees."""
    compared: tuple[str, ...] = ()
    """Highlighted instead of all features of the fact."""
