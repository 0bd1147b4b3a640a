"""The part of a page where the map is painted."""

from dataclasses import dataclass
from math import log2

from arctic_map.export.marks.path import NEAR, ToPage, to_page
from arctic_map.model.projection import Affine, Box
from arctic_map.model.view import COARSEST, ZOOM_RANGE, Viewport


@dataclass(frozen=True, slots=True)
class Field:
    """A view whose upper left corner stands at (x, y) on the page, in pixels at text scale 1."""

    view: Viewport
    x: float = 0.0
    y: float = 0.0
    bleed: float = 0.0
    """How far beyond its edge it is painted; the page's own edge cuts it there."""
    scale: float = 1.0
    """CSS pixels that one of the page's pixels is on paper or screen: a poster shows more detail."""
    painted: float = 1.0
    """Pixels of the picture to a CSS pixel: a small preview shows less detail."""

    @property
    def zoom(self) -> float:
        """Of the view, for what is decided by zoom; a page may show more than the window can."""
        return max(ZOOM_RANGE[0], log2(COARSEST / self.view.resolution))

    @property
    def detail(self) -> float:
        """The zoom whose detail of the base map the page can show."""
        return self.zoom + log2(max(1.0, self.scale))

    @property
    def near(self) -> float:
        """Vertices closer than this are one to the eye, px."""
        return NEAR / (max(1.0, self.scale) * min(1.0, self.painted))

    @property
    def is_too_coarse(self) -> bool:
        """Whether labels, which have room down to the lowest zoom, may meet."""
        return self.view.resolution > COARSEST / 2 ** ZOOM_RANGE[0]

    @property
    def edge(self) -> Box:
        return self.x, self.y, self.x + self.view.width, self.y + self.view.height

    @property
    def clip(self) -> Box:
        x0, y0, x1, y1 = self.edge
        return x0 - self.bleed, y0 - self.bleed, x1 + self.bleed, y1 + self.bleed

    def to_page(self, ground: Affine | None = None, quantum: float = 1.0) -> ToPage:
        return to_page(self.view, self.x, self.y, ground, quantum)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Projection metres to the page."""
        px, py = self.view.pixel(x, y)
        return px + self.x, py + self.y

    def holds(self, x: float, y: float, half_w: float, half_h: float) -> bool:
        """Whether a thing of this half size, centred there on the page, is painted: cut only by the page."""
        x0, y0, x1, y1 = self.clip
        return x0 + half_w <= x <= x1 - half_w and y0 + half_h <= y <= y1 - half_h

    def holds_box(self, box: Box) -> bool:
        """Whether it lies wholly within the edge, as words must."""
        x0, y0, x1, y1 = self.edge
        return x0 <= box[0] and y0 <= box[1] and x1 >= box[2] and y1 >= box[3]
