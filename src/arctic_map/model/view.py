"""What part of a projection is seen, and where the user wants to go."""

from dataclasses import dataclass

from arctic_map.model.projection import Box

COARSEST = 16384.0
"""Projection metres per CSS pixel at zoom 0."""
ZOOM_RANGE = (-2.0, 7.0)
"""In which names have their places."""
FARTHEST = -3.5
"""Zoom of a small window that shows all of a long lane beside its popup, without names."""
FINER_FROM = (2.0, 4.0)
"""Zooms from which the base map is drawn in the next level of detail."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """The centre in projected metres, projected metres per pixel, and the size in pixels."""

    x: float
    y: float
    resolution: float
    width: float
    height: float
    left: float = 0.0
    right: float = 0.0
    foot: float = 0.0
    """Pixels at a side, or at the foot, that the legend takes."""

    @property
    def box(self) -> Box:
        half_w, half_h = self.width * self.resolution / 2, self.height * self.resolution / 2
        return self.x - half_w, self.y - half_h, self.x + half_w, self.y + half_h

    @property
    def clear(self) -> Box:
        """The part that the legend leaves clear; all of it where that is less than half."""
        x0, y0, x1, y1 = self.box
        if self.left + self.right < self.width / 2:
            x0, x1 = x0 + self.left * self.resolution, x1 - self.right * self.resolution
        if self.foot < self.height / 2:
            y0 += self.foot * self.resolution
        return x0, y0, x1, y1

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Projection metres to pixels from the upper left corner."""
        return (
            (x - self.x) / self.resolution + self.width / 2,
            (self.y - y) / self.resolution + self.height / 2,
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """A request to see this box; `smooth` moves there, otherwise the map jumps."""

    box: Box
    smooth: bool = True
    exact: bool = False
    """The box is a view as it was: without room round it, however near."""


@dataclass(frozen=True, slots=True)
class Selection:
    """One feature, fact, person or position; or features to compare, with the fact that speaks of them."""

    feature: str | None = None
    fact: str | None = None
    person: str | None = None
    position: tuple[float, float] | None = None
    """Longitude and latitude, degrees."""
    compared: tuple[str, ...] = ()
    """Lit up in place of all features of the fact."""
