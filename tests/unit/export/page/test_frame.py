"""The layout of the page."""

from dataclasses import replace
from itertools import combinations

import pytest
from tests.looks import WORDS

from arctic_map.export.page.frame import arrange
from arctic_map.export.page.layout import Layout, LayoutRequest, Rect, text_scale
from arctic_map.export.presets import PRESETS, Preset
from arctic_map.export.request import Request
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Projection

SIZES = [(1920, 1080), (1280, 800), (1000, 1000), (600, 400), (800, 1600), (3840, 2160)]
LEGEND = list(WORDS.values())[:21]
"""More than a page ever has."""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_nothing_overlaps_and_nothing_leaves_the_page(size: tuple[int, int], projection: Projection) -> None:
    layout = arrange(*size, projection.home, LEGEND)
    parts = [part for part in (layout.map, layout.legend, layout.notes) if part is not None]
    for part in parts:
        assert part.x >= 0
        assert part.y >= 0
        assert part.right <= layout.page.right
        assert part.bottom <= layout.page.bottom
    for one, other in combinations(parts, 2):
        assert not _overlap(one, other)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_the_whole_legend_has_a_place(size: tuple[int, int], projection: Projection) -> None:
    layout = arrange(*size, projection.home, LEGEND)
    assert [entry.number for entry in layout.entries] == list(range(len(LEGEND)))
    assert layout.legend is not None
    assert max(entry.y + entry.row for entry in layout.entries) <= layout.legend.bottom + 0.1


def test_a_wide_projection_has_its_legend_below_and_a_square_one_beside() -> None:
    world, polar = (
        arrange(1280, 800, projection.home, LEGEND) for projection in (PROJECTIONS[-1], PROJECTIONS[0])
    )
    assert _legend(world).y > world.map.bottom
    assert _legend(polar).x > polar.map.right


def test_a_larger_picture_of_the_same_shape_is_the_same_page() -> None:
    small, large = (arrange(1280 * k, 800 * k, PROJECTIONS[0].home, LEGEND) for k in (1, 2))
    assert small.map == large.map
    assert large.scale == 2 * small.scale


def test_a_tiny_picture_is_a_map_with_its_title() -> None:
    layout = arrange(200, 150, PROJECTIONS[0].home, LEGEND)
    assert layout.legend is None
    assert layout.map.height > 50


def test_text_never_gets_too_small_to_read() -> None:
    assert text_scale(300, 200) == 0.75


def _legend(layout: Layout) -> Rect:
    assert layout.legend is not None
    return layout.legend


def _overlap(a: Rect, b: Rect) -> bool:
    return a.x < b.right and a.right > b.x and a.y < b.bottom and a.bottom > b.y


FACTS = tuple(
    f"A fact of the article that has some words, about its place and number {n} (2024)" for n in range(9)
)
FULL = LayoutRequest(
    sources="Sources: " + "a source, " * 12, made="Not for navigation  Arctic Map 1.0", insets=(1.0, 2.05)
)
PAGES = {preset.name: preset.applied(Request()) for preset in PRESETS}
PAGES |= {
    "thumbnail": Request(width=600, height=400),
    "a0": Request(width=841, height=1189, unit="mm", dpi=100),
    "narrow": Request(width=400, height=900),
    "strip": Request(width=1600, height=400),
}


def boxes(layout: Layout) -> list[Rect]:
    found = [layout.map, layout.legend, layout.notes, *layout.insets]
    return [box for box in (*found, layout.facts and layout.facts.box) if box]


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
@pytest.mark.parametrize("name", PAGES)
def test_no_part_of_any_page_overlaps_another(name: str, projection: Projection) -> None:
    for facts in ((), FACTS[:3], FACTS):
        nothing_overlaps(arrange(*PAGES[name].css, projection.home, LEGEND, replace(FULL, facts=facts)))


def nothing_overlaps(layout: Layout) -> None:
    for box in boxes(layout):
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= layout.page.right + 0.1
        assert box.bottom <= layout.footer.y + 0.1
    for one, other in combinations(boxes(layout), 2):
        assert not _overlap(one, other)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_every_preset_has_the_whole_legend(preset: Preset, projection: Projection) -> None:
    layout = arrange(*preset.applied(Request()).css, projection.home, LEGEND, FULL)
    assert len(layout.entries) == len(LEGEND)
    assert layout.map.width * layout.map.height > 0.25 * layout.page.width * layout.page.height


