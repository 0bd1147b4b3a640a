"""The numbers of facts on the map."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import hypot

import pytest
from tests.looks import LIGHT

from arctic_map.export.marks.path import Field
from arctic_map.export.page.layout import FactList, Rect
from arctic_map.export.page.numbered import badges, listed, sentence
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.projection import Box, Viewport
from arctic_map.scene.scene import Scene

FIELD = Field(Viewport(0.0, 0.0, 1.0, 400.0, 300.0), 10.0, 20.0)
"""One metre is a pixel; the projection's origin stands at (210, 170) on the page."""
MIDDLE = 210.0, 170.0


def fact(id: str, *features: str) -> Fact:
    return Fact(id=id, topic="trade", text=id, kind=Kind.REPORTED, features=features)


def shape(kind: str, *parts: tuple[float, ...], feature: str = "a") -> Drawing:
    xs, ys = [x for part in parts for x in part[::2]], [y for part in parts for y in part[1::2]]
    box = min(xs), min(ys), max(xs), max(ys)
    return Drawing("layer", "nsr", "", shapes=(Shape(feature, kind, "", parts, box),))  # type: ignore[arg-type]


def places(written: str) -> dict[str, tuple[float, float]]:
    """Where the middle of each badge is."""
    boxes = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', written)
    texts = re.findall(r">([\d, ]+)</text>", written)
    middles = ((float(x) + float(w) / 2, float(y) + float(h) / 2) for x, y, w, h in boxes)
    return dict(zip(texts, middles, strict=True))


def way(at: tuple[float, float], start: tuple[float, float] = MIDDLE) -> tuple[float, float]:
    return round(at[0] - start[0], 1), round(at[1] - start[1], 1)


def around(*free: tuple[float, float]) -> Sequence[Box]:
    """Boxes that fill all about the middle but these ways from it."""
    near = [(x, y) for x in range(-70, 71, 2) for y in range(-70, 71, 2)]
    occupied = [each for each in near if all(hypot(each[0] - x, each[1] - y) > 14 for x, y in free)]
    return [(MIDDLE[0] + x, MIDDLE[1] + y, MIDDLE[0] + x + 1, MIDDLE[1] + y + 1) for x, y in occupied]


POINT = shape("point", (0.0, 0.0))


@pytest.mark.parametrize(
    "free",
    [(10.6, -10.6), (10.6, 10.6), (-10.6, -10.6), (-15.0, 0.0), (0.0, 15.0), (-32.0, 0.0), (64.0, 0.0)],
)
def test_a_number_stands_where_there_is_room(free: tuple[float, float]) -> None:
    found = places(badges((fact("T1", "a"),), [POINT], LIGHT, FIELD, around(free)))
    assert way(found["1"]) == free


def test_above_right_comes_first_and_the_second_number_keeps_clear() -> None:
    drawings = [POINT, shape("point", (1.0, 1.0), feature="b")]
    found = places(badges((fact("T1", "a"), fact("T2", "b")), drawings, LIGHT, FIELD, ()))
    assert way(found["1"]) == (10.6, -10.6)
    assert way(found["2"], (211.0, 169.0)) == (10.6, 10.6)


def test_where_all_is_full_it_stands_on_its_place() -> None:
    assert way(places(badges((fact("T1", "a"),), [POINT], LIGHT, FIELD, around()))["1"]) == (0.0, 0.0)


def test_numbers_of_one_place_stand_together_in_order_and_once() -> None:
    facts = fact("T1", "a"), fact("T2", "b"), fact("T3", "a", "a"), fact("T4", "unknown")
    drawings = [POINT, shape("point", (90.0, 0.0), feature="b")]
    assert set(places(badges(facts, drawings, LIGHT, FIELD, ()))) == {"1, 3", "2"}


def test_a_badge_of_several_numbers_is_wider_and_stands_further_out() -> None:
    facts = [fact(f"T{number}", "a") for number in range(1, 6)]
    written = badges(facts, [POINT], LIGHT, FIELD, ())
    (wide,) = (float(number) for number in re.findall(r' width="([\d.]+)"', written))
    assert wide > 40
    assert way(places(written)["1, 2, 3, 4, 5"]) == pytest.approx((10.6 + (wide - 15) / 2, -10.6), abs=0.1)


