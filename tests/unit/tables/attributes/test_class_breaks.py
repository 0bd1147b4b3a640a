"""Classes of numbers, compared with numpy, against every possible partition, and against published values."""

from itertools import combinations

import numpy as np
import pytest

from arctic_map.tables.attributes.class_breaks import (
    class_numbers,
    deviations,
    equal_intervals,
    histogram,
    natural_breaks,
    quantiles,
)

RANDOM = np.random.default_rng(11)
SKEWED = np.round(RANDOM.lognormal(3.0, 1.2, 400), 2)


def test_equal_intervals_are_equal() -> None:
    assert equal_intervals(np.array([0.0, 3.0, 10.0]), 5) == (0, 2, 4, 6, 8, 10)


def test_quantiles_are_numpys_and_hold_as_many_values_each() -> None:
    edges = quantiles(SKEWED, 4)
    assert edges == tuple(np.percentile(SKEWED, [0, 25, 50, 75, 100]))
    assert np.bincount(class_numbers(SKEWED, edges)).tolist() == [100, 100, 100, 100]


def test_deviations_part_where_a_sample_says_they_do() -> None:
    # Mean 5, and by hand: squares of 3, 1, 1, 1, 0, 0, 2, 4 make 32, by seven, of which the root.
    values = np.array([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])
    spread = (32 / 7) ** 0.5
    assert deviations(values) == pytest.approx((2, 5 - spread, 5 + spread, 9))


def squares(values: np.ndarray, edges: tuple[float, ...]) -> float:
    """What lies within classes, about their means."""
    of = class_numbers(values, edges)
    return sum(
        float(((part - part.mean()) ** 2).sum()) for k in set(of.tolist()) if len(part := values[of == k])
    )


@pytest.mark.parametrize("count", [2, 3, 4])
def test_no_partition_has_less_within_its_classes_than_natural_breaks(count: int) -> None:
    for seed in range(6):
        values = np.sort(np.random.default_rng(seed).normal(size=14) ** 3)
        least = min(
            sum(float(((part - part.mean()) ** 2).sum()) for part in np.split(values, list(cuts)))
            for cuts in combinations(range(1, len(values)), count - 1)
        )
        edges = natural_breaks(values, count)
        assert len(edges) == count + 1
        assert squares(values, edges) == pytest.approx(least, abs=1e-9)


def test_natural_breaks_of_a_textbook_example() -> None:
    # That of the encyclopedia's article on Jenks, and three clusters that anyone sees.
    assert natural_breaks(np.array([4.0, 5.0, 9.0, 10.0]), 2) == (4, 5, 10)
    assert natural_breaks(np.array([1.0, 2, 3, 20, 21, 50, 51, 52]), 3) == (1, 3, 21, 52)


def test_large_numbers_that_differ_little_are_distinguished() -> None:
    assert natural_breaks(np.array([1e9, 1e9 + 1, 1e9 + 10, 1e9 + 11]), 2) == (1e9, 1e9 + 1, 1e9 + 11)


def test_very_many_values_are_parted_nearly_as_well_as_the_few_they_stand_for() -> None:
    many = RANDOM.lognormal(1.0, 1.0, 200_000)
    found = squares(many, natural_breaks(many, 5))
    fewer = natural_breaks(np.quantile(many, np.linspace(0, 1, 1400)), 5)
    assert found <= squares(many, fewer) * 1.02
    assert found < squares(many, quantiles(many, 5))


@pytest.mark.parametrize("values", [[3.0], [3.0, 3.0, 3.0], [1.0, 2.0]])
def test_few_values_give_few_classes(values: list[float]) -> None:
    given = np.array(values)
    for edges in (
        equal_intervals(given, 5),
        quantiles(given, 5),
        deviations(given),
        natural_breaks(given, 5),
    ):
        assert edges[0] == min(values) and edges[-1] == max(values)
        assert class_numbers(given, edges).min() >= 0


def test_a_value_on_an_edge_is_of_the_class_below_it() -> None:
    assert class_numbers(np.array([0.0, 2, 2.1, 4, 9]), (0, 2, 4, 6)).tolist() == [0, 0, 1, 1, 2]


def test_a_histogram_counts_every_value_once() -> None:
    assert sum(histogram(SKEWED, SKEWED.min(), SKEWED.max())) == len(SKEWED)
    assert sum(histogram(np.array([1.0, 1.0]), 1.0, 1.0)) == 2
