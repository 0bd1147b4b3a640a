"""Small maps beside the map: its location, the world with lanes, and the Arctic."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from arctic_map.export.marks import clip, strokes
from arctic_map.export.marks.ground import base_map
from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import group, tag
from arctic_map.export.marks.path import Field, data, thin
from arctic_map.export.page.layout import Rect
from arctic_map.export.page.margin import panel
from arctic_map.geo.projections import DEFAULT, projection_named
from arctic_map.model.catalog import DRAWN
from arctic_map.model.drawing import Drawing
from arctic_map.model.itinerary import is_way
from arctic_map.model.projection import Affine, Box, Projection, Viewport
from arctic_map.model.style import Look, Style
from arctic_map.model.symbology import Symbology
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import without

WHOLE = 0.8
"""Share of the projection from which on a map needs no location inset."""
SPECK, COARSE = 0.9, 0.8
"""Smallest land, and smallest distance of vertices, in pixels of an inset."""

Rings = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Inset:
    """An inset in a projection."""

    projection: Projection
    shown: Box | None
    """The box of the map to mark, in metres of this projection, or None."""
    lanes: tuple[Drawing, ...] = ()

    @property
    def shape(self) -> float:
        """Width divided by height."""
        x0, y0, x1, y1 = self.projection.box
        return (x1 - x0) / (y1 - y0)


def insets(scene: Scene, box: Box, drawings: Drawings) -> tuple[Inset, ...]:
    """The insets for a map of `box` (projected metres)."""
    small_maps = []
    if not _is_whole(box, scene.projection.box):
        small_maps.append(Inset(scene.projection, box))
    lanes = _far_lanes(scene, drawings) if scene.projection.pole is not None else ()
    if lanes:
        small_maps.append(Inset(projection_named("world"), None, lanes))
    return tuple(small_maps)


def draw(inset: Inset, look: Look, room: Rect) -> str:
    """The inset at its place on the page."""
    x0, _, x1, _ = inset.projection.box
    # The outline needs its own width within the space.
    resolution = (x1 - x0) / max(room.width - 2, 1)
    field = Field(
        Viewport(*_middle(inset.projection.box), resolution, room.width, room.height), room.x, room.y
    )
    around, land = _paths(inset.projection.family, inset.projection.ground, field)
    palette = look.palette
    return group(
        tag("path", d=around, fill=palette.sea),
        land_of(land, look),
        *(lane_of(drawing, look, field) for drawing in inset.lanes),
        tag("path", d=around, fill="none", stroke=palette.quiet, stroke_width=0.8),
        _mark(inset.shown, look, field) if inset.shown else "",
        named=f"Inset: {inset.projection.name}",  # no words: a name in the drawing
    )


def _is_whole(box: Box, projection: Box) -> bool:
    """Whether nearly all of the projection is shown."""
    wide = min(box[2], projection[2]) - max(box[0], projection[0])
    high = min(box[3], projection[3]) - max(box[1], projection[1])
    return wide > WHOLE * (projection[2] - projection[0]) and high > WHOLE * (projection[3] - projection[1])


def _far_lanes(scene: Scene, drawings: Drawings) -> tuple[Drawing, ...]:
    """Visible lanes and ways in the world projection, if any of them leaves the polar ones."""
    symbology = scene.catalog.symbology
    far = {row.id for row in symbology.styles.values() if row.far}
    features_of = {layer.id: layer.features for layer in scene.catalog.layers}
    lanes = []
    for layer in scene.layers:
        styles = {
            feature.style
            for feature in features_of.get(layer.id, ())
            if feature.id not in scene.filtered_out.features
        }
        if layer.shown and layer.kind in DRAWN and styles & far:
            lanes.append(
                _lanes_of(without(drawings.shapes(layer.id, "world"), scene.filtered_out.features), symbology)
            )
    return tuple(lanes)


def lanes_shown(scene: Scene, drawings: Drawings, projection: str) -> tuple[Drawing, ...]:
    """Visible lanes and ways in another projection."""
    symbology, hidden = scene.catalog.symbology, scene.filtered_out.features
    features_of = {layer.id: layer.features for layer in scene.catalog.layers}
    return tuple(
        _lanes_of(without(drawings.shapes(layer.id, projection), hidden), symbology)
        for layer in scene.layers
        if layer.shown
        and layer.kind in DRAWN
        and any(_leads(feature.style, symbology) for feature in features_of.get(layer.id, ()))
    )


def rings_of(family: str) -> Rings:
    """The family's land at coarse detail in metres."""
    return _ground(family)[1]


