"""A place snaps to the nearest vertex within reach, else to the nearest line; to nothing beyond it."""

from arctic_map.model.drawing import Shape
from arctic_map.scene.digitising.snapping import snapped, targets

BOX = (0.0, 0.0, 0.0, 0.0)
PORT = Shape("port", "point", "", ((1000.0, 1000.0),), BOX)
LANE = Shape("lane", "line", "", ((0.0, 0.0, 5000.0, 0.0),), BOX)
ZONE = Shape("zone", "area", "", ((0.0, 3000.0, 2000.0, 3000.0, 2000.0, 5000.0),), BOX)


def test_vertices_go_before_lines() -> None:
    on = targets([PORT, LANE, ZONE], [(0.0, -900.0, 9000.0, -900.0)])
    assert snapped(on, 1040.0, 1030.0, 100.0) == (1000.0, 1000.0)
    assert snapped(on, 60.0, 20.0, 100.0) == (0.0, 0.0)
    assert snapped(on, 2500.0, 20.0, 100.0) == (2500.0, 0.0)
    assert snapped(on, 2500.0, -850.0, 100.0) == (2500.0, -900.0)


def test_the_closing_edge_of_an_area_is_a_line_too() -> None:
    found = snapped(targets([ZONE]), 1000.0, 4010.0, 100.0)
    assert found is not None and abs(found[1] - found[0] - 3000.0) < 1e-6


def test_nothing_beyond_reach_and_nothing_of_nothing() -> None:
    assert snapped(targets([PORT, LANE]), 1000.0, 500.0, 100.0) is None
    assert snapped(targets([]), 0.0, 0.0, 1e9) is None
