"""From projected metres to pixels."""

from arctic_map.export.marks.path import data, thin, to_page
from arctic_map.geo.projections import projection_named
from arctic_map.model.view import Viewport

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
