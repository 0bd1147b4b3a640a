"""The layout of the page."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.looks import WORDS

from arctic_map.export.page.layout import Layout, LayoutRequest, Rect
from arctic_map.export.page.page_layout import arrange
from arctic_map.export.request import PRESETS, Preset, Request, preset_named
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Projection

LEGEND = list(WORDS.values())[:21]
"""More than a page ever has."""


def test_a_wide_projection_has_its_legend_below_and_a_square_one_at_the_side() -> None:
    world, polar = (
        arrange(1280, 800, projection.home, LEGEND) for projection in (PROJECTIONS[-1], PROJECTIONS[0])
    )
    assert _legend(world).y > world.map.bottom
    assert _legend(polar).x > polar.map.right


def _legend(layout: Layout) -> Rect:
    assert layout.legend is not None
    return layout.legend


FACTS = tuple(
    f"A fact of the article that has some words, about its place and number {n} (2024)" for n in range(9)
)
FULL = LayoutRequest(
    sources="Sources: " + "a source, " * 12, made="Not for navigation  Arctic Map 1.0", insets=(1.0, 2.05)
)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
@pytest.mark.parametrize("projection", [PROJECTIONS[0], PROJECTIONS[-1]], ids=lambda each: each.id)
def test_every_preset_has_the_whole_legend_and_a_map_that_can_be_read(
    preset: Preset, projection: Projection
) -> None:
    layout = arrange(*preset.applied(Request()).css, projection.home, LEGEND, FULL)
    assert len(layout.entries) == len(LEGEND)
    assert layout.map.width * layout.map.height > 0.25 * layout.page.width * layout.page.height


def test_a_world_map_on_a_tall_page_lies_in_its_middle() -> None:
    css, world = preset_named("vertical-9x16").applied(Request()).css, PROJECTIONS[-1]
    tallest = (world.home[3] - world.home[1]) / (world.home[2] - world.home[0])
    request = replace(FULL, title="The world", framed=False, tallest=tallest)
    layout = arrange(*css, world.home, LEGEND[:8], request)
    rooms = [layout.map, _legend(layout), *layout.insets, *([layout.notes] if layout.notes else [])]
    above = layout.map.y - layout.sizes.top
    below = layout.footer.y - max(room.bottom for room in rooms)
    assert above > 0.1 * layout.page.height
    assert abs(above - below) < 0.05 * layout.page.height
    assert all(entry.y > layout.map.bottom for entry in layout.entries)


@pytest.mark.parametrize("name", ["a4-portrait", "a4-landscape", "slide-16x9", "a3-landscape"])
def test_facts_are_all_there_and_readable(name: str) -> None:
    css = preset_named(name).applied(Request()).css
    layout = arrange(*css, PROJECTIONS[0].home, LEGEND, replace(FULL, facts=FACTS))
    assert layout.facts is not None
    assert [entry.number for entry in layout.facts.entries] == list(range(len(FACTS)))
    assert layout.facts.type >= 8.5


def test_omitted_parts_give_their_room_to_the_map() -> None:
    bare = LayoutRequest(title="", subtitle="", frame_labels=False, scale=False, projection=False)
    full, empty = (
        arrange(1280, 800, PROJECTIONS[0].box, legend, expected)
        for legend, expected in ((LEGEND, FULL), ((), bare))
    )
    assert (empty.legend, empty.notes, empty.insets) == (None, None, ())
    assert empty.map.height > full.map.height + 80
    assert empty.map.width == pytest.approx(empty.page.width - 2 * empty.sizes.side)


def test_a_margin_moves_all_and_larger_text_makes_a_smaller_page() -> None:
    home = PROJECTIONS[0].home
    narrow, wide = (arrange(1280, 800, home, LEGEND, replace(FULL, margin=margin)) for margin in (20, 80))
    assert (wide.map.x - narrow.map.x, wide.map.y - narrow.map.y) == (60, 60)
    assert wide.sizes.baseline - narrow.sizes.baseline == 60
    usual, large = (arrange(1280, 800, home, LEGEND, replace(FULL, text_scale=k)) for k in (1, 1.5))
    assert large.page.width == pytest.approx(usual.page.width / 1.5)


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


def everywhere(map: Rect, sizes: Sequence[tuple[float, float]]) -> tuple[Rect, ...]:
    """A map that is empty: panels stand side by side from its upper left corner."""
    return tuple(
        Rect(map.x + 10 + sum(wide + 10 for wide, _ in sizes[:number]), map.y + 10, *size)
        for number, size in enumerate(sizes)
    )


def nowhere(map: Rect, sizes: Sequence[tuple[float, float]]) -> None:
    """A map without empty ground."""


def test_where_the_map_has_empty_ground_it_takes_all_of_the_page() -> None:
    home = PROJECTIONS[0].home
    page = arrange(1280, 800, home, LEGEND[:6], FULL, everywhere)
    assert page.map.width * page.map.height > 0.7 * page.page.width * page.page.height
    assert [entry.number for entry in page.entries] == [*range(6)]
    inside = [Rect(entry.x, entry.y, 1, entry.row) for entry in page.entries]
    for part in (*inside, *page.insets, *filter(None, (page.legend, page.notes))):
        (panel,) = (room for room in page.panels if room.x <= part.x and part.right <= room.right)
        assert panel.y <= part.y and part.bottom <= panel.bottom + 0.01


def test_where_it_has_none_the_legend_stands_next_to_or_below_it() -> None:
    assert arrange(1280, 800, PROJECTIONS[0].home, LEGEND[:6], FULL, nowhere) == arrange(
        1280, 800, PROJECTIONS[0].home, LEGEND[:6], FULL
    )


def test_panels_never_take_more_than_a_fifth_of_the_page() -> None:
    for width, height in ((1280, 800), (700, 1100), (420, 700), (360, 240)):
        page = arrange(width, height, PROJECTIONS[0].home, LEGEND, FULL, everywhere)
        covered = sum(room.width * room.height for room in page.panels)
        assert covered <= 0.2 * page.page.width * page.page.height


def test_a_whole_world_which_is_its_own_frame_has_no_panels() -> None:
    page = arrange(1280, 800, PROJECTIONS[-1].home, LEGEND[:6], replace(FULL, framed=False), everywhere)
    assert page.panels == () and len(page.entries) == 6
