"""A small map of the Arctic for pages of the world, where lanes along the coast are too small."""

from dataclasses import dataclass

from arctic_map.export.marks import clip
from arctic_map.export.marks.field import Field
from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import group, tag
from arctic_map.export.marks.path import data, thin
from arctic_map.export.page.inset import COARSE, land_of, lane_of, lanes_shown, rings_of
from arctic_map.export.page.layout import Rect
from arctic_map.export.page.margin import panel
from arctic_map.geo.projections import DEFAULT
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box, Projection
from arctic_map.model.view import Viewport
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene

SHARE = 0.4
"""Share of the map's height."""
MIN_SIDE, MAX_SIDE = 120.0, 260.0
SIZE = 10.5
"""Font size of its heading in pixels."""
REACH = 4_300_000.0
"""Metres from its centre to its sides, which includes the Baltic and Kamchatka."""


@dataclass(frozen=True, slots=True)
class Arctic:
    """A small map of the Arctic with these lanes."""

    projection: Projection
    lanes: tuple[Drawing, ...]

    @property
    def box(self) -> Box:
        """The box of the map in projected metres."""
        x, y = self.projection.pole or (0.0, 0.0)
        # The route is on this side of the pole.
        y -= REACH / 3
        return x - REACH, y - REACH, x + REACH, y + REACH


def arctic(scene: Scene, drawings: Drawings) -> Arctic:
    """The small map with the lanes that the scene shows."""
    return Arctic(DEFAULT, lanes_shown(scene, drawings, DEFAULT.id))


def sides(map: Rect) -> tuple[float, ...]:
    """Possible side lengths of the panel in pixels, the largest first."""
    most = min(max(SHARE * map.height, MIN_SIDE), MAX_SIDE)
    return tuple(side for side in (most, 0.85 * most, 0.7 * most, MIN_SIDE) if side >= MIN_SIDE)


def drawn(inset: Arctic, scene: Scene, room: Rect) -> str:
    """The panel at its place on the page, with its heading inside."""
    x0, y0, x1, y1 = inset.box
    view = Viewport((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / room.width, room.width, room.height)
    field = Field(view, room.x, room.y)
    to_page, look = field.to_page(), scene.look
    seen = [
        ring
        for part in rings_of(inset.projection.family)
        if (ring := clip.ring(thin(to_page(part), COARSE), field.clip))
    ]
    heading = scene.wording("The Arctic")
    return group(
        panel(room, scene),
        tag("rect", x=room.x, y=room.y, width=room.width, height=room.height, fill=look.palette.sea),
        land_of(data(seen, closed=True), look),
        *(lane_of(drawing, look, field) for drawing in inset.lanes),
        tag(
            "rect",
            x=room.x,
            y=room.y,
            width=room.width,
            height=room.height,
            fill="none",
            stroke=look.palette.quiet,
            stroke_width=0.8,
        ),
        words(heading, room.x + 7, room.y + SIZE + 5, SIZE, look.palette.ink, weight=600),
        id="arctic",
        named="Inset: the Arctic",  # no words: a name in the drawing
    )
