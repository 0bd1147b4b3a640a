"""Angles as people write them, south and west below zero."""

import pytest

from arctic_map.tables.readers.delimited import angle, number


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("70.5", 70.5), ("-70,5", -70.5), ("70°30'", 70.5), ("70°30'N", 70.5), ("70°30'S", -70.5),
        ("S 70°30'", -70.5), ("-70°30'", -70.5), ("\u221270°30'36\"", -70.51), ("70°30'36\"W", -70.51),
        ("70°30'36\"E", 70.51), ("70°30'Ю", -70.5), ("70°30'З", -70.5), ("70°30'С", 70.5), ("70°30'В", 70.5),
        ("70°59.5'", 70 + 59.5 / 60), ("70°29'60.0\"", 70.5),
    ],
)  # fmt: skip
def test_degrees_minutes_and_seconds_are_added_up(text: str, degrees: float) -> None:
    assert angle(text) == pytest.approx(degrees)


@pytest.mark.parametrize("text", ["70°61'", "70°10'60.5\"", "N 70°30' N", "north", "", "70°30'X"])
def test_what_is_no_angle_is_none(text: str) -> None:
    assert angle(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5", 1.5),
        ("1,500.5", 1500.5),
        ("1,500,000", 1_500_000),
        ("1e3", 1000),
        (".5", 0.5),
        ("+2.", 2),
        ("1.2.3", None),
    ],
)
def test_commas_part_thousands_or_decimals(text: str, value: float | None) -> None:
    assert number(text) == value
