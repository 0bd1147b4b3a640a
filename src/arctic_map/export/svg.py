"""The drawing: the map as one SVG document, from which pictures and prints are made."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from arctic_map.export.marks import ground, lettering, shapes
from arctic_map.export.marks import rows as rows_marks
from arctic_map.export.marks.field import Field
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.markup import group, number, tag, title
from arctic_map.export.metadata import Said, said, svg_metadata
from arctic_map.export.page import arctic as small_arctic
from arctic_map.export.page import distances
from arctic_map.export.page.arctic import Arctic
from arctic_map.export.page.distances import chart_of
from arctic_map.export.page.frame import BAND, HEADING, Layout, Rect, Wanted, arrange
from arctic_map.export.page.free_place import free_place
from arctic_map.export.page.inset import Inset, draw, is_whole
from arctic_map.export.page.least import fitting, has_room
from arctic_map.export.page.legend_rows import rows
from arctic_map.export.page.margin import heading, made, margin
from arctic_map.export.page.nameless import nameless
from arctic_map.export.page.numbered import badges, chosen, listed, sentence
from arctic_map.export.page.reworded import reworded
from arctic_map.export.page.seen import seen
from arctic_map.export.request import Part, Request
from arctic_map.model.distances import Distances
from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Fact
from arctic_map.model.projection import Box
from arctic_map.model.style import Look, Theme
from arctic_map.model.tr import tr_later
from arctic_map.model.view import Viewport
from arctic_map.scene.filtering import without
from arctic_map.scene.furniture import furniture
from arctic_map.scene.headlines import headline
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.symbology.dressing import grey_look, look_of
from arctic_map.scene.ways_on_page import shown_routes

BLEED = 40.0
"""How far a map that fills its picture is painted beyond the edge, px."""
WHOLE = 0.96
"""A whole projection keeps clear of the frame."""
ROOM = 480.0
"""Width of a map that has room for panels, px."""
ROUNDS = 3
"""In which legend and layout come to terms."""


def drawing(
    scene: Scene,
    drawings: Mapping[str, Drawing],
    base: BaseMap,
    width: float,
    height: float,
    *,
    box: Box | None = None,
) -> str:
    """A page of `width` x `height` pixels with the map in its frame and all that belongs round it.

    `drawings` by layer id, at least of all shown layers. The map shows `box` (projected metres), by default
    what the window shows, or the whole route.
    """
    return page(scene, drawings, base, Request(width=width, height=height, box=box)).svg


@dataclass(frozen=True, slots=True)
class Panels:
    """What stands on the map's empty ground, if it has any."""

    arctic: Arctic | None = None
    chart: Distances | None = None
    of_ways: bool = False
    """Whether the chart is of the ways by sea that were asked for, which nothing else on the page tells."""


@dataclass(frozen=True, slots=True)
class Map:
    """The pieces of the map, the lowest first."""

    pieces: tuple[str, ...] = ()
    has_chart: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The drawing in its parts, what it says of itself, and where the map lies on it."""

    start: str
    """The drawing's first tag, and all before it."""
    about: str
    paper: str
    map: tuple[str, ...]
    """In pieces, the lowest first."""
    around: str
    """What stands on the paper beside the map, and the map's frame."""
    said: Said
    field: Field
    """In pixels at text scale 1, of which `scale` CSS pixels are one."""
    scale: float
    width: float
    """Of the page in the field's pixels; height likewise."""
    height: float
    title: str = ""
    """As it stands on the page."""
    lacks_words: bool = False
    """Whether it is too small for any words beside its map."""
    lacks_legend: bool = False
    """Whether it has no room for the legend that it should have."""
    lacks_ways: bool = False
    """Whether it has none for the lengths of the ways by sea on it."""

    @property
    def svg(self) -> str:
        return self.part(self.about, self.paper, group(*self.map, id="map"), self.around)

    @property
    def pieces(self) -> tuple[str, ...]:
        """Drawings that painted over each other are the whole one."""
        return tuple(self.part(piece) for piece in (self.paper, *self.map, self.around) if piece)

    def part(self, *content: str) -> str:
        """A drawing of the page's size that holds only this."""
        return f"{self.start}{''.join(content)}</svg>"


