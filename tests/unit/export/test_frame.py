"""The layout of the page."""

from itertools import combinations

import pytest

from arctic_map.export.frame import Layout, Rect, arrange, text_scale
from arctic_map.geo.planes import PLANES
from arctic_map.scene.legend import WORDS

SIZES = [(1920, 1080), (1280, 800), (1000, 1000), (600, 400), (800, 1600), (3840, 2160)]
LEGEND = list(WORDS.values())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: plane.id)
def test_nothing_overlaps_and_nothing_leaves_the_page(size: tuple[int, int], plane: object) -> None:
    layout = arrange(*size, plane.home, LEGEND)  # type: ignore[attr-defined]
    parts = [part for part in (layout.map, layout.legend, layout.notes) if part is not None]
    for part in parts:
        assert part.x >= 0
        assert part.y >= 0
        assert part.right <= layout.page.right
        assert part.bottom <= layout.page.bottom
    for one, other in combinations(parts, 2):
        assert not _overlap(one, other)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: plane.id)
def test_the_whole_legend_has_a_place(size: tuple[int, int], plane: object) -> None:
    layout = arrange(*size, plane.home, LEGEND)  # type: ignore[attr-defined]
    assert [entry.number for entry in layout.entries] == list(range(len(LEGEND)))
    assert layout.legend is not None
    assert max(entry.y + entry.row for entry in layout.entries) <= layout.legend.bottom + 0.1


def test_a_wide_plane_has_its_legend_below_and_a_square_one_beside() -> None:
    world, polar = (arrange(1280, 800, plane.home, LEGEND) for plane in (PLANES[-1], PLANES[0]))
    assert _legend(world).y > world.map.bottom
    assert _legend(polar).x > polar.map.right


def test_a_larger_picture_of_the_same_shape_is_the_same_page() -> None:
    small, large = (arrange(1280 * k, 800 * k, PLANES[0].home, LEGEND) for k in (1, 2))
    assert small.map == large.map
    assert large.scale == 2 * small.scale


def test_a_tiny_picture_is_a_map_with_its_title() -> None:
    layout = arrange(200, 150, PLANES[0].home, LEGEND)
    assert layout.legend is None
    assert layout.map.height > 50


def test_text_never_gets_too_small_to_read() -> None:
    assert text_scale(300, 200) == 0.75


def _legend(layout: Layout) -> Rect:
    assert layout.legend is not None
    return layout.legend


def _overlap(a: Rect, b: Rect) -> bool:
    return a.x < b.right and a.right > b.x and a.y < b.bottom and a.bottom > b.y
