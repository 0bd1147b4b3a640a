"""What holds of the layout of every page, and the layouts of common and of smallest pages as golden files."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.export.marks.typeface import width
from arctic_map.export.page.layout import (
    LINE,
    NO_WORDS,
    READABLE,
    Entry,
    Headline,
    Layout,
    LayoutRequest,
    Rect,
    headline,
)
from arctic_map.export.page.page_grid import BAND, GUTTER, HEADING, INSET, NUMBER, SYMBOL, flow_entries
from arctic_map.export.page.page_layout import arrange
from arctic_map.export.request import MIN_PIXELS, PRESETS, Request
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.projection import Projection

WORDS = st.lists(st.sampled_from(("lane", "port", "somewhere", "here", "of the")), min_size=1, max_size=6)
LINES = WORDS.map(" ".join)
TITLES = st.sampled_from(("", "A title", "A title that is longer than the page is wide, " * 3))
TIGHT = 0.01
"""Numbers that should be equal differ by less."""


@st.composite
def requests(draw: st.DrawFn) -> LayoutRequest:
    has = st.booleans()
    return LayoutRequest(
        title=draw(TITLES),
        subtitle=draw(TITLES),
        frame_labels=draw(has),
        scale=draw(has),
        projection=draw(has),
        sources=draw(st.sampled_from(("", "Sources: one", "Sources: " + "another source, " * 8))),
        made=draw(st.sampled_from(("", "Not for navigation"))),
        insets=draw(st.sampled_from(((), (1.0,), (2.05,), (1.0, 2.05)))),
        facts=tuple(draw(st.lists(LINES, max_size=9))),
        text_scale=draw(st.sampled_from((0.8, 1.0, 1.3))),
        margin=draw(st.sampled_from((None, 12.0, 50.0))),
        tallest=draw(st.sampled_from((None, 0.5, 1.0))),
    )


PAGES = st.tuples(st.integers(500, 2000), st.integers(450, 2000))
LEGENDS = st.lists(LINES, max_size=20)


@given(PAGES, LEGENDS, requests(), st.sampled_from(PROJECTIONS))
def test_any_page(
    size: tuple[int, int], legend: list[str], layout_request: LayoutRequest, projection: Projection
) -> None:
    layout = arrange(*size, projection.home, legend, layout_request)
    _keeps_its_margins(layout)
    _has_nothing_on_something_else(layout, layout_request)
    _has_a_complete_legend_or_none(layout, legend)
    _has_facts_in_their_box(layout, layout_request)
    _has_insets_of_their_shape(layout, layout_request)
    _has_a_foot_for_all_its_sources(layout, layout_request)
    assert layout.page.width * layout.scale == pytest.approx(size[0])
    assert layout.page.height * layout.scale == pytest.approx(size[1])


def _parts(layout: Layout) -> list[Rect]:
    found = [layout.map, layout.legend, layout.notes, *layout.insets]
    return [box for box in (*found, layout.facts and layout.facts.box) if box]


def _keeps_its_margins(layout: Layout) -> None:
    side, page = layout.sizes.side, layout.page
    for part in _parts(layout):
        assert side - BAND - TIGHT <= part.x
        assert part.right <= page.width - side + BAND + TIGHT
        assert layout.sizes.top - TIGHT <= part.y
        assert part.bottom <= layout.footer.y + TIGHT
    assert layout.map.x == side
    assert layout.map.y == layout.header.bottom and layout.header.height == layout.sizes.top
    assert layout.footer.bottom == pytest.approx(page.height)
    assert 0.0 <= layout.empty < 1.0


def _has_nothing_on_something_else(layout: Layout, layout_request: LayoutRequest) -> None:
    for one, other in combinations(_parts(layout), 2):
        assert not _overlap(one, other)
    # Headings stand above their part, and labels of the graticule round the frame.
    labels = GUTTER if layout_request.frame_labels else 0.0
    frame = _grown(layout.map, BAND + labels)
    for part in (layout.legend, layout.notes, layout.facts and layout.facts.box):
        if part and part.y > layout.map.bottom - 1:
            assert part.y >= frame.bottom
        elif part and part.x > layout.map.right - 1:
            assert part.x >= frame.right
    for inset in layout.insets:
        heading = Rect(inset.x, inset.y - HEADING + 6, inset.width, HEADING - 6)
        assert not any(_overlap(heading, part) for part in _parts(layout))


def _has_a_complete_legend_or_none(layout: Layout, legend: list[str]) -> None:
    entries, box = layout.entries, layout.legend
    assert [entry.number for entry in entries] == list(range(len(entries)))
    assert bool(entries) <= bool(box)
    for entry in entries:
        assert box is not None
        assert entry.x >= box.x - TIGHT
        assert entry.y >= box.y + HEADING - TIGHT
        assert entry.y + entry.row <= box.bottom + 0.1
        assert " ".join(entry.lines) == legend[entry.number]
        for line in entry.lines:
            assert entry.x + SYMBOL + width(line, layout.sizes.type) <= box.right + TIGHT
    for one, other in pairwise(entries):
        below = one.y + one.row + (len(one.lines) - 1) * layout.sizes.type
        assert other.y >= below - TIGHT if one.x == other.x else other.x > one.x
    for one, other in combinations(entries, 2):
        if other.x > one.x:
            widest = max(width(line, layout.sizes.type) for line in one.lines)
            assert one.x + SYMBOL + widest < other.x


def _has_facts_in_their_box(layout: Layout, layout_request: LayoutRequest) -> None:
    facts = layout.facts
    if facts is None:
        return
    assert layout_request.facts
    assert len(facts.entries) + facts.omitted == len(layout_request.facts)
    assert 7.5 / layout.scale <= facts.type + TIGHT or facts.type == layout.sizes.type
    assert min(8.5, layout.sizes.type) <= facts.type <= layout.sizes.type
    for entry in facts.entries:
        assert entry.x >= facts.box.x - TIGHT
        last = entry.y + entry.row + (len(entry.lines) - 1) * facts.type * 1.15
        assert facts.box.y + HEADING - TIGHT <= entry.y
        assert last <= facts.box.bottom + 0.1
        assert " ".join(entry.lines) == layout_request.facts[entry.number]
        for line in entry.lines:
            assert entry.x + NUMBER + width(line, facts.type) <= facts.box.right + TIGHT


def _has_insets_of_their_shape(layout: Layout, layout_request: LayoutRequest) -> None:
    assert len(layout.insets) in (0, len(layout_request.insets))
    for inset, shape in zip(layout.insets, layout_request.insets, strict=False):
        assert inset.width / inset.height == pytest.approx(shape)
        assert 0 < inset.height <= INSET
        assert inset.y == layout.insets[0].y
    for one, other in pairwise(layout.insets):
        assert other.x - one.right == pytest.approx(10)


def _has_a_foot_for_all_its_sources(layout: Layout, layout_request: LayoutRequest) -> None:
    assert " ".join(layout.sources) == layout_request.sources.strip()
    size = layout.sizes.type - 1.5
    for line in layout.sources:
        assert width(line, size) <= layout.header.width + BAND + TIGHT
    if layout.sources:
        # The lowest line shares its height with what stands at its right, unless the page is narrow.
        assert width(layout.sources[-1], size) + width(layout_request.made, size) <= layout.header.width or (
            layout.page.width < 720
        )
        top = layout.page.height - layout.sizes.baseline - 13 * (len(layout.sources) - 1) - size
        assert top > layout.map.bottom


def _grown(rect: Rect, more: float) -> Rect:
    return Rect(rect.x - more, rect.y - more, rect.width + 2 * more, rect.height + 2 * more)


def _overlap(a: Rect, b: Rect) -> bool:
    return a.x < b.right and a.right > b.x and a.y < b.bottom and a.bottom > b.y


@given(PAGES, LEGENDS, requests())
def test_a_page_twice_as_large_is_the_same_page(
    size: tuple[int, int], legend: list[str], layout_request: LayoutRequest
) -> None:
    wide, high = max(size[0], 960), max(size[1], 600)
    layout_request = replace(layout_request, margin=None, facts=())
    small, large = (arrange(wide * k, high * k, PROJECTIONS[0].home, legend, layout_request) for k in (1, 2))
    assert replace(large, scale=small.scale) == small


GOLDEN = Path(__file__).parents[3] / "golden" / "layouts"
LEGEND = (
    "Lane by the Arctic",
    "Lane by Suez",
    "Lane by the Cape",
    "Northern Sea Route",
    "Its waters",
    "Railway",
    "Port in the article",
    "Other port",
    "Drill, as it is described, somewhere here",
    "Possible market",
    "Arctic Circle",
    "Disputed boundary",
    "Facts told of the marks:",
    "Reported (no sign)",
    "Judgement",
)
FACTS = tuple(f"A fact that has some words about its place and its number, {n} (2024)" for n in range(1, 8))
NSR, WORLD = projection_named("nsr").home, projection_named("world").home
FULL = LayoutRequest(
    sources="Sources: " + ", ".join(f"the source {n}" for n in range(1, 10)),
    made="Not for navigation  Arctic Map 1.0",
    insets=(1.0, 2.05),
)
BARE = LayoutRequest(title="", subtitle="", frame_labels=False, scale=False, projection=False)
VARIANTS = {
    "all but facts": (NSR, LEGEND, FULL),
    "all with facts": (NSR, LEGEND, replace(FULL, facts=FACTS)),
    "a long legend and no more": (NSR, LEGEND * 2, replace(BARE, scale=True)),
    "three facts, no legend, one inset": (NSR, (), replace(FULL, facts=FACTS[:3], insets=(1.0,))),
    "no insets, no scale, no subtitle": (NSR, LEGEND, replace(FULL, insets=(), scale=False, subtitle="")),
    "legend alone": (NSR, LEGEND, BARE),
    "map alone": (NSR, (), BARE),
    "whole world, larger text, wide margin": (
        WORLD,
        LEGEND,
        replace(FULL, text_scale=1.2, margin=60.0, tallest=(WORLD[3] - WORLD[1]) / (WORLD[2] - WORLD[0])),
    ),
}
SIZES = {preset.name: preset.applied(Request()) for preset in PRESETS}
SIZES |= {
    f"{preset.name}-turned": replace(preset.applied(Request()), width=preset.height, height=preset.width)
    for preset in PRESETS
    if preset.width != preset.height and not preset.name.endswith(("portrait", "landscape"))
}
SIZES |= {
    "smallest": Request(width=MIN_PIXELS, height=MIN_PIXELS),
    "smallest-on-paper": Request(width=15, height=15, unit="mm"),
    "smallest-with-scale": Request(width=300, height=200),
    "smallest-with-legend": Request(width=420, height=300),
    "thumbnail": Request(width=600, height=400),
    "narrow": Request(width=400, height=900),
    "strip": Request(width=1600, height=400),
}


@pytest.mark.parametrize("name", SIZES)
def test_the_layout_is_the_golden_one(name: str) -> None:
    width, height = SIZES[name].css
    lines = [f"{name}: {width:.0f} x {height:.0f} CSS pixels"]
    for variant, (box, legend, layout_request) in VARIANTS.items():
        lines += [
            "",
            variant,
            *(f"    {line}" for line in lines_of(arrange(width, height, box, legend, layout_request))),
        ]
    made = "\n".join(lines) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_there_is_no_golden_layout_of_a_page_that_nobody_makes() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(SIZES)


def lines_of(layout: Layout) -> Iterator[str]:
    """A line for each part: its left, its top, its width and its height in the page's pixels."""
    sizes = layout.sizes
    yield f"scale     {layout.scale:.4f}, type {sizes.type:g}, source line {sizes.baseline:g} above the edge"
    yield f"title     {_edges(layout.header)}, last line {sizes.over:g} over the map"
    yield f"map       {_edges(layout.map)}"
    if layout.legend:
        yield f"legend    {_edges(layout.legend)}"
    yield from _columns(layout.entries)
    if layout.notes:
        yield f"scale bar {_edges(layout.notes)}"
    for inset in layout.insets:
        yield f"inset     {_edges(inset)}"
    if layout.facts:
        yield f"facts     {_edges(layout.facts.box)}, type {layout.facts.type:g}"
        yield from _columns(layout.facts.entries)
    if layout.facts and layout.facts.omitted:
        yield f"          {layout.facts.omitted} left out"
    yield f"footer    {_edges(layout.footer)}, {len(layout.sources)} lines"
    if layout.empty:
        yield f"empty     {layout.empty:.4f} of the height"


