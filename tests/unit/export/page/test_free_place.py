"""Where a small panel has room, found again by trying every place."""

import random
from collections.abc import Iterable

import pytest

from arctic_map.export.marks.path import Field
from arctic_map.export.page.free_place import FreeGround
from arctic_map.export.page.layout import Rect
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.projection import Box, Viewport

FIELD = Field(Viewport(0.0, 0.0, 1.0, 300.0, 240.0), 40.0, 60.0)
"""Its edge is 40, 60 to 340, 300, and its middle is (0, 0) of the projection."""


def free_place(
    width: float, height: float, field: Field, drawings: Iterable[Drawing], occupied: Iterable[Box]
) -> Rect | None:
    return FreeGround(field, drawings, occupied).room(width, height)


def clear(room: Rect, box: Box, apart: float) -> bool:
    """Whether a box is that far from a room, or farther, on one side at least."""
    return (
        box[2] + apart <= room.x
        or box[0] - apart >= room.right
        or box[3] + apart <= room.y
        or box[1] - apart >= room.bottom
    )


def test_on_an_empty_map_a_panel_stands_in_the_upper_left_corner() -> None:
    # The first step of 6 px that is more than 10 px from the edge.
    assert free_place(60, 36, FIELD, (), ()) == Rect(52, 72, 60, 36)


@pytest.mark.parametrize(
    ("occupied", "corner"), [((40, 60, 100, 100), "upper right"), ((40, 60, 340, 150), "lower left")]
)
def test_a_panel_stands_in_the_next_corner_that_is_free(occupied: Box, corner: str) -> None:
    room = free_place(60, 36, FIELD, (), [occupied])
    assert room is not None
    # Within two steps of the edge it keeps to, and no nearer to it than ten pixels.
    if corner == "upper right":
        assert room.y == 72 and 10 <= 340 - room.right <= 24
    else:
        assert room.x == 52 and 10 <= 300 - room.bottom <= 24


def test_a_panel_keeps_nine_pixels_from_marks_and_takes_any_place_that_has_them() -> None:
    dice = random.Random(3)
    found = 0
    for _ in range(60):
        used = [
            (x, y, x + dice.uniform(2, 50), y + dice.uniform(2, 40))
            for x, y in ((dice.uniform(20, 330), dice.uniform(40, 290)) for _ in range(dice.randrange(25)))
        ]
        room = free_place(60, 36, FIELD, (), used)
        places = [
            Rect(40 + 6 * across, 60 + 6 * down, 60, 36) for across in range(2, 38) for down in range(2, 32)
        ]
        # A place with two steps more on all sides is free however the raster lies.
        roomy = [each for each in places if all(clear(each, box, 21) for box in used)]
        roomy = [each for each in roomy if each.right <= 316 and each.bottom <= 276]
        if room is None:
            assert not roomy
            continue
        found += 1
        assert all(clear(room, box, 9) for box in used)
        assert room.x >= 50 and room.right <= 330 and room.y >= 70 and room.bottom <= 290
        for each in roomy:
            aside = min(each.x - 40, 340 - each.right) + min(each.y - 60, 300 - each.bottom)
            assert min(room.x - 40, 340 - room.right) + min(room.y - 60, 300 - room.bottom) <= aside + 12
    assert 10 < found < 60


def test_a_map_must_be_larger_than_a_panel_with_its_margins() -> None:
    fits = 300 - 2 * 18
    assert free_place(fits, 36, FIELD, (), ()) is not None
    assert free_place(300 - 2 * 10, 36, FIELD, (), ()) is None
    assert free_place(60, 240 - 2 * 18, FIELD, (), ()) is not None
    assert free_place(60, 240 - 2 * 10, FIELD, (), ()) is None


def drawing(kind: str, *part: float) -> Drawing:
    box = min(part[::2]), min(part[1::2]), max(part[::2]), max(part[1::2])
    shape = Shape("a", kind, "", (part,), box)  # type: ignore[arg-type]
    return Drawing("a", "nsr", "", shapes=(shape,))


TOP_LEFT = (-150.0, 120.0, -60.0, 120.0, -60.0, 80.0, -150.0, 80.0)
"""The upper left corner of the map, projected metres: 40, 60 to 130, 100 on the page."""


def test_an_area_takes_its_inside_and_a_line_only_where_it_runs() -> None:
    # The triangle below the diagonal of the whole map: its box is the map.
    triangle = (-150.0, -120.0, 150.0, -120.0, 150.0, 120.0)
    assert free_place(60, 36, FIELD, [drawing("area", *triangle)], ()) == Rect(52, 72, 60, 36)
    assert free_place(180, 140, FIELD, [drawing("area", *triangle)], ()) is None
    whole = (-150.0, -120.0, 150.0, -120.0, 150.0, 120.0, -150.0, 120.0)
    assert free_place(60, 36, FIELD, [drawing("area", *whole)], ()) is None
    assert free_place(60, 36, FIELD, [drawing("line", *whole)], ()) is not None
    assert free_place(60, 36, FIELD, [drawing("area", *TOP_LEFT)], ()) == free_place(
        60, 36, FIELD, (), [(40, 60, 130, 100)]
    )


@pytest.mark.parametrize("steep", [0.3, 1.0, 2.0])
def test_no_part_of_a_line_is_missed_however_long_it_is(steep: float) -> None:
    line = (-300.0, 300.0 * steep + 90.0, 300.0, -300.0 * steep + 90.0)
    room = free_place(60, 36, FIELD, [drawing("line", *line)], ())
    assert room is not None
    for number in range(601):
        x, y = 190.0 - 300.0 + number, 180.0 - 90.0 + steep * (number - 300.0)
        assert clear(room, (x, y, x, y), 9)


def test_a_line_that_reaches_to_the_end_of_the_projection_is_left_out() -> None:
    far = drawing("line", -150.0, 100.0, 9e9, 100.0)
    assert free_place(60, 36, FIELD, [far], ()) == Rect(52, 72, 60, 36)