class KeptMap:
    """The map that was drawn last, for pages of one scene that differ in what stands round it."""

    def __init__(self) -> None:
        self.painted = 1.0
        """Pixels of the picture to a CSS pixel of the pages."""
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
    ) -> Map:
        field = replace(field, painted=self.painted)
        key = (
            field,
            facts,
            panels,
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
            shown = [drawings[id] for id in _shown(scene, drawings)]
            left_out = scene.filtered_out.features | nameless(scene, shown, field)
            self._key, self._map = key, _map(scene, drawings, base, field, left_out, facts, panels)
        return self._map


def page(
    scene: Scene,
    drawings: Mapping[str, Drawing],
    base: BaseMap,
    request: Request,
    insets: Sequence[Inset] = (),
    *,
    kept: KeptMap | None = None,
    arctic: Arctic | None = None,
) -> Page:
    """The page that is asked for. `insets` are those that the map should have, if the page has room.

    Who draws a scene again and again may have the map `kept` from one page to the next.
    """
    has_words = has_room(request)
    request = fitting(request)
    wanted_box = cropped(request.box or shown_box(scene), scene)
    scene = dressed(headed(scene, request, headline(scene, drawings, wanted_box, request.facts)), request)
    facts = chosen(scene, request.facts)
    insets = insets if Part.INSET in request.parts else ()
    wanted = _wanted(scene, request, wanted_box, facts, insets)
    layout, scene = _arranged(scene, drawings, base, request, wanted_box, wanted, insets)
    view = _view(scene, wanted_box, layout)
    parts = request.parts if _is_framed(wanted_box, scene) else request.parts - {Part.FRAME}
    graticule = drawings.get(scene.graticule) if scene.graticule else None
    around = margin(
        scene,
        furniture(view, scene.projection, graticule, scene.preferences, scene.wording),
        layout,
        parts,
    )
    field = _field(view, layout)
    panels = Panels(
        arctic if Part.INSET in request.parts else None,
        chart_of(scene, drawings, view.box) if Part.CHART in request.parts else None,
        Part.CHART in request.parts and bool(shown_routes(scene)),
    )
    about = said(scene, request, wanted_box)
    map = (kept or KeptMap()).map(scene, drawings, base, field, facts, panels)
    return Page(
        start=_start(*request.css, layout.page, request),
        about=_title(scene) + svg_metadata(about),
        paper=_paper(scene, layout.page),
        map=map.pieces,
        around=around + small_maps(scene, layout, insets) + listed(layout.facts, scene),
        said=about,
        field=field,
        scale=layout.scale,
        width=layout.page.width,
        height=layout.page.height,
        title=scene.title,
        lacks_words=not has_words,
        lacks_legend=bool(scene.legend) and not layout.entries,
        lacks_ways=panels.of_ways and not map.has_chart,
    )


def _arranged(
    scene: Scene,
    drawings: Mapping[str, Drawing],
    base: BaseMap,
    request: Request,
    box: Box,
    wanted: Wanted,
    insets: Sequence[Inset],
) -> tuple[Layout, Scene]:
    """The layout, and the scene with a legend of what the map then shows: each decides about the other."""
    shown = [without(drawings[id], scene.filtered_out.features) for id in _shown(scene, drawings)]
    legend = scene.legend
    for _ in range(ROUNDS):
        layout = arrange(*request.css, box, [row.text for row in rows(legend)], wanted)
        lanes = [lane for inset in insets[: len(layout.insets)] for lane in inset.lanes]
        field = _field(_view(scene, box, layout), layout)
        left_out = nameless(scene, shown, field)
        told = seen(scene, [without(each, left_out) for each in shown], lanes, base, field)
        told = reworded(told, dict(request.legend))
        if Part.LEGEND not in request.parts:
            told = ()
        if told == legend:
            break
        legend = told
    return arrange(*request.css, box, [row.text for row in rows(legend)], wanted), replace(
        scene, legend=legend
    )


def _view(scene: Scene, box: Box, layout: Layout) -> Viewport:
    return fitted(box, layout.map, WHOLE if box == scene.projection.box else 1.0)


def cropped(box: Box, scene: Scene) -> Box:
    """A page of the whole world ends where its sheet does; any other shows what it is asked for."""
    projection = scene.projection
    return projection.printed if projection.pole is None and is_whole(box, projection) else box


def _is_framed(box: Box, scene: Scene) -> bool:
    """Whether lines stand round the map; the whole world has its own edge."""
    return scene.projection.pole is not None or not is_whole(box, scene.projection)


def _field(view: Viewport, layout: Layout) -> Field:
    return Field(view, layout.map.x, layout.map.y, scale=layout.scale)


def _shown(scene: Scene, drawings: Mapping[str, Drawing]) -> Iterator[str]:
    return (layer.id for layer in scene.layers if layer.shown and layer.id in drawings)


def headed(scene: Scene, request: Request, says: str) -> Scene:
    """With this headline for its title and its own title below, unless others are asked for."""
    if not says or request.title is not None:
        return scene
    return replace(scene, title=says, subtitle=scene.title)


def dressed(scene: Scene, request: Request) -> Scene:
    """The scene in the request's words and colours; words that are not wanted are empty."""
    parts = request.parts
    title = scene.title if request.title is None else request.title
    subtitle = scene.subtitle if request.subtitle is None else request.subtitle
    return replace(
        scene,
        title=title if Part.TITLE in parts else "",
        subtitle=subtitle if Part.SUBTITLE in parts else "",
        period=scene.period if Part.PERIOD in parts else "",
        source_line=scene.source_line if Part.SOURCES in parts else "",
        warning=scene.warning if Part.WARNING in parts else "",
        legend=scene.legend if Part.LEGEND in parts else (),
        look=_look(scene, request),
        preferences=scene.preferences.on_paper,
    )


def _look(scene: Scene, request: Request) -> Look:
    """In the request's colours, with letters of their usual size and the contrast of the screen."""
    if request.theme == "greyscale":
        return grey_look(scene.catalog.symbology, scene.preferences)
    return look_of(scene.catalog.symbology, request.theme or _screen_theme(scene), scene.preferences.on_paper)


def _screen_theme(scene: Scene) -> Theme:
    return "dark" if scene.look.name == "dark" else "light"


def _wanted(
    scene: Scene, request: Request, box: Box, facts: Sequence[Fact], insets: Sequence[Inset]
) -> Wanted:
    return Wanted(
        title=scene.title,
        subtitle=" · ".join(filter(None, (scene.period, scene.subtitle))),
        period=scene.period,
        frame_labels=request.has(Part.FRAME_LABELS),
        scale=request.has(Part.SCALE, Part.ARROW),
        projection=request.has(Part.PROJECTION),
        sources=scene.source_line,
        made="  ".join(filter(None, (scene.warning, made(scene, request.parts)))),
        insets=tuple(inset.shape for inset in insets),
        facts=tuple(sentence(fact, scene.wording) for fact in facts),
        text_scale=request.text_scale,
        margin=None if request.margin is None else request.in_css(request.margin),
        tallest=(box[3] - box[1]) / (box[2] - box[0])
        if box in (scene.projection.box, scene.projection.printed)
        and (box == scene.projection.box or not _is_framed(box, scene))
        else None,
        framed=_is_framed(box, scene),
        poster=request.is_poster,
    )


def small_maps(scene: Scene, layout: Layout, insets: Sequence[Inset]) -> str:
    if not layout.insets:
        return ""
    first, size = layout.insets[0], layout.sizes.type
    right = max(layout.insets[-1].right, first.x + layout.sizes.column * 0.6)
    top = Rect(first.x, first.y - HEADING - BAND + 6, right - first.x, 0)
    return group(
        heading(tr_later("On the Earth"), top, scene, size),
        *(draw(inset, scene.look, room) for inset, room in zip(insets, layout.insets, strict=False)),
        id="insets",
    )


def map_only(scene: Scene, drawings: Mapping[str, Drawing], base: BaseMap, viewport: Viewport) -> str:
    """The map of a viewport alone, edge to edge, as the window paints it."""
    page = Rect(0, 0, viewport.width, viewport.height)
    field = Field(viewport, bleed=BLEED)
    start, paper = _start(page.width, page.height, page), _paper(scene, page)
    map = group(*_map(scene, drawings, base, field, scene.filtered_out.features).pieces, id="map")
    return f"{start}{_title(scene)}{paper}{map}</svg>"


def shown_box(scene: Scene) -> Box:
    """What the scene shows beside its legend: where it is asked to go, where it is, or the whole route."""
    if scene.goal is not None:
        return scene.goal.box
    return scene.viewport.clear if scene.viewport else scene.projection.printed


def fitted(box: Box, map: Rect, share: float = 1.0) -> Viewport:
    """The view in which a box (projected metres) takes this share of the room on this part of the page."""
    x0, y0, x1, y1 = box
    resolution = max((x1 - x0) / map.width, (y1 - y0) / map.height) / share
    return Viewport((x0 + x1) / 2, (y0 + y1) / 2, resolution, map.width, map.height)


def _start(width: float, height: float, page: Rect, unit: Request | None = None) -> str:
    size = _size(unit) if unit else (number(width), number(height))
    whole = tag(
        "svg",
        "",
        xmlns="http://www.w3.org/2000/svg",
        width=size[0],
        height=size[1],
        viewBox=f"0 0 {number(page.width)} {number(page.height)}",
        # Qt gives a fill without a line a line in a PDF; one without width it leaves out.
        stroke_width="0",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole.removesuffix("</svg>")}'


def _title(scene: Scene) -> str:
    return title(scene.title or scene.catalog.title or "Map")


def _paper(scene: Scene, page: Rect) -> str:
    return tag("rect", width=page.width, height=page.height, fill=scene.look.palette.paper)


def _size(request: Request) -> tuple[str, str]:
    """Width and height as they were asked for: pixels bare, others with their unit."""
    unit = "" if request.unit == "px" else request.unit
    return f"{number(request.width)}{unit}", f"{number(request.height)}{unit}"


def _map(
    scene: Scene,
    drawings: Mapping[str, Drawing],
    base: BaseMap,
    field: Field,
    left_out: Set[str],
    facts: Sequence[Fact] = (),
    panels: "Panels | None" = None,
) -> Map:
    """Without some features."""
    level = ground.level(scene, base, field)
    shown = [
        (layer, without(rows_marks.named(drawings[layer.id], field), left_out))
        for layer in scene.layers
        if layer.shown and layer.id in drawings
    ]
    taken: list[Box] = []
    names = lettering.labels((drawn for _, drawn in shown), scene.look, field, taken, scene.highlighted)
    parts = [shapes.parted(drawn, scene.look) for _, drawn in shown]
    # Where no mark and no name is. A page that lists facts has numbers there, and tells lengths only of ways.
    stand = _panels(panels, scene, drawings, field, taken) if panels and (panels.of_ways or not facts) else {}
    if panels and panels.of_ways and "chart" not in stand:
        # What nothing else tells goes before names of the ground.
        topical, kept = [drawn for layer, drawn in shown if _is_topical(layer)], list[Box]()
        lettering.labels(topical, scene.look, field, kept, scene.highlighted)
        stand = _panels(panels, scene, drawings, field, kept)
        taken = [_box(room) for room, _ in stand.values()]
        names = lettering.labels((drawn for _, drawn in shown), scene.look, field, taken, scene.highlighted)
    elif facts:
        taken += [_box(room) for room, _ in stand.values()]
    # Names cut areas and lines that guide, and never a lane or mark: these lie between halos and letters.
    pieces = (
        ground.sea(scene, base, field),
        *ground.fills(scene, level, field),
        ground.relief(scene, base, field),
        ground.rivers(scene, base, field),
        *ground.lines(scene, level, field),
        ground.edge(scene, base, field),
        "" if _is_framed(field.view.box, scene) else ground.foot(scene, base, field),
        *(
            _layer(scene, layer, below, field, "areas" if above.shapes else "layer")
            for (layer, _), (below, above) in zip(shown, parts, strict=True)
        ),
        group(*_named(shown, names, "halos"), id="halos"),
        *(_layer(scene, layer, above, field) for (layer, _), (_, above) in zip(shown, parts, strict=True)),
        group(*_named(shown, names, "labels"), id="labels"),
        group(*shapes.signs(scene.signs, scene.look, field), id="signs"),
        group(*(name.letters for own in names for name in own if name.is_tag), id="tags"),
        "".join(written for _, written in stand.values()),
        badges(facts, [drawn for _, drawn in shown], scene.look, field, taken) if facts else "",
    )
    return Map(pieces, "chart" in stand)


def _panels(
    panels: "Panels", scene: Scene, drawings: Mapping[str, Drawing], field: Field, taken: list[Box]
) -> dict[str, tuple[Rect, str]]:
    """The chart and the small map by name, each on ground of the map where nothing of the goal lies."""
    topics = {layer.id for layer in scene.layers if layer.shown and _is_topical(layer)}
    marks = [
        without(drawing, scene.filtered_out.features) for id, drawing in drawings.items() if id in topics
    ]
    filled, map = [*taken], Rect(field.x, field.y, field.view.width, field.view.height)
    stand: dict[str, tuple[Rect, str]] = {}
    if map.width < ROOM and not panels.of_ways:
        return stand
    for arranged in distances.arrangements(panels.chart) if panels.chart else ():
        if panels.chart and (
            room := free_place(*distances.size(panels.chart, arranged), field, marks, filled)
        ):
            filled.append(_box(room))
            stand["chart"] = room, distances.drawn(panels.chart, scene, room, arranged)
            break
    if panels.arctic and map.width >= ROOM:
        places = (free_place(side, side, field, marks, filled) for side in small_arctic.sides(map))
        if room := next(filter(None, places), None):
            stand["arctic"] = room, small_arctic.drawn(panels.arctic, scene, room)
    return stand


def _is_topical(layer: SceneLayer) -> bool:
    """Whether its marks must be seen."""
    return layer.topic != "base" or bool(layer.file)


def _box(room: Rect) -> Box:
    return room.x, room.y, room.right, room.bottom


def _layer(scene: Scene, layer: SceneLayer, drawn: Drawing, field: Field, kind: str = "layer") -> str:
    if isinstance(drawn, rows_marks.RowsDrawing):
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
            # A reader's own labels are many and stand among their marks: their halos cut these.
            written = [] if kind == "halos" else [name.halo + name.letters for name in plain]
        else:
            written = [name.halo if kind == "halos" else name.letters for name in plain]
        yield group(*written, id=f"{kind}-{layer.id}", named=layer.name, opacity=_opacity(layer))


def _opacity(layer: SceneLayer) -> float | None:
    return layer.opacity if layer.opacity < 1 else None
