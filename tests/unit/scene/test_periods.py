"""The days that are shown, as a reader says them."""

from datetime import date

import pytest

from arctic_map.scene.filtering import _short, period_in_words
from arctic_map.scene.timeline import Range, span


@pytest.mark.parametrize(
    ("first", "last", "short"),
    [
        ((2022, 1, 1), (2022, 12, 31), "2022/2022"),
        ((2022, 1, 1), (2024, 12, 31), "2022/2024"),
        ((2022, 2, 1), (2022, 4, 30), "2022-02/2022-04"),
        ((2022, 2, 1), (2024, 12, 31), "2022-02/2024"),
        ((2022, 1, 1), (2024, 2, 29), "2022/2024-02"),
        ((2022, 1, 1), (2022, 3, 31), "2022-01/2022-03"),
        ((2022, 2, 1), (2022, 12, 31), "2022-02/2022-12"),
        ((2022, 2, 2), (2022, 3, 31), "2022-02-02/2022-03-31"),
        ((2022, 2, 1), (2022, 3, 30), "2022-02-01/2022-03-30"),
        ((2022, 2, 2), (2024, 12, 31), "2022-02-02/2024"),
        ((2022, 2, 1), (2024, 3, 30), "2022-02/2024-03-30"),
        ((9999, 1, 1), (9999, 12, 31), "9999/9999"),
        ((9998, 1, 2), (9999, 12, 30), "9998-01-02/9999-12-30"),
    ],
)
def test_whole_years_and_months_are_said_without_their_days(
    first: tuple[int, int, int], last: tuple[int, int, int], short: str
) -> None:
    when = Range(date(*first), date(*last))
    assert _short(when) == short
    found = span(short)
    assert found is not None and (found.first, found.last) == (when.first, when.last)
    assert period_in_words(when) != ""


def test_without_a_choice_nothing_is_said() -> None:
    assert period_in_words(None) == ""
