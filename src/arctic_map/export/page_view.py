"""What a page shows: the requested scene, and the view of its map."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from arctic_map.export.marks import lettering
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.path import Field
from arctic_map.export.page.distances import arrangements, chart_of
from arctic_map.export.page.distances import size as chart_size
from arctic_map.export.page.first_names import with_first_names
from arctic_map.export.page.free_place import FreeGround
from arctic_map.export.page.inset import Inset, is_whole
from arctic_map.export.page.layout import Layout, LayoutRequest, Rect
from arctic_map.export.page.margin import made, too_wide
from arctic_map.export.page.numbered import sentence
from arctic_map.export.page.page_layout import arrange
from arctic_map.export.page.seen import nameless, one_by_one, rows, seen
from arctic_map.export.request import PagePart, Request
from arctic_map.model.decorations import LegendEntry
from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Fact
from arctic_map.model.itinerary import Distances
from arctic_map.model.projection import Box, Viewport
from arctic_map.model.style import Look, Theme
from arctic_map.scene.page_texts import shown_routes
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import without
from arctic_map.scene.symbology.looks import look_in_print, look_of

ROOM = 480.0
"""Smallest width of a map with a chart of lanes or a small map of the Arctic in pixels."""
WHOLE = 0.96
"""Share of the map that a whole projection fills."""
SHORT = 60
"""Most letters of a moment, such as a period, that a film shows in larger letters."""
ROUNDS = 3
"""Iterations in which legend and layout adapt to each other."""


def arranged_page(
    scene: Scene,
    drawings: Mapping[str, Drawing],
    base: BaseMap,
    request: Request,
    box: Box,
    layout_request: LayoutRequest,
    insets: Sequence[Inset],
    first: Sequence[str] = (),
) -> tuple[Layout, Scene]:
    """The layout, and the scene with the legend for the map shown. They depend on each other."""
    shown = [without(drawings[id], scene.filtered_out.features) for id in shown_layers(scene, drawings)]
    ground = Ground(scene, drawings, request, box, first)
    # The bars of a chart of ways may explain these; without room for bars, the next round lists them.
    legend = () if shown_routes(scene) else scene.legend
    worded = {style for style, text in request.legend if text}
    for _ in range(ROUNDS):
        layout = arrange(*request.css, box, [row.text for row in rows(legend)], layout_request, ground.find)
        lanes = [lane for inset in insets[: len(layout.insets)] for lane in inset.lanes]
        field = map_field(map_view(scene, box, layout), layout)
        named = with_first_names(shown, scene.look, field, first)
        omitted = nameless(scene, named, field)
        entries = seen(
            scene,
            [without(each, omitted) for each in named],
            lanes,
            base,
            field,
            ground.charted(layout),
            worded,
        )
        entries = reworded(entries, dict(request.legend))
        if PagePart.LEGEND not in request.parts:
            entries = ()
        if entries == legend:
            break
        legend = entries
    while True:
        texts = [row.text for row in rows(legend)]
        layout = arrange(*request.css, box, texts, layout_request, ground.find)
        if not (wide := too_wide(layout, legend)):
            return layout, replace(scene, legend=legend)
        legend = one_by_one(legend, wide)


class Ground:
    """The empty ground of a scene's map, for panels and the chart."""

    def __init__(
        self,
        scene: Scene,
        drawings: Mapping[str, Drawing],
        request: Request,
        box: Box,
        first: Sequence[str] = (),
    ) -> None:
        self._scene, self._box, self._first = scene, box, first
        hidden, topical = scene.filtered_out.features, topical_layers(scene)
        self._drawings = drawings
        self._marks = [without(drawings[id], hidden) for id in shown_layers(scene, drawings) if id in topical]
        self._of_ways = bool(shown_routes(scene))
        self._has_chart = PagePart.CHART in request.parts and (self._of_ways or not request.facts)
        self._known: dict[Rect, FreeGround] = {}

    def find(self, map: Rect, sizes: Sequence[tuple[float, float]]) -> tuple[Rect, ...] | None:
        """Free places for panels of these sizes, with one left for the chart; None if not all fit."""
        chart = self._chart(map)
        for arranged in arrangements(chart) if chart else (None,):
            ground, rooms = self._of(map).copy(), list[Rect]()
            needed = [chart_size(arranged)] if arranged else []
            # A chart of requested ways is what its page is about, so it comes first.
            for size in (*needed, *sizes) if self._of_ways else (*sizes, *needed):
                room = ground.room(*size)
                if room is None:
                    break
                rooms.append(room)
                ground.cover([(room.x, room.y, room.right, room.bottom)])
            else:
                first = len(needed) if self._of_ways else 0
                return tuple(rooms[first : first + len(sizes)])
        return None

    def charted(self, layout: Layout) -> frozenset[str]:
        """Styles that the bars of the chart explain, if they have space on the map."""
        chart, ground = self._chart(layout.map), self._of(layout.map).copy()
        ground.cover((room.x, room.y, room.right, room.bottom) for room in layout.panels)
        for arranged in arrangements(chart) if chart else ():
            if ground.room(*chart_size(arranged)):
                return frozenset(row.style for row in arranged.distances.rows if arranged.bar)
        return frozenset()

    def _chart(self, map: Rect) -> Distances | None:
        if not self._has_chart or (map.width < ROOM and not self._of_ways):
            return None
        return chart_of(self._scene, self._drawings, self._view(map).box)

    def _of(self, map: Rect) -> FreeGround:
        if map not in self._known:
            field, occupied = Field(self._view(map), map.x, map.y), list[Box]()
            scene, look = self._scene, self._scene.look
            marks = with_first_names(self._marks, look, field, self._first)
            lettering.labels(marks, look, field, occupied, scene.highlighted, self._first)
            self._known[map] = FreeGround(field, self._marks, occupied)
        return self._known[map]

    def _view(self, map: Rect) -> Viewport:
        return fitted(self._box, map, WHOLE if self._box == self._scene.projection.box else 1.0)


