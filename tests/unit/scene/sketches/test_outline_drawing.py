"""An outline on a projection: where it can be grabbed, and what is painted of it."""

import pytest
from pyproj import Geod
from tests.looks import SYMBOLOGY

from arctic_map.geo.position import project
from arctic_map.geo.projections import projection_named
from arctic_map.model.drawing import Shape
from arctic_map.model.note import CORNER, ROLES, NoteKind
from arctic_map.model.outline import CHOSEN, MIDDLE, Outline, OutlineKind, Vertex
from arctic_map.scene.sketches.outline_drawing import draw_outline, handles, snapped, targets

NSR, WORLD = projection_named("nsr"), projection_named("world")
EARTH = Geod(ellps="WGS84")
RING = ((30.0, 70.0), (60.0, 70.0), (60.0, 78.0), (30.0, 78.0))


def outline(kind: OutlineKind, count: int = 4, chosen: Vertex | None = None) -> Outline:
    return Outline(kind, (RING[:count],), chosen=chosen)


def painted(made: Outline, resolution: float = 1.0) -> list[tuple[str, str, int]]:
    drawn = draw_outline(made, handles(made, NSR, resolution), NSR, SYMBOLOGY, "sketch")
    assert (drawn.layer, drawn.projection) == ("sketch", "nsr")
    return [(shape.kind, shape.style, len(shape.parts)) for shape in drawn.shapes]


ROLE = SYMBOLOGY.roles
LINE, AREA = ROLE[ROLES[NoteKind.DISTANCE]], ROLE[ROLES[NoteKind.AREA]]
CORNERS, MIDDLES, CHOICE = ROLE[CORNER], ROLE[MIDDLE], ROLE[CHOSEN]


def test_vertices_come_first_each_at_its_place() -> None:
    found = handles(outline(OutlineKind.LINE), NSR, 1.0)
    assert [(each.at, each.place) for each in found[:4]] == [
        ((0, number), place) for number, place in enumerate(RING)
    ]
    assert not any(each.inserts for each in found[:4])
    for each in found:
        assert (each.x, each.y) == pytest.approx(project(NSR, *each.place))


@pytest.mark.parametrize(
    ("kind", "count"), [(OutlineKind.LINE, 3), (OutlineKind.AREA, 4), (OutlineKind.POINT, 0)]
)
def test_between_two_vertices_lies_a_middle_that_puts_one_in(kind: OutlineKind, count: int) -> None:
    middles = handles(outline(kind), NSR, 1.0)[4:]
    assert [each.at for each in middles] == [(0, number + 1) for number in range(count)]
    assert all(each.inserts for each in middles)
    for each, start, end in zip(middles, RING, (*RING[1:], RING[0]), strict=False):
        to_start = EARTH.inv(*start, *each.place)[2]
        assert to_start == pytest.approx(EARTH.inv(*end, *each.place)[2])
        assert to_start * 2 == pytest.approx(EARTH.inv(*start, *end)[2])


def test_a_segment_of_less_than_44_pixels_has_no_middle() -> None:
    line = outline(OutlineKind.LINE, 2)
    (x0, y0), (x1, y1) = (project(NSR, *place) or (0.0, 0.0) for place in RING[:2])
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    assert len(handles(line, NSR, length / 44.1)) == 3
    assert len(handles(line, NSR, length / 43.9)) == 2


def test_what_the_projection_does_not_show_cannot_be_grabbed() -> None:
    south = Outline(OutlineKind.LINE, ((RING[0], (30.0, -60.0), (50.0, -60.0)),))
    assert [each.at for each in handles(south, NSR, 1.0)] == [(0, 0)]
    assert len(handles(south, WORLD, 1.0)) == 5


def test_an_area_is_painted_with_its_corners_over_it() -> None:
    found = painted(outline(OutlineKind.AREA, chosen=(0, 2)))
    assert found == [
        ("area", AREA, 1), ("point", MIDDLES, 4), ("point", CORNERS, 4), ("point", CHOICE, 1),
    ]  # fmt: skip


def test_an_area_of_two_vertices_is_a_line_yet_and_of_one_a_corner() -> None:
    assert painted(outline(OutlineKind.AREA, 2))[0] == ("line", LINE, 1)
    assert painted(outline(OutlineKind.AREA, 1)) == [("point", CORNERS, 1)]
    assert painted(outline(OutlineKind.AREA, 3))[0][0] == "area"


def test_a_line_is_painted_from_two_vertices_on_and_a_point_has_only_its_corner() -> None:
    assert painted(outline(OutlineKind.LINE, 1)) == [("point", CORNERS, 1)]
    assert painted(outline(OutlineKind.LINE, 2))[0] == ("line", LINE, 1)
    assert painted(outline(OutlineKind.POINT, 1, (0, 0))) == [("point", CORNERS, 1), ("point", CHOICE, 1)]


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
