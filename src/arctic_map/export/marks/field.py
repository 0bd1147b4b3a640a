"""The part of a page that shows the map."""

from dataclasses import dataclass
from math import log2

from arctic_map.export.marks.path import NEAR, ToPage, to_page
from arctic_map.geo.in_box import meet, within
from arctic_map.model.projection import Affine, Box
from arctic_map.model.view import COARSEST, ZOOM_RANGE, Viewport


@dataclass(frozen=True, slots=True)
class Field:
    """A view with its upper left corner at (x, y) on the page, in pixels at text scale 1."""

    view: Viewport
    x: float = 0.0
    y: float = 0.0
    bleed: float = 0.0
    """Pixels drawn beyond the edge, where the page itself ends."""
    scale: float = 1.0
    """CSS pixels per pixel of the page. A poster shows more detail."""
    painted: float = 1.0
    """Image pixels per CSS pixel. A small preview shows less detail."""
    reserved: tuple[Box, ...] = ()
    """Boxes on the page that panels cover, so that no text may stand there."""

    @property
    def zoom(self) -> float:
        """Zoom of the view, for decisions by zoom, at least the lowest zoom of the window."""
        return max(ZOOM_RANGE[0], log2(COARSEST / self.view.resolution))

    @property
    def detail(self) -> float:
        """The zoom whose level of detail of the base map fits the page."""
        return self.zoom + log2(max(1.0, self.scale))

    @property
    def near(self) -> float:
        """Pixels within which vertices cannot be distinguished."""
        return NEAR / (max(1.0, self.scale) * min(1.0, self.painted))

    @property
    def is_too_coarse(self) -> bool:
        """Whether labels may overlap, since they are placed only down to the lowest zoom."""
        return self.view.resolution > COARSEST / 2 ** ZOOM_RANGE[0]

    @property
    def edge(self) -> Box:
        """The box of the map on the page."""
        return self.x, self.y, self.x + self.view.width, self.y + self.view.height

    @property
    def clip(self) -> Box:
        """The box of the map with its bleed."""
        x0, y0, x1, y1 = self.edge
        return x0 - self.bleed, y0 - self.bleed, x1 + self.bleed, y1 + self.bleed

    def to_page(self, ground: Affine | None = None, quantum: float = 1.0) -> ToPage:
        """The transformation from projected metres, or base map integers, to the page."""
        return to_page(self.view, self.x, self.y, ground, quantum)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The position on the page of a point in projected metres."""
        px, py = self.view.pixel(x, y)
        return px + self.x, py + self.y

    def holds(self, x: float, y: float, half_w: float, half_h: float) -> bool:
        """Whether an object of this half size, centred there on the page, is fully within the drawn part."""
        x0, y0, x1, y1 = self.clip
        return x0 + half_w <= x <= x1 - half_w and y0 + half_h <= y <= y1 - half_h

    def holds_box(self, box: Box) -> bool:
        """Whether a box is fully within the map and on no panel, as text must be."""
        return within(box, self.edge) and not any(meet(box, panel) for panel in self.reserved)
