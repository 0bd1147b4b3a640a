"""Times that a text names are stored as periods."""

import pytest

from arctic_map.content.vocabulary import when_problem
from arctic_map.scene.proposing.dates import dates
from arctic_map.scene.words.periods import as_period


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("2031", "2031"),
        ("2031-09-12", "2031-09-12"),
        ("2022-02/2025-05", "2022-02/2025-05"),
        ("2031-22", "2031-06/2031-08"),
        ("2031-24", "2031-12/2032-02"),
        ("2031-33", "2031-01/2031-03"),
        ("203X", "2030/2039"),
        ("2031-21/2032-23", "2031-03/2032-11"),
        ("2031-22/..", "2031-06/.."),
        ("../2031-22", "../2031-08"),
    ],
)
def test_a_time_in_a_text_becomes_a_period_that_a_fact_can_have(when: str, period: str) -> None:
    assert as_period(when) == period
    assert when_problem(period) is None


@pytest.mark.parametrize(
    "words",
    [
        "in the summer of 2031",
        "in winter 2031",
        "in the first quarter of 2024",
        "in the 2030s",
        "since the 1990s",
        "from spring 2020 to autumn 2021",
        "by the end of 2030",
        "from 2024 on",
        "2020-21",
        "between 4 July and 19 September 2024",
    ],
)
def test_every_proposed_date_can_be_stored(words: str) -> None:
    found = dates(words)
    assert found
    assert [each.when for each in found if when_problem(as_period(each.when))] == []
