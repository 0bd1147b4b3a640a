"""Unit paths are checked where they are read, and only moved and scaled where they are painted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.geo.unit_path import MAX_COORDINATE, placed, problem_of

DISC = "M 1 0 A 1 1 0 0 1 -1 0 A 1 1 0 0 1 1 0 Z"
numbers = st.floats(-1, 1).map(lambda number: round(number, 3))
lines = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=9).map(
    lambda points: "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"
)


def test_a_path_is_moved_and_scaled() -> None:
    assert placed("M -1 -1 L 1 -1 L 0 0.5 Z", 10, 20, 4) == "M6 16L14 16L10 22Z"
    assert placed("M0 0C1 0 1 1 0 1", 1, 2, 10) == "M1 2C11 2 11 12 1 12"


def test_the_radii_of_an_arc_are_scaled_and_not_moved() -> None:
    assert placed(DISC, 10, 20, 4.5) == "M14.5 20A4.5 4.5 0 0 1 5.5 20A4.5 4.5 0 0 1 14.5 20Z"


@given(lines)
def test_a_path_at_the_origin_is_itself(path: str) -> None:
    assert problem_of(path) is None
    assert placed(placed(path, 0, 0, 100), 0, 0, 1) == placed(path, 0, 0, 100)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "begins with M"),
        ("L 0 0", "begins with M"),
        ("1 0", "begins with M"),
        ("m 0 0", "'m' is not a command"),
        ("M 0 0 Q 1 1 0 1", "'Q' is not a command"),
        ("M 0", "M takes 2 numbers, not 1"),
        ("M 0 0 L 1 1 0 1", "L takes 2 numbers, not 4"),
        ("M 0 0 A 1 1 0 0.5 1 1 0", "are 0 or 1"),
        (f"M 0 0 L {MAX_COORDINATE + 0.1} 0", "reaches 1.35"),
        ("M 0 0 L 1 javascript", "is no"),
        ("M 0 0 <script>", "is not part of a path"),
        ("M 0 0" + "L 0 0" * 1000, "at most 2,000"),
    ],
)
def test_an_invalid_unit_path_is_reported_with_its_reason(path: str, why: str) -> None:
    assert why in str(problem_of(path))


@given(st.text(max_size=40))
def test_any_text_is_a_unit_path_or_has_a_reason(path: str) -> None:
    if problem_of(path) is None:
        assert placed(path, 3, 4, 5).startswith("M")


def test_an_arc_may_be_turned_and_reaches_as_far_as_its_radii_and_its_end() -> None:
    assert problem_of("M 1 0 A 1 1 45 0 1 -1 0 Z") is None
    for far in ("A 2 1 0 0 1 -1 0", "A 1 2 0 0 1 -1 0", "A 1 1 0 0 1 -2 0", "A 1 1 0 0 1 0 2"):
        assert (
            problem_of(f"M 1 0 {far} Z")
            == "the path reaches 2 from its middle; a symbol lies between -1 and 1"
        )


@pytest.mark.parametrize("number", range(6))
def test_no_place_of_a_curve_lies_far_from_the_middle(number: int) -> None:
    places = ["0"] * 6
    assert problem_of(f"M 1 0 C {' '.join(places)} Z") is None
    places[number] = "-1.5"
    assert "reaches 1.5" in (problem_of(f"M 1 0 C {' '.join(places)} Z") or "")
