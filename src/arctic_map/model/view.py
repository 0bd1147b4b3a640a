"""The visible part of a projection, and requests to change it."""

from dataclasses import dataclass

from arctic_map.model.projection import Box

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
