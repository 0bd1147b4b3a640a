"""From projected metres to pixels."""

from dataclasses import replace

import pytest

from arctic_map.export.marks.path import NEAR, Field, data, thin, to_page
from arctic_map.geo.projections import projection_named
from arctic_map.model.projection import COARSEST, ZOOM_RANGE, Viewport

VIEW = Viewport(1000.0, 2000.0, 10.0, 300.0, 200.0)


def test_the_ground_of_a_turned_projection_lands_where_the_projection_says() -> None:
    turn = projection_named("3413").ground
    (x,), (y,) = to_page(VIEW, 5.0, 6.0, turn, 250.0)((800, -300))
    px, py = VIEW.pixel(*turn(800 * 250.0, -300 * 250.0))
    assert (round(x - 5.0, 6), round(y - 6.0, 6)) == (round(px, 6), round(py, 6))


def test_thinning_keeps_ends_and_the_corners_of_cells() -> None:
    xs, ys = thin(([0.0, 0.1, 0.2, 50.0, 50.1, 50.2], [0.0, 0.0, 0.0, 0.0, 0.0, 0.1]))
    assert (xs, ys) == ([0.0, 0.2, 50.0, 50.2], [0.0, 0.0, 0.0, 0.1])


def test_the_first_vertex_moves_and_the_others_are_joined() -> None:
    assert data([([0.0, 1.0, 1.0], [0.0, 0.0, 2.0])], closed=True) == "M0.0 0.0 1.0 0.0 1.0 2.0z"


FIELD = Field(VIEW, 40.0, 90.0)


def test_the_middle_of_the_view_is_the_middle_of_the_field() -> None:
    assert FIELD.at(1000.0, 2000.0) == (190.0, 190.0)
    assert FIELD.at(1100.0, 2100.0) == (200.0, 180.0)
    assert FIELD.to_page()((1000.0, 2000.0, 1100.0, 2100.0)) == ([190.0, 200.0], [190.0, 180.0])


def test_its_edge_is_the_views_and_it_bleeds_beyond() -> None:
    assert FIELD.edge == FIELD.clip == (40.0, 90.0, 340.0, 290.0)
    bleeding = replace(FIELD, bleed=7.0)
    assert bleeding.edge == FIELD.edge
    assert bleeding.clip == (33.0, 83.0, 347.0, 297.0)


def test_a_symbol_is_inside_up_to_its_half_size_from_the_edge() -> None:
    for x, y in ((44, 95), (336, 95), (44, 285), (336, 285)):
        assert FIELD.holds(x, y, 4, 5)
    for x, y in ((43, 150), (337, 150), (150, 94), (150, 286)):
        assert not FIELD.holds(x, y, 4, 5)
        assert replace(FIELD, bleed=1.0).holds(x, y, 4, 5)


def test_text_is_inside_only_wholly_within_the_edge() -> None:
    assert FIELD.holds_box((40, 90, 340, 290))
    for box in ((39, 90, 340, 290), (40, 89, 340, 290), (40, 90, 341, 290), (40, 90, 340, 291)):
        assert not FIELD.holds_box(box)
        assert not replace(FIELD, bleed=5.0).holds_box(box)


def at_zoom(zoom: float) -> Field:
    return replace(FIELD, view=replace(VIEW, resolution=COARSEST / 2**zoom))


def test_its_zoom_is_the_views_and_never_below_the_windows() -> None:
    assert at_zoom(3.0).zoom == pytest.approx(3.0)
    assert at_zoom(ZOOM_RANGE[0] - 2).zoom == ZOOM_RANGE[0]
    assert at_zoom(ZOOM_RANGE[0] - 2).is_too_coarse
    assert not at_zoom(ZOOM_RANGE[0]).is_too_coarse


def test_a_poster_shows_more_detail_and_a_small_preview_less() -> None:
    assert (FIELD.detail, FIELD.near) == (FIELD.zoom, NEAR)
    poster, small = replace(FIELD, scale=4.0), replace(FIELD, scale=0.5)
    assert poster.detail == pytest.approx(FIELD.zoom + 2)
    assert poster.near == NEAR / 4
    assert (small.detail, small.near) == (FIELD.zoom, NEAR)
    assert replace(FIELD, painted=0.25).near == NEAR * 4
    assert replace(FIELD, painted=3.0).near == NEAR
