"""The map as one SVG document, from which pictures and prints are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from arctic_map.export.map_svg import CachedMap, Panels, draw_map
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.markup import group, number, tag, title
from arctic_map.export.marks.path import Field
from arctic_map.export.metadata import ExportMetadata, metadata, svg_metadata
from arctic_map.export.page.distances import chart_of
from arctic_map.export.page.first_names import first_names
from arctic_map.export.page.inset import Arctic, Inset, draw
from arctic_map.export.page.layout import NO_WORDS, Layout, Rect, text_scale
from arctic_map.export.page.margin import bar_room, heading, margin
from arctic_map.export.page.numbered import chosen, listed
from arctic_map.export.page.page_grid import BAND, HEADING
from arctic_map.export.page.seen import alone, one_by_one
from arctic_map.export.page_view import (
    arranged_page,
    cropped,
    dressed,
    headed,
    is_framed,
    layout_request,
    map_field,
    map_view,
    shown_box,
)
from arctic_map.export.request import PagePart, Request
from arctic_map.model.decorations import LegendEntry
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Projection, Viewport
from arctic_map.model.style import Palette
from arctic_map.model.tr import tr_later
from arctic_map.scene.compose import titles
from arctic_map.scene.furniture import furniture
from arctic_map.scene.page_texts import page_headline, shown_routes
from arctic_map.scene.scene import Scene

BLEED = 40.0
"""Pixels drawn beyond the edge of a map that fills its picture."""
WIDTH, HEIGHT = 260.0, 264.0
"""Smallest page with text in pixels at text scale 1. On smaller ones texts would overlap."""


@dataclass(frozen=True, slots=True)
class Page:
    """An SVG page in parts, its metadata, and the position of its map."""

    start: str
    """The XML declaration and opening tag."""
    about: str
    paper: str
    map: tuple[str, ...]
    """Parts of the map, the lowest first."""
    around: str
    """Everything beside the map, and the map's frame."""
    metadata: ExportMetadata
    field: Field
    """The map in pixels at text scale 1, each of which is `scale` CSS pixels."""
    scale: float
    width: float
    """Width of the page in the field's pixels; next, its height."""
    height: float
    layout: Layout
    """Where the parts are."""
    legend: tuple[LegendEntry, ...]
    projection: Projection
    palette: Palette
    title: str = ""
    """The title as on the page."""
    lacks_words: bool = False
    """Whether the page is too small for text beside its map."""
    lacks_moment: bool = False
    """Whether the text of the moment that a picture of a film shows does not fit."""
    lacks_legend: bool = False
    """Whether the requested legend does not fit."""
    lacks_ways: bool = False
    """Whether the lengths of the routes by sea do not fit."""

    @property
    def svg(self) -> str:
        """The whole page as SVG."""
        return self.part(self.about, self.paper, group(*self.map, id="map"), self.around)

    @property
    def pieces(self) -> tuple[str, ...]:
        """SVG documents that give the whole page if painted over each other."""
        return tuple(self.part(piece) for piece in (self.paper, *self.map, self.around) if piece)

    def part(self, *content: str) -> str:
        """An SVG of the page's size with only this content."""
        return f"{self.start}{''.join(content)}</svg>"


def page(
    scene: Scene,
    drawings: Mapping[str, Drawing],
    base: BaseMap,
    request: Request,
    insets: Sequence[Inset] = (),
    *,
    cached: CachedMap | None = None,
    arctic: Arctic | None = None,
    like: Page | None = None,
) -> Page:
    """The requested page, with `insets` if they fit. With `cached`, an unchanged map is reused.

    It has the layout and the legend of the page `like`, if there is one.
    """
    has_words = has_room(request)
    request = fitting(request)
    box = cropped(request.box or shown_box(scene), scene)
    scene = dressed(headed(scene, request, page_headline(scene, drawings, box, request.facts)), request)
    facts = chosen(scene, request.facts)
    insets = insets if PagePart.INSET in request.parts else ()
    requested = layout_request(scene, request, box, facts, insets)
    first = first_names(scene, drawings, [fact.id for fact in facts], chart=PagePart.CHART in request.parts)
    if like is None:
        layout, scene = arranged_page(scene, drawings, base, request, box, requested, insets, first[0])
    else:
        layout = _layout_like(like, request)
        legends = (scene.legend, one_by_one(scene.legend, alone(like.legend)), like.legend)
        scene = replace(scene, legend=next(each for each in legends if _has_shape(each, like.legend)))
    view = map_view(scene, box, layout)
    parts = request.parts if is_framed(box, scene) else request.parts - {PagePart.FRAME}
    graticule = drawings.get(scene.graticule) if scene.graticule else None
    decorated = partial(furniture, view, scene.projection, graticule, scene.preferences, scene.wording)
    around = margin(scene, decorated(bar_room(decorated(), layout, parts)), layout, parts)
    field = map_field(view, layout)
    panels = _panels(scene, drawings, view, request, arctic)
    about = metadata(scene, request, box)
    map = (cached or CachedMap()).map(scene, drawings, base, field, facts, panels, first)
    return Page(
        start=_start(*request.css, layout.page, request),
        about=_title(scene) + svg_metadata(about),
        paper=_paper(scene, layout.page),
        map=map.pieces,
        around=around + small_maps(scene, layout, insets) + listed(layout.facts, scene),
        metadata=about,
        field=field,
        scale=layout.scale,
        width=layout.page.width,
        height=layout.page.height,
        layout=layout,
        legend=scene.legend,
        projection=scene.projection,
        palette=scene.look.palette,
        title=scene.title,
        lacks_words=not has_words,
        lacks_moment=has_words and not _has_text(layout, request.moment),
        lacks_legend=bool(scene.legend) and not layout.entries,
        lacks_ways=panels.of_ways and not map.has_chart,
    )


