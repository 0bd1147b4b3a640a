"""Whether two dates of the content may share a day."""

import pytest

from arctic_map.content.tour import meet


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024", "2024-10"),
        ("2024-10", "2024"),
        ("2024-10-16", "2024-10"),
        ("2013/2023", "2014/2022"),
        ("2025/..", "2030"),
        ("../2024", "2024-12-31"),
        ("2022-02/2025-05", "2025-05-09"),
        ("2024", None),
        ("", "2024"),
    ],
)
def test_dates_that_may_share_a_day_meet(one: str | None, other: str | None) -> None:
    assert meet(one, other) and meet(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2013", "2022-02/2025-05"),
        ("2024-10", "2024-11"),
        ("2024-10-16", "2024-10-17"),
        ("2025/..", "2024-12"),
        ("../2012", "2013"),
        ("2021/2023", "2024-01"),
    ],
)
def test_dates_apart_do_not_meet(one: str, other: str) -> None:
    assert not meet(one, other) and not meet(other, one)