@pytest.mark.parametrize(("free", "lines"), [((15.0, 0.0), 0), ((22.0, 0.0), 2), ((0.0, -22.0), 2)])
def test_a_line_leads_to_the_place_from_a_badge_that_is_far(free: tuple[float, float], lines: int) -> None:
    written = badges((fact("T1", "a"),), [POINT], LIGHT, FIELD, around(free))
    assert way(places(written)["1"]) == free
    led = re.findall(r'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', written)
    assert len(led) == lines
    for x, y, at_x, at_y in led:
        assert (float(x), float(y)) == MIDDLE
        assert way((float(at_x), float(at_y))) == free


def test_a_line_is_pointed_at_halfway_along_what_is_seen_of_it() -> None:
    line = shape("line", (-900.0, 0.0, -100.0, 0.0, 0.0, 0.0, 100.0, 0.0, 900.0, 0.0))
    assert way(places(badges((fact("T1", "a"),), [line], LIGHT, FIELD, ()))["1"]) == (10.6, -10.6)
    assert not places(
        badges((fact("T1", "a"),), [shape("line", (-900.0, 0.0, -300.0, 0.0))], LIGHT, FIELD, ())
    )


@pytest.mark.parametrize(
    ("area", "middle"),
    [
        # Two legs, the right one wider: 40 to 120, on the level of the middle.
        ((-100, -60, -80, -60, -80, 40, 40, 40, 40, -60, 120, -60, 120, 60, -100, 60), 80),
        # The left one wider.
        ((-120, -60, -40, -60, -40, 40, 80, 40, 80, -60, 100, -60, 100, 60, -120, 60), -80),
        # At half its height the sides of this one stand at -50 and 150.
        ((-100, -50, 100, -50, 200, 50, 0, 50), 50),
        # From the middle of the map to four pixels before its edge.
        ((0, -900, 900, -900, 900, 900, 0, 900), 98),
    ],
)
def test_an_area_is_pointed_at_where_what_is_seen_of_it_is_widest_at_half_its_height(
    area: tuple[float, ...], middle: float
) -> None:
    found = places(badges((fact("T1", "a"),), [shape("area", area)], LIGHT, FIELD, ()))
    assert way(found["1"]) == pytest.approx((middle + 10.6, -10.6), abs=0.1)


def test_an_area_that_is_not_seen_has_no_number() -> None:
    far = (300.0, 300.0, 400.0, 300.0, 400.0, 400.0)
    assert not places(badges((fact("T1", "a"),), [shape("area", far)], LIGHT, FIELD, ()))


def test_symbols_stay_unobscured() -> None:
    near = shape("point", (12.0, 12.0), feature="b")
    drawings = [
        POINT,
        Drawing("other", "nsr", "", shapes=(Shape("b", "point", "port-named", *_parts(near)),)),
    ]
    found = places(badges((fact("T1", "a"),), drawings, LIGHT, FIELD, ()))
    assert way(found["1"]) == (10.6, 10.6)


def _parts(drawing: Drawing) -> tuple[tuple[tuple[float, ...], ...], Box]:
    return drawing.shapes[0].parts, drawing.shapes[0].box


@pytest.mark.parametrize(("apart", "first"), [(8.4, False), (8.6, True)])
@pytest.mark.parametrize("side", ["left", "right", "above", "below"])
def test_a_number_keeps_a_pixel_from_all_that_is_there(side: str, apart: float, first: bool) -> None:
    x, y = MIDDLE[0] + 10.6, MIDDLE[1] - 10.6
    used = {
        "left": (x - apart - 1, y - 1, x - apart, y + 1),
        "right": (x + apart, y - 1, x + apart + 1, y + 1),
        "above": (x - 1, y - apart - 1, x + 1, y - apart),
        "below": (x - 1, y + apart, x + 1, y + apart + 1),
    }
    found = places(badges((fact("T1", "a"),), [POINT], LIGHT, FIELD, [used[side]]))
    assert (way(found["1"]) == (10.6, -10.6)) is first


def test_an_inferred_date_is_marked_as_inferred() -> None:
    dated = replace(fact("D7"), when="2025")
    assert sentence(dated) == "D7 (2025, reported)"
    assert sentence(replace(dated, inferred_when="No date is given.")) == "D7 (2025, inferred, reported)"


def test_how_many_facts_have_no_room_is_written_at_the_upper_right_of_their_list(scene: Scene) -> None:
    written = listed(FactList(Rect(10, 20, 300, 50), 9.0, (), 2), scene)
    found = re.search(
        r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>and 2 more, for which there is no room<', written
    )
    assert found is not None and (found[1], found[2]) == ("310", "28")
    assert "no room" not in listed(FactList(Rect(10, 20, 300, 50), 9.0, ()), scene)
    assert listed(None, scene) == ""
