"""Styles get their classes from tables, and each feature its class."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from arctic_map.model.attributes import Filter, RowQuery
from arctic_map.model.layer_style import HIDDEN, MAX_CATEGORIES, MAX_SAVED_CATEGORIES, LayerStyle, Method
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.attribute_writer import write_fields
from arctic_map.tables.attributes.classification import (
    bin_counts,
    class_numbers,
    classified,
    deviations,
    equal_intervals,
    histogram,
    natural_breaks,
    numbers,
    quantiles,
    refreshed,
)
from arctic_map.tables.attributes.column_types import by_fields


def table(folder: Path, records: list[dict[str, Any]], rows: list[int] | None = None) -> AttributeStore:
    write_fields(folder, rows or range(len(records)), by_fields(records))
    return AttributeStore(folder)


RECORDS: list[dict[str, Any]] = [
    {"kind": kind, "depth": depth}
    for kind, depth in (("ice", 0), ("ship", 1), ("ice", 2), (None, 10), ("port", None))
]


def test_categories_have_a_class_each_and_rows_without_one_too(tmp_path: Path) -> None:
    store = table(tmp_path, RECORDS, [0, 1, 2, 3, 6])
    style = classified(LayerStyle(method=Method.CATEGORY, field="kind"), 5, store)
    assert (style.categories, style.others, style.empty) == (("ice", "port", "ship"), False, True)
    # By the number in the file; what is not in the table is not on the map.
    assert [*numbers(style, store)] == [0, 2, 0, 3, HIDDEN, HIDDEN, 1]


def test_rare_categories_share_a_class(tmp_path: Path) -> None:
    store = table(tmp_path, [{"kind": f"k{number:02}"} for number in range(MAX_CATEGORIES + 3)])
    style = classified(LayerStyle(method=Method.CATEGORY, field="kind"), 5, store)
    assert style.others and style.colours == MAX_CATEGORIES + 1
    assert [*numbers(style, store)][-3:] == [MAX_CATEGORIES] * 3


@pytest.mark.parametrize(
    ("values", "categories"),
    [
        ([10, 2, 1], ("1", "2", "10")),
        ([10.0, 2.5, -1.0], ("-1.0", "2.5", "10.0")),
        (["b", "C", "a"], ("a", "b", "C")),
    ],
)
def test_categories_are_in_the_order_of_numbers_or_letters(
    values: list[Any], categories: tuple[str, ...], tmp_path: Path
) -> None:
    store = table(tmp_path, [{"kind": value} for value in values])
    style = classified(LayerStyle(method=Method.CATEGORY, field="kind"), 5, store)
    assert style.categories == categories and style.numeric == (not isinstance(values[0], str))
    assert [*numbers(style, store)] == [categories.index(str(value)) for value in values]


def test_categories_beyond_the_colours_of_a_set_become_others(tmp_path: Path) -> None:
    names = tuple(f"k{number:02}" for number in range(MAX_SAVED_CATEGORIES))
    saved = LayerStyle(method=Method.CATEGORY, field="kind", categories=names)
    now = refreshed(saved, table(tmp_path, [{"kind": name} for name in names]))
    assert saved.sound and now.others and now.categories == names[:MAX_CATEGORIES]


def test_numbers_fall_into_classes_and_sizes(tmp_path: Path) -> None:
    store = table(tmp_path, RECORDS)
    style = classified(LayerStyle(method=Method.EQUAL, field="depth"), 2, store)
    assert (style.edges, style.empty) == ((0, 5, 10), True)
    assert [*numbers(style, store)] == [0, 0, 0, 1, 2]
    # Colour and size by one field have the same classes.
    both = classified(LayerStyle(method=Method.EQUAL, field="depth", size_field="depth"), 2, store)
    assert [*both.size_edges] == [*both.edges]
    assert [*numbers(both, store)] == [0, 0, 0, 3, 4]
    sized = classified(LayerStyle(size_field="depth"), 5, store)
    assert list(sized.size_edges) == [0, 2, 4, 6, 8, 10]
    assert [*numbers(sized, store)] == [0, 0, 0, 4, 0]


def test_classes_of_a_changed_table_reach_to_its_values(tmp_path: Path) -> None:
    own = LayerStyle(method=Method.EQUAL, field="depth", edges=(2.0, 4.0, 6.0), size_field="depth")
    now = refreshed(replace(own, size_edges=own.edges), table(tmp_path, RECORDS))
    assert now.edges == now.size_edges == (0.0, 4.0, 10.0)


def test_limits_that_a_reader_entered_stay_and_cover_all_values(tmp_path: Path) -> None:
    store = table(tmp_path, RECORDS)
    own = LayerStyle(method=Method.LIMITS, field="depth", limits=(20.0, 1.0))
    style = classified(own, 5, store)
    assert (style.limits, style.edges, style.empty) == ((1.0, 20.0), (0.0, 1.0, 20.0, 20.0), True)
    assert [*numbers(style, store)] == [0, 0, 1, 1, 3]
    # Without limits, the first ones divide the values into classes of equal count.
    first = classified(LayerStyle(method=Method.LIMITS, field="depth"), 2, store)
    assert (first.limits, first.edges) == ((1.5,), (0.0, 1.5, 10.0))
    assert refreshed(style, store).limits == style.limits


def test_rows_that_do_not_fit_are_not_on_the_map(tmp_path: Path) -> None:
    store = table(tmp_path, RECORDS)
    style = LayerStyle(query=RowQuery((Filter("depth", "> 0"),)))
    assert style.plain
    assert [*numbers(style, store)] == [HIDDEN, 0, 0, 0, HIDDEN]


def test_what_a_table_does_not_have_is_given_up(tmp_path: Path) -> None:
    store = table(tmp_path, RECORDS)
    for style in (
        LayerStyle(method=Method.CATEGORY, field="gone"),
        LayerStyle(method=Method.NATURAL, field="kind", size_field="kind"),
        LayerStyle(method=Method.SINGLE, field="depth"),
    ):
        found = classified(style, 5, store)
        assert (found.method, found.field, found.size_field) == (Method.SINGLE, "", "")
    assert histogram("kind", store) is None


def test_classes_hold_for_a_table_that_has_changed(tmp_path: Path) -> None:
    style = LayerStyle(method=Method.CATEGORY, field="kind", categories=("ship",), size_field="gone")
    store = table(tmp_path, RECORDS)
    now = refreshed(style, store)
    assert (now.categories, now.others, now.empty, now.size_field) == (("ship",), True, True, "")
    assert max(numbers(now, store)) == now.colours - 1


@pytest.mark.parametrize("method", [Method.EQUAL, Method.QUANTILE, Method.NATURAL, Method.DEVIATION])
def test_every_method_gives_a_style_that_can_be_saved(method: Method, tmp_path: Path) -> None:
    store = table(tmp_path, [{"v": number**2 / 7} for number in range(40)])
    style = classified(LayerStyle(method=method, field="v"), 4, store)
    assert style.sound and style.edges[0] == 0 and style.edges[-1] == pytest.approx(39**2 / 7)
    assert set(numbers(style, store)) <= set(range(style.colours))
    found = histogram("v", store)
    assert found and sum(found.counts) == 40


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
    assert sum(bin_counts(SKEWED, SKEWED.min(), SKEWED.max())) == len(SKEWED)
    for values in ([1.0, 1.0], [0.3, 0.1 + 0.2], [1e17, 1e17], [-1.7976931348623157e308, 1.0e308]):
        assert bin_counts(np.array(values), min(values), max(values))[0] == 2