def _has_text(layout: Layout, moment: str) -> bool:
    """Whether the layout has all words of a moment, in lines of any length."""
    return not moment or "".join("".join(layout.subtitle.lines).split()) == "".join(moment.split())


def _has_shape(legend: Sequence[LegendEntry], other: Sequence[LegendEntry]) -> bool:
    """Whether a legend has the lines of another one, perhaps under other headings."""
    return [each.symbols for each in legend] == [each.symbols for each in other]


def _layout_like(like: Page, request: Request) -> Layout:
    """The layout of another page, with the moment of a film."""
    moment = replace(like.layout.subtitle, lines=(request.moment,)) if request.moment else NO_WORDS
    return replace(like.layout, subtitle=moment)


def _panels(
    scene: Scene, drawings: Mapping[str, Drawing], view: Viewport, request: Request, arctic: Arctic | None
) -> Panels:
    has_chart = PagePart.CHART in request.parts
    return Panels(
        arctic if PagePart.INSET in request.parts else None,
        chart_of(scene, drawings, view.box) if has_chart else None,
        has_chart and bool(shown_routes(scene)),
    )


def small_maps(scene: Scene, layout: Layout, insets: Sequence[Inset]) -> str:
    """The insets with their heading."""
    if not layout.insets:
        return ""
    first, size = layout.insets[0], layout.sizes.type
    right = max(layout.insets[-1].right, first.x + layout.sizes.column * 0.6)
    top = Rect(first.x, first.y - HEADING - BAND + 6, right - first.x, 0)
    return group(
        "" if layout.panels else heading(tr_later("On the Earth"), top, scene, size),
        *(draw(inset, scene.look, room) for inset, room in zip(insets, layout.insets, strict=False)),
        id="insets",
    )


def map_only(scene: Scene, drawings: Mapping[str, Drawing], base: BaseMap, viewport: Viewport) -> str:
    """Only the map of a viewport, as the window shows it."""
    page = Rect(0, 0, viewport.width, viewport.height)
    field = Field(viewport, bleed=BLEED)
    start, paper = _start(page.width, page.height, page), _paper(scene, page)
    map = group(*draw_map(scene, drawings, base, field, scene.filtered_out.features).pieces, id="map")
    return f"{start}{_title(scene)}{paper}{map}</svg>"


def _start(width: float, height: float, page: Rect, unit: Request | None = None) -> str:
    size = _size(unit) if unit else (number(width), number(height))
    whole = tag(
        "svg",
        "",
        xmlns="http://www.w3.org/2000/svg",
        width=size[0],
        height=size[1],
        viewBox=f"0 0 {number(page.width)} {number(page.height)}",
        # In a PDF, Qt outlines fills without a stroke, but not with a stroke of width zero.
        stroke_width="0",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole.removesuffix("</svg>")}'


def _title(scene: Scene) -> str:
    return title(scene.title or titles(scene, scene.wording)[0] or "Map")


def _paper(scene: Scene, page: Rect) -> str:
    return tag("rect", width=page.width, height=page.height, fill=scene.look.palette.paper)


def _size(request: Request) -> tuple[str, str]:
    """Width and height as requested: pixels without unit, others with it."""
    unit = "" if request.unit == "px" else request.unit
    return f"{number(request.width)}{unit}", f"{number(request.height)}{unit}"


def has_room(request: Request) -> bool:
    """Whether title, sources and other texts fit beside a map."""
    width, height = request.css
    scale = text_scale(width, height) * request.text_scale
    return width / scale >= WIDTH and height / scale >= HEIGHT


def fitting(request: Request) -> Request:
    """The request without parts that do not fit."""
    if has_room(request):
        return request
    margin = 0.0 if request.margin is None else request.margin
    return replace(request, parts=request.parts & {PagePart.FRAME}, facts=(), margin=margin)
