"""The page that a request asks for."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.looks import DARK, GREYSCALE, SYMBOLOGY

from arctic_map import __version__
from arctic_map.export import svg
from arctic_map.export.map_svg import CachedMap
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.page.inset import Inset
from arctic_map.export.request import ALL, PagePart, Request
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog, Source
from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Fact, Kind
from arctic_map.render.snapshot import world_file
from arctic_map.scene.scene import Scene
from arctic_map.storage import embedded_view

Drawings = dict[str, Drawing]
NS = "{http://www.w3.org/2000/svg}"
FACTS = (
    Fact(
        id="T1", topic="trade", text="A ship came.", kind=Kind.REPORTED, when="2024", features=("port", "L1")
    ),
    Fact(
        id="T2",
        topic="trade",
        text="It left.",
        kind=Kind.ATTRIBUTED,
        attributed_to="the captain",
        features=("port",),
    ),
    Fact(id="T3", topic="trade", text="Nobody saw it.", kind=Kind.JUDGEMENT, features=("Z1", "elsewhere")),
)


@pytest.fixture
def annotated(scene: Scene) -> Scene:
    """The scene with facts and a source."""
    catalog = Catalog(
        "7", "Atlas", "", "", (), FACTS, (Source("s", "A source", "src", "free & open"),), symbology=SYMBOLOGY
    )
    return replace(scene, catalog=catalog, period="2022 to 2024")


def made(scene: Scene, drawings: Drawings, base: BaseMap, request: Request, *insets: Inset) -> svg.Page:
    return svg.page(scene, drawings, base, request, insets)


def words(page: svg.Page) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(page.svg).iter(f"{NS}text")]


def ids(page: svg.Page) -> set[str]:
    return {element.get("id", "") for element in ElementTree.fromstring(page.svg).iter()}


SAYS = {
    PagePart.TITLE: "A <small> page",
    PagePart.SUBTITLE: "Island & lane",
    PagePart.PERIOD: "2022 to 2024",
    PagePart.LEGEND: "Drill: place not disclosed",
    PagePart.SCALE: "km at",
    PagePart.ARROW: "North Pole",
    PagePart.FRAME_LABELS: "45°W 45°W",
    PagePart.PROJECTION: "EPSG:3413",
    PagePart.SOURCES: "Sources: made up",
    PagePart.WARNING: "Not for navigation",
    PagePart.VERSION: f"Arctic Map {__version__}",
}


@pytest.mark.parametrize("part", SAYS)
def test_each_part_can_be_left_out(
    part: PagePart, annotated: Scene, drawings: Drawings, base: BaseMap
) -> None:
    request = Request(width=1280, height=800)
    # Seen as a reader sees it: the projection's label may be on two lines.
    whole = " ".join(words(made(annotated, drawings, base, request)))
    without = " ".join(words(made(annotated, drawings, base, replace(request, parts=ALL - {part}))))
    assert SAYS[part] in whole
    assert SAYS[part] not in without
    assert all(other in without for key, other in SAYS.items() if key != part)


def test_a_credit_of_ones_own_stands_before_the_sources_and_without_them(
    annotated: Scene, drawings: Drawings, base: BaseMap
) -> None:
    request = Request(width=1280, height=800, credit="Graphic: A. Writer")
    page = made(annotated, drawings, base, request)
    assert "Graphic: A. Writer · Sources: made up" in " ".join(words(page))
    assert embedded_view.decode(page.metadata.view).credit == "Graphic: A. Writer"
    alone = words(made(annotated, drawings, base, replace(request, parts=ALL - {PagePart.SOURCES})))
    assert "Graphic: A. Writer" in alone and "Sources: made up" not in " ".join(alone)


def test_a_map_with_nothing_round_it(annotated: Scene, drawings: Drawings, base: BaseMap) -> None:
    page = made(annotated, drawings, base, Request(width=1280, height=800, parts=frozenset()))
    assert ids(page).isdisjoint({"legend", "notes", "footer", "title", "frame-labels"})
    assert "map" in ids(page)


def test_words_of_ones_own(annotated: Scene, drawings: Drawings, base: BaseMap) -> None:
    page = made(
        annotated, drawings, base, Request(title="<Mine>", subtitle="", parts=ALL - {PagePart.PERIOD})
    )
    assert "<Mine>" in words(page)
    assert "Island & lane" not in words(page)
    assert page.metadata.title == "<Mine>"
    assert embedded_view.decode(page.metadata.view).title == "<Mine>"


def test_facts_are_listed_and_stand_at_their_places(
    annotated: Scene, drawings: Drawings, base: BaseMap
) -> None:
    page = made(annotated, drawings, base, Request(width=1280, height=800, facts=("T1", "T2", "T3")))
    lines = words(page)
    listed = " ".join(lines)
    assert "A ship came. (2024, reported)" in listed
    assert "It left. (attributed to the captain)" in listed and "Nobody saw it. (judgement)" in listed
    root = ElementTree.fromstring(page.svg)
    numbers = next(element for element in root.iter() if element.get("id") == "fact-numbers")
    # The port has two facts; lane and zone have one each, and what is elsewhere has no number.
    assert sorted(text.text or "" for text in numbers.iter(f"{NS}text")) == ["1", "1, 2", "3"]


@pytest.mark.parametrize(("theme", "look"), [("dark", DARK), ("greyscale", GREYSCALE)])
def test_colours(theme: str, look: object, annotated: Scene, drawings: Drawings, base: BaseMap) -> None:
    page = made(annotated, drawings, base, Request(theme=theme))  # type: ignore[arg-type]
    assert look.palette.paper in page.svg  # type: ignore[attr-defined]
    assert annotated.look.palette.sea not in page.svg
    assert embedded_view.decode(page.metadata.view).theme == theme


def test_the_drawing_carries_its_view_and_sources(
    annotated: Scene, drawings: Drawings, base: BaseMap
) -> None:
    box = (-400_000.0, -300_000.0, 400_000.0, 300_000.0)
    page = made(annotated, drawings, base, Request(box=box, facts=("T1",)))
    view = embedded_view.decode(embedded_view.view_in(page.svg.encode()))
    assert (view.projection, view.box, view.data, view.facts) == ("epsg3413", box, "7", ("T1",))
    assert view.layers == ("land", "graticule", "lanes", "drills", "ports")
    assert page.metadata.sources == "A source"
    assert "free &amp; open" in page.svg


def test_an_inset_has_its_place_if_it_is_requested(
    annotated: Scene, drawings: Drawings, base: BaseMap
) -> None:
    inset = Inset(projection_named("nsr"), (0.0, 0.0, 2e6, 2e6))
    page = made(annotated, drawings, base, Request(width=1280, height=800), inset)
    assert "insets" in ids(page)
    without = made(
        annotated, drawings, base, Request(width=1280, height=800, parts=ALL - {PagePart.INSET}), inset
    )
    assert "insets" not in ids(without)


@pytest.mark.parametrize(
    "request_", [Request(width=640, height=480), Request(width=100, height=80, unit="mm")]
)
def test_a_world_file_finds_the_maps_own_corner(
    request_: Request, annotated: Scene, drawings: Drawings, base: BaseMap
) -> None:
    page = made(annotated, drawings, base, request_)
    a, d, b, e, c, f = map(float, world_file(page, request_).split())
    assert (d, b) == (0.0, 0.0)
    width, height = request_.pixels
    # From a place in the projection to the picture's pixels by the file, and by the page.
    x, y = 123_000.0, -45_000.0
    column, row = (x - c) / a + 0.5, (y - f) / e + 0.5
    page_x, page_y = page.field.at(x, y)
    assert column == pytest.approx(page_x / page.width * width, abs=0.01)
    assert row == pytest.approx(page_y / page.height * height, abs=0.01)


def test_the_pieces_of_a_page_are_all_of_it(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    page = made(scene, drawings, base, Request(width=900, height=600))
    marks = [
        [
            (element.tag, dict(element.attrib))
            for element in ElementTree.fromstring(piece).iter()
            if len(element) == 0
        ]
        for piece in page.pieces
    ]
    whole = ElementTree.fromstring(page.svg)
    about = {f"{NS}title", f"{NS}desc"}
    drawn = [
        (element.tag, dict(element.attrib))
        for element in whole.iter()
        if len(element) == 0 and element.tag.startswith(NS) and element.tag not in about
    ]
    assert [mark for piece in marks for mark in piece if mark[0] not in about] == drawn


def test_an_unchanged_map_is_reused(scene: Scene, drawings: Drawings, base: BaseMap) -> None:
    cache = CachedMap()
    first = svg.page(scene, drawings, base, Request(width=900, height=600), cached=cache)
    words = svg.page(scene, drawings, base, Request(width=900, height=600, title="New"), cached=cache)
    assert words.map is first.map and words.around != first.around
    for request in (
        Request(width=901, height=600),
        Request(width=900, height=600, theme="dark"),
        Request(width=900, height=600, text_scale=1.2),
        Request(width=900, height=600, box=(-1e5, -1e5, 1e5, 1e5)),
    ):
        other = svg.page(scene, drawings, base, request, cached=cache)
        assert other == svg.page(scene, drawings, base, request)
        assert other.map != first.map


def test_a_page_says_when_it_has_no_room_for_its_legend(
    annotated: Scene, drawings: Drawings, base: BaseMap
) -> None:
    roomy, tiny = Request(width=1280, height=800), Request(width=270, height=205)
    assert not made(annotated, drawings, base, roomy).lacks_legend
    assert made(annotated, drawings, base, tiny).lacks_legend
    assert not made(annotated, drawings, base, replace(tiny, parts=ALL - {PagePart.LEGEND})).lacks_legend


SIZES = [
    Request(width=64, height=64),
    Request(width=194, height=900),
    Request(width=900, height=197),
    Request(width=15, height=15, unit="mm"),
    Request(width=1280, height=800, text_scale=5.0),
]


@pytest.mark.parametrize("request_", SIZES, ids=lambda each: f"{each.width}x{each.height} {each.unit}")
def test_a_page_too_small_for_words_shows_its_map_alone_and_says_so(
    annotated: Scene, drawings: Drawings, base: BaseMap, request_: Request
) -> None:
    page = made(annotated, drawings, base, request_)
    around = ElementTree.fromstring(page.part(page.around))
    assert page.lacks_words and not page.lacks_legend and not list(around.iter(f"{NS}text"))
    view = page.field.view
    assert view.width >= page.width - 16 and view.height >= page.height - 24


def test_the_smallest_page_with_words_has_its_map_between_them(
    annotated: Scene, drawings: Drawings, base: BaseMap
) -> None:
    page = made(annotated, drawings, base, Request(width=196, height=199))
    around = ElementTree.fromstring(page.part(page.around))
    words = [float(each.get("y", "nan")) for each in around.iter(f"{NS}text")]
    upper, lower = page.field.y, page.field.y + page.field.view.height
    assert not page.lacks_words and lower - upper > 40
    assert words and all(y < upper or y > lower for y in words if y == y)