def is_whole(box: Box, projection: Projection) -> bool:
    """Whether a map of `box` (projected metres) shows nearly everything of the projection's page."""
    return _is_whole(box, projection.printed)


def _lanes_of(drawing: Drawing, symbology: Symbology) -> Drawing:
    lanes = (shape for shape in drawing.shapes if shape.kind == "line" and _leads(shape.style, symbology))
    return replace(drawing, shapes=tuple(lanes))


def _leads(style: str, symbology: Symbology) -> bool:
    """Whether the style is of a lane or requested way."""
    return symbology.is_lane(style) or is_way(style)


@cache
def _ground(family: str) -> tuple[tuple[float, ...], Rings]:
    """The family's edge and land at coarse detail in metres."""
    base = base_map(family)
    far = 1e8
    level = base.level(0, (-far, -far, far, far))
    quantum = level.quantum
    rings = tuple(
        tuple(number * quantum for number in part)
        for cell in level.items["land"].cells
        for part in cell.parts
    )
    return tuple(number for point in base.outline for number in point), rings


# A preview draws the same insets repeatedly.
@lru_cache(maxsize=8)
def _paths(family: str, turn: Affine, field: Field) -> tuple[str, str]:
    """The `d` of the projection's edge and land."""
    edge, rings = _ground(family)
    to_page = field.to_page(turn)
    on_page = (to_page(ring) for ring in rings)
    points = [
        thin(path, COARSE)
        for path in on_page
        if max(path[0]) - min(path[0]) > SPECK or max(path[1]) - min(path[1]) > SPECK
    ]
    return data([thin(to_page(edge))], closed=True), data(points, closed=True)


def land_of(d: str, look: Look) -> str:
    """The land of a small map, from the `d` of its rings."""
    land = look.palette.items.get("land", Style())
    coast = look.palette.items.get("coast", Style()).stroke
    # A shade darker than on the map, so that small land stands out from the paper.
    return tag("path", d=d, fill=coast or land.fill, fill_opacity=0.55 if coast else None)


def lane_of(drawing: Drawing, look: Look, field: Field) -> str:
    """The lines of a drawing, thinner than on the map."""
    written = []
    for shape in drawing.shapes:
        style = look.styles.get(shape.style)
        if style is not None:
            pieces: list[clip.Points] = []
            for part in shape.parts:
                pieces += clip.line(thin(field.to_page()(part)), field.clip)
            dash = tuple(length / 2 for length in style.dash)
            thinner = replace(style, width=min(style.width, 1.1), dash=dash)
            written.append(strokes.stroke(data(pieces, closed=False), thinner) if pieces else "")
    return "".join(written)


def _mark(box: Box, look: Look, field: Field) -> str:
    """The frame of the map, clipped to the inset."""
    (left, top), (right, bottom) = field.at(box[0], box[3]), field.at(box[2], box[1])
    x0, y0, x1, y1 = field.edge
    left, right = max(left, x0 + 0.6), min(right, x1 - 0.6)
    top, bottom = max(top, y0 + 0.6), min(bottom, y1 - 0.6)
    return "".join(
        tag(
            "rect",
            x=left,
            y=top,
            width=max(right - left, 3.0),
            height=max(bottom - top, 3.0),
            fill="none",
            stroke=colour,
            stroke_width=width,
        )
        for colour, width in ((look.palette.paper, 3.0), (look.palette.mark, 1.4))
    )


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


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