def _columns(entries: tuple[Entry, ...]) -> Iterator[str]:
    """For each column where it begins, how high its rows are, and number, lines and top of each entry."""
    for (x, row), column in groupby(entries, key=lambda entry: (entry.x, entry.row)):
        listed = " ".join(f"{entry.number}{'+' * (len(entry.lines) - 1)}@{entry.y:.1f}" for entry in column)
        yield f"  at {x:6.1f} rows of {row:g}: {listed}"


def _edges(rect: Rect) -> str:
    return f"{rect.x:7.2f} {rect.y:7.2f} {rect.width:7.2f} {rect.height:7.2f}"


LONG = "From Shanghai to Hamburg by the Northern Sea Route, by Suez and round the Cape of Good Hope"


def test_a_short_title_has_one_line() -> None:
    found = headline("Arctic", 27, 400, 100, weight=600)
    assert (found.lines, found.size, found.more) == (("Arctic",), 27, 0)
    assert headline("  ", 27, 400, 100) is NO_WORDS


def test_a_long_title_wraps_in_its_own_size_and_in_lines_of_like_length() -> None:
    found = headline(LONG, 27, 600, 200, weight=600)
    assert found.size == 27 and len(found.lines) == 2
    first, second = (width(line, 27, weight=600) for line in found.lines)
    assert second > 0.7 * first