@pytest.mark.parametrize("name", ["a4-portrait", "a4-landscape", "slide-16x9", "a3-landscape"])
def test_facts_are_all_there_and_readable(name: str) -> None:
    layout = arrange(*PAGES[name].css, PROJECTIONS[0].home, LEGEND, replace(FULL, facts=FACTS))
    assert layout.facts is not None
    assert [entry.number for entry in layout.facts.entries] == list(range(len(FACTS)))
    assert layout.facts.type >= 8.5


def test_what_is_not_wanted_gives_its_room_to_the_map() -> None:
    bare = LayoutRequest(title="", subtitle="", frame_labels=False, scale=False, projection=False)
    full, empty = (
        arrange(1280, 800, PROJECTIONS[0].box, legend, wanted)
        for legend, wanted in ((LEGEND, FULL), ((), bare))
    )
    assert (empty.legend, empty.notes, empty.insets) == (None, None, ())
    assert empty.map.height > full.map.height + 80
    assert empty.map.width == pytest.approx(empty.page.width - 2 * empty.sizes.side)


def test_a_margin_moves_all_that_stands_on_the_page() -> None:
    narrow, wide = (
        arrange(1280, 800, PROJECTIONS[0].home, LEGEND, replace(FULL, margin=margin)) for margin in (20, 80)
    )
    assert wide.map.x - narrow.map.x == 60
    assert wide.map.y - narrow.map.y == 60
    assert wide.sizes.baseline - narrow.sizes.baseline == 60


def test_larger_text_is_a_smaller_page() -> None:
    usual, large = (
        arrange(1280, 800, PROJECTIONS[0].home, LEGEND, replace(FULL, text_scale=k)) for k in (1, 1.5)
    )
    assert large.page.width == pytest.approx(usual.page.width / 1.5)


def test_a_long_source_line_is_broken_not_made_smaller() -> None:
    layout = arrange(420, 700, PROJECTIONS[0].home, LEGEND, replace(FULL, sources="a source, " * 30))
    assert len(layout.sources) > 1
    assert layout.footer.height > 13 * len(layout.sources)


@pytest.mark.parametrize("size", [(360, 240), (420, 300), (500, 320), (640, 300)])
def test_a_legend_is_whole_or_left_out(size: tuple[int, int]) -> None:
    for projection in PROJECTIONS:
        layout = arrange(*size, projection.home, LEGEND)
        assert len(layout.entries) in (0, len(LEGEND))


def test_a_projection_that_is_whole_has_no_tall_empty_frame() -> None:
    world = PROJECTIONS[-1]
    shape = (world.home[3] - world.home[1]) / (world.home[2] - world.home[0])
    page = arrange(800, 1130, world.home, LEGEND, LayoutRequest(sources=" ", made=" ", tallest=shape))
    loose = arrange(800, 1130, world.home, LEGEND)
    assert page.map.width == loose.map.width
    assert page.map.height == pytest.approx(page.map.width * shape * 1.7)
    assert len(page.entries) == len(LEGEND)
    assert page.map.bottom < _legend(page).y < page.map.bottom + 60
    assert page.notes is not None and page.notes.bottom <= page.footer.y


def test_a_heading_in_the_legend_does_not_end_a_column() -> None:
    for rows in range(8, 20):
        entries = arrange(
            900, 700, PROJECTIONS[-1].home, [*(["Mark"] * rows), "Kinds:", "One", "Two"]
        ).entries
        heading = entries[rows]
        assert entries[rows + 1].x == heading.x


@pytest.mark.parametrize(
    "projection", [PROJECTIONS[0], PROJECTIONS[-1]], ids=lambda projection: projection.id
)
def test_the_scale_below_a_map_without_a_legend_stands_on_the_foot(projection: Projection) -> None:
    page = arrange(700, 1100, projection.home, (), replace(FULL, insets=()))
    assert page.notes is not None and page.notes.y > page.map.bottom
    assert page.notes.bottom == pytest.approx(page.footer.y)
