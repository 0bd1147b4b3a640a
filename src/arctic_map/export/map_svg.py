"""The map of a page as SVG: its layers, labels and panels."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from arctic_map.export.marks import ground, lettering, rasters, shapes
from arctic_map.export.marks import rows as rows_marks
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.markup import group
from arctic_map.export.marks.path import Field
from arctic_map.export.marks.rasters import RasterDrawing
from arctic_map.export.page import distances
from arctic_map.export.page import inset as small_arctic
from arctic_map.export.page.first_names import FirstNames, with_first_names
from arctic_map.export.page.free_place import FreeGround
from arctic_map.export.page.inset import Arctic
from arctic_map.export.page.layout import Rect
from arctic_map.export.page.numbered import badges
from arctic_map.export.page.seen import nameless
from arctic_map.export.page_view import ROOM, is_framed, shown_layers, topical_layers
from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Fact
from arctic_map.model.itinerary import Distances
from arctic_map.model.projection import Box
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.session.session import without


@dataclass(frozen=True, slots=True)
class Panels:
    """Panels on empty parts of the map."""

    arctic: Arctic | None = None
    chart: Distances | None = None
    of_ways: bool = False
    """Whether the chart compares the requested routes, which nothing else on the page does."""


@dataclass(frozen=True, slots=True)
class Map:
    """The parts of the map, the lowest first."""

    pieces: tuple[str, ...] = ()
    has_chart: bool = False


class CachedMap:
    """Caches the last map, for pages of one scene that differ in their margin."""

    def __init__(self) -> None:
        self.painted = 1.0
        """Image pixels per CSS pixel of the page."""
        self._key: object = None
        self._map = Map()

    def map(
        self,
        scene: Scene,
        drawings: Mapping[str, Drawing],
        base: BaseMap,
        field: Field,
        facts: Sequence[Fact],
        panels: "Panels",
        first: FirstNames = ((), ()),
    ) -> Map:
        """The map, drawn again only if an argument has changed."""
        field = replace(field, painted=self.painted)
        key = (
            field,
            facts,
            panels,
            first,
            scene.projection,
            scene.look.name,
            scene.preferences,
            scene.wording.language,
            scene.layers,
            scene.filtered_out,
            scene.highlighted,
            scene.signs,
        )
        if key != self._key:
            hidden = scene.filtered_out.features
            shown = [without(drawings[id], hidden) for id in shown_layers(scene, drawings)]
            named = with_first_names(shown, scene.look, field, first[0])
            omitted = hidden | nameless(scene, named, field)
            drawn = {**drawings, **{each.layer: each for each in named}}
            self._key, self._map = (key, draw_map(scene, drawn, base, field, omitted, facts, panels, first))
        return self._map


def draw_map(
    scene: Scene,
    drawings: Mapping[str, Drawing],
    base: BaseMap,
    field: Field,
    omitted: Set[str],
    facts: Sequence[Fact] = (),
    panels: "Panels | None" = None,
    first: FirstNames = ((), ()),
) -> Map:
    """Draw the map without the features `left_out`; the `first` names displace others."""
    level = ground.level(scene, base, field)
    shown = [
        (layer, without(rows_marks.named(drawings[layer.id], field), omitted))
        for layer in scene.layers
        if layer.shown and layer.id in drawings
    ]
    occupied: list[Box] = []
    look, highlighted, topical = scene.look, scene.highlighted, topical_layers(scene)
    every = [drawn for _, drawn in shown]
    # The lines of the base map are drawn over rasters that are below everything else.
    floor = len([*takewhile(lambda each: isinstance(each, RasterDrawing), every)])
    # The chart of routes takes precedence over labels of the base map.
    of_ways = panels is not None and panels.of_ways
    firm = [drawn for layer, drawn in shown if layer.id in topical] if of_ways else every
    names = lettering.labels(firm, look, field, occupied, highlighted, first[0])
    # Place panels where there are no marks and labels. Pages with facts have numbers there instead.
    placed = _panels(panels, scene, drawings, field, occupied) if panels and (of_ways or not facts) else {}
    if placed or first[1] or of_ways:
        occupied = [_box(room) for room, _ in placed.values()]
        field = replace(field, reserved=(*field.reserved, *occupied))
        every = with_first_names(every, look, field, *first)
        names = lettering.labels(every, look, field, occupied, highlighted, (*first[0], *first[1]))
    others = [
        (layer, shapes.parted(drawn, look, under_names=layer.under_names))
        for (layer, _), drawn in [*zip(shown, every, strict=True)][floor:]
    ]
    # Halos cut areas and guide lines but no lanes and marks, which are between halos and letters.
    pieces = (
        ground.sea(scene, base, field),
        *ground.fills(scene, level, field),
        ground.relief(scene, base, field),
        *(_layer(scene, layer, drawn, field) for layer, drawn in shown[:floor]),
        ground.rivers(scene, base, field),
        *ground.lines(scene, level, field),
        ground.edge(scene, base, field),
        "" if is_framed(field.view.box, scene) else ground.foot(scene, base, field),
        *(
            _layer(scene, layer, below, field, "areas" if above.shapes else "layer")
            for layer, (below, above) in others
        ),
        group(*_named(shown, names, "halos"), id="halos"),
        *(_layer(scene, layer, above, field) for layer, (_, above) in others),
        group(*_named(shown, names, "labels"), id="labels"),
        group(*shapes.signs(scene.signs, scene.look, field), id="signs"),
        group(*(name.letters for own in names for name in own if name.is_tag), id="tags"),
        "".join(written for _, written in placed.values()),
        badges(facts, [drawn for _, drawn in shown], scene.look, field, occupied) if facts else "",
    )
    return Map(pieces, "chart" in placed)


def _panels(
    panels: "Panels", scene: Scene, drawings: Mapping[str, Drawing], field: Field, occupied: list[Box]
) -> dict[str, tuple[Rect, str]]:
    """Place the chart and the small map on empty parts of the map. Return them by name."""
    topics = topical_layers(scene)
    marks = [
        without(drawing, scene.filtered_out.features) for id, drawing in drawings.items() if id in topics
    ]
    map, placed = Rect(field.x, field.y, field.view.width, field.view.height), dict[str, tuple[Rect, str]]()
    if map.width < ROOM and not panels.of_ways:
        return placed
    free = FreeGround(field, marks, (*occupied, *field.reserved))
    for arranged in distances.arrangements(panels.chart) if panels.chart else ():
        if room := free.room(*distances.size(arranged)):
            free.cover([_box(room)])
            placed["chart"] = room, distances.drawn(arranged, scene, room)
            break
    if panels.arctic and map.width >= ROOM:
        places = (free.room(side, side) for side in small_arctic.sides(map))
        if room := next(filter(None, places), None):
            placed["arctic"] = room, small_arctic.drawn(panels.arctic, scene, room)
    return placed


def _box(room: Rect) -> Box:
    return room.x, room.y, room.right, room.bottom


def _layer(scene: Scene, layer: SceneLayer, drawn: Drawing, field: Field, kind: str = "layer") -> str:
    if isinstance(drawn, RasterDrawing):
        marks = rasters.raster(drawn, field)
    elif isinstance(drawn, rows_marks.RowsDrawing):
        marks = rows_marks.marks(drawn, scene.look, field)
        if layer.highlighted_shapes:
            rows = Drawing(layer.id, drawn.projection, "", shapes=layer.highlighted_shapes)
            marks += shapes.layer(rows, scene.look, field, scene.highlighted)
    else:
        marks = shapes.layer(drawn, scene.look, field, scene.highlighted)
    return group(marks, id=f"{kind}-{layer.id}", named=layer.name, opacity=_opacity(layer))


def _named(
    shown: list[tuple[SceneLayer, Drawing]],
    names: list[list[lettering.Name]],
    kind: Literal["halos", "labels"],
) -> Iterator[str]:
    for (layer, _), own in zip(shown, names, strict=True):
        plain = [name for name in own if not name.is_tag]
        if layer.labels is not None:
            # Labels of the user's files are among their marks, and their halos cut these.
            written = [] if kind == "halos" else [name.halo + name.letters for name in plain]
        else:
            written = [name.halo if kind == "halos" else name.letters for name in plain]
        yield group(*written, id=f"{kind}-{layer.id}", named=layer.name, opacity=_opacity(layer))


def _opacity(layer: SceneLayer) -> float | None:
    return layer.opacity if layer.opacity < 1 else None