def test_a_title_that_would_crowd_the_map_out_is_set_smaller() -> None:
    found = headline(LONG, 27, 300, 60, weight=600)
    assert READABLE < found.size < 27
    assert found.height <= 60


@given(
    st.lists(st.text("abcd中国", min_size=1, max_size=9), max_size=30).map(" ".join),
    st.floats(60, 900),
    st.floats(20, 300),
)
def test_no_line_is_wider_than_the_room(words: str, room: float, most: float) -> None:
    found = headline(words, 27, room, most)
    assert "".join(found.lines).replace(" ", "") == words.replace(" ", "")
    if found.size > READABLE:
        assert all(width(line, found.size) <= room for line in found.lines)
        assert len(found.lines) * found.size * LINE <= most


def test_lines_stand_over_each_other_and_the_last_on_the_base() -> None:
    found = Headline(("one", "two", "three"), 25.0)
    assert (found.height, found.more) == pytest.approx((87.0, 58.0))
    words, bases = zip(*found.set_above(100.0), strict=True)
    assert words == found.lines and bases == pytest.approx((42.0, 71.0, 100.0))
    assert NO_WORDS.height == NO_WORDS.more == 0.0


def test_groups_of_a_legend_stay_in_one_column_where_there_is_room() -> None:
    texts = ["a", "b", "First:", "c", "d", "Second:", "e", "f", "g"]
    six_rows = Rect(0, 0, 600, HEADING + 6 * 20)
    columns = [entry.x for entry in flow_entries(texts, six_rows, 3, 20, 12, 10)]
    assert columns == [0] * 5 + [200] * 4, "the second group starts a column"
    narrow = replace(six_rows, height=HEADING + 5 * 20)
    columns = [entry.x for entry in flow_entries(texts, narrow, 2, 20, 12, 10)]
    assert columns == [0] * 5 + [300] * 4
    full = replace(six_rows, height=HEADING + 4 * 20)
    entries = flow_entries(["a", "First:", "b", "c", "d", "e", "f"], full, 2, 20, 12, 10)
    assert [entry.x for entry in entries] == [0] * 4 + [300] * 3, "a column full is better than a line lost"
    whole = flow_entries(["a", "First:", "b", "c", "d", "e", "f"], full, 2, 20, 12, 10, divides_groups=False)
    assert len(whole) < 7, "a panel on the map grows instead"
