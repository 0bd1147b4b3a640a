"""The bench's arithmetic: what it calls median, p95 and missed."""

import pytest
from tests.bench.measures import Measure, line, percentile, ratio, spread


def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed() -> None:
    values = list(range(100, 0, -1))
    assert percentile(values, 0.95) == 95
    assert percentile(values, 1.0) == 100
    assert percentile(values, 0.001) == 1
    assert percentile([7.0], 0.95) == 7.0
    assert percentile([1, 2, 3, 4], 0.5) == 2


def test_of_nothing_there_is_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.95)


def test_a_ratio_compares_medians_so_one_slow_run_does_not_count() -> None:
    assert ratio([3.0, 3.0, 90.0], [2.0, 2.0, 0.1]) == 1.5


def test_the_spread_names_least_median_and_greatest() -> None:
    assert spread([3, 1, 2]) == "1 / 2 / 3, n = 3"


@pytest.mark.parametrize(
    ("value", "bound", "missed"),
    [(1.6, 1.6, False), (1.61, 1.6, True), (999.0, None, False), (float("nan"), 1.6, True)],
)
def test_a_bound_is_missed_above_it_and_when_there_is_no_number(
    value: float, bound: float | None, missed: bool
) -> None:
    measure = Measure(what="start", value=value, unit="x", bound=bound)
    assert measure.missed is missed
    assert ("MISSED" in line(measure)) is missed