def map_view(scene: Scene, box: Box, layout: Layout) -> Viewport:
    """The view that shows the box on the layout's map."""
    return fitted(box, layout.map, WHOLE if box == scene.projection.box else 1.0)


def cropped(box: Box, scene: Scene) -> Box:
    """The box, cut at the edge of the page for maps of the whole world."""
    projection = scene.projection
    return projection.printed if projection.is_world and is_whole(box, projection) else box


def is_framed(box: Box, scene: Scene) -> bool:
    """Whether the map has a frame. The whole world has its own edge."""
    return scene.projection.pole is not None or not is_whole(box, scene.projection)


def map_field(view: Viewport, layout: Layout) -> Field:
    """The field of the layout's map."""
    covered = tuple((room.x - 3, room.y - 3, room.right + 3, room.bottom + 3) for room in layout.panels)
    return Field(view, layout.map.x, layout.map.y, scale=layout.scale, reserved=covered)


def shown_layers(scene: Scene, drawings: Mapping[str, Drawing]) -> Iterator[str]:
    """Yield the ids of visible layers with a drawing."""
    return (layer.id for layer in scene.layers if layer.shown and layer.id in drawings)


def topical_layers(scene: Scene) -> frozenset[str]:
    """Ids of visible layers whose marks must not be covered."""
    return frozenset(
        layer.id for layer in scene.layers if layer.shown and (layer.topic != "base" or layer.file)
    )


def headed(scene: Scene, request: Request, text: str) -> Scene:
    """The scene with `text` as title and its own title as subtitle, unless others are requested."""
    if not text or request.title is not None:
        return scene
    return replace(scene, title=text, subtitle=scene.title)


def dressed(scene: Scene, request: Request) -> Scene:
    """The scene with the texts and colours of the request. Texts of excluded parts are empty."""
    parts = request.parts
    title = scene.title if request.title is None else request.title
    subtitle = scene.subtitle if request.subtitle is None else request.subtitle
    return replace(
        scene,
        title=title if PagePart.TITLE in parts else "",
        subtitle=subtitle if PagePart.SUBTITLE in parts else "",
        period=scene.period if PagePart.PERIOD in parts else "",
        source_line=" · ".join(
            filter(None, (request.credit, scene.source_line if PagePart.SOURCES in parts else ""))
        ),
        warning=scene.warning if PagePart.WARNING in parts else "",
        legend=scene.legend if PagePart.LEGEND in parts else (),
        look=_look(scene, request),
        preferences=scene.preferences.on_paper,
    )


def _look(scene: Scene, request: Request) -> Look:
    """The look in the request's colours, with normal text size and the screen's contrast."""
    if request.theme == "greyscale":
        return look_in_print(scene.catalog.symbology, scene.preferences)
    return look_of(scene.catalog.symbology, request.theme or _screen_theme(scene), scene.preferences.on_paper)


def _screen_theme(scene: Scene) -> Theme:
    return "dark" if scene.look.name == "dark" else "light"


def layout_request(
    scene: Scene, request: Request, box: Box, facts: Sequence[Fact], insets: Sequence[Inset]
) -> LayoutRequest:
    """The layout request of a page."""
    return LayoutRequest(
        title=scene.title,
        subtitle=request.moment or " · ".join(filter(None, (scene.period, scene.subtitle))),
        period=scene.period,
        is_moment=0 < len(request.moment) <= SHORT,
        frame_labels=request.has(PagePart.FRAME_LABELS),
        scale=request.has(PagePart.SCALE, PagePart.ARROW),
        projection=request.has(PagePart.PROJECTION),
        sources=scene.source_line,
        made="  ".join(filter(None, (scene.warning, made(scene, request.parts)))),
        insets=tuple(inset.shape for inset in insets),
        facts=tuple(sentence(fact, scene.wording) for fact in facts),
        text_scale=request.text_scale,
        margin=None if request.margin is None else request.in_css(request.margin),
        tallest=(box[3] - box[1]) / (box[2] - box[0])
        if box in (scene.projection.box, scene.projection.printed)
        and (box == scene.projection.box or not is_framed(box, scene))
        else None,
        framed=is_framed(box, scene),
        poster=request.is_poster,
    )


def shown_box(scene: Scene) -> Box:
    """The box that the scene shows: its goal, its view beside the legend, or the whole route."""
    if scene.goal is not None:
        return scene.goal.box
    return scene.viewport.clear if scene.viewport else scene.projection.printed


def fitted(box: Box, map: Rect, share: float = 1.0) -> Viewport:
    """The view in which a box (projected metres) fills this share of a rectangle."""
    x0, y0, x1, y1 = box
    resolution = max((x1 - x0) / map.width, (y1 - y0) / map.height) / share
    return Viewport((x0 + x1) / 2, (y0 + y1) / 2, resolution, map.width, map.height)


def reworded(entries: Iterable[LegendEntry], words: Mapping[str, str]) -> tuple[LegendEntry, ...]:
    """The entries with other texts by style. An empty text removes the style."""
    return tuple(_reworded(entries, words)) if words else tuple(entries)


def _reworded(entries: Iterable[LegendEntry], words: Mapping[str, str]) -> Iterator[LegendEntry]:
    for entry in entries:
        symbols = [(style, words.get(style, text)) for style, text in entry.symbols]
        named = [(style, text) for style, text in symbols if text]
        if named:
            (style, text), *more = named
            yield replace(entry, style=style, text=text, more=tuple(more))
