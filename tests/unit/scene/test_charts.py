"""What charts say: the figures of the facts, and what follows from them."""

import pytest

from arctic_map import resources
from arctic_map.files.catalog import load
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.scene.charts import bars, charts_of, heading, in_words
from arctic_map.scene.ledger.ledger import rows


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(resources.data())


def chart(catalog: Catalog, id: str) -> Chart:
    return next(chart for chart in catalog.charts if chart.id == id)


def values(catalog: Catalog, id: str) -> dict[str, float]:
    return {bar.label: bar.value for bar in bars(chart(catalog, id), catalog)}


def test_cargo_is_that_of_the_facts_and_2023_is_derived(catalog: Catalog) -> None:
    assert values(catalog, "cargo") == {"2023": 36.3, "2024": 37.9, "target for 2024": 80}
    first, second, target = bars(chart(catalog, "cargo"), catalog)
    assert first.derived and not second.derived
    assert target.target and not second.target


def test_transits_are_about_two_and_over_three(catalog: Catalog) -> None:
    assert [bar.words for bar in bars(chart(catalog, "transits"), catalog)] == ["about 2", "over 3"]
    assert "92 full transits in 2024" in in_words(chart(catalog, "transits"), catalog)


def test_exercises_have_no_invented_years(catalog: Catalog) -> None:
    found = bars(chart(catalog, "exercises"), catalog)
    assert [bar.words for bar in found] == ["over 110", "27", "16", "7"]
    assert [bar.more for bar in found] == [True, False, False, False]
    assert not any(bar.derived for bar in found)
    assert "left open" in in_words(chart(catalog, "exercises"), catalog)


def test_distances_stand_beside_what_the_ledger_measures(catalog: Catalog) -> None:
    found = {row.id: row for row in rows(catalog) if row.id.startswith("distance-")}
    drawn = bars(chart(catalog, "distances"), catalog)
    assert [bar.value for bar in drawn] == [14440, 18709, 26022]
    for bar, way in zip(drawn, ("arctic", "suez", "cape"), strict=True):
        assert bar.value == found[f"distance-{way}"].stated
        assert bar.drawn == pytest.approx(found[f"distance-{way}"].computed)


def test_derived_values_are_those_of_the_ledger(catalog: Catalog) -> None:
    computed = {row.id: row.computed for row in rows(catalog)}
    assert values(catalog, "cargo")["2023"] == pytest.approx(computed["cargo-2023"], abs=0.05)
    assert values(catalog, "transits")["2023"] == pytest.approx(computed["transit-2023"], abs=0.5)


def test_a_chart_stands_on_the_cards_of_all_its_facts(catalog: Catalog) -> None:
    held = {fact: [chart.id for chart in found] for fact, found in charts_of(catalog).items()}
    assert held == {
        "T5": ["cargo"],
        "T6": ["cargo"],
        "T7": ["transits"],
        "T3": ["distances"],
        "T4": ["distances"],
        "S7": ["exercises"],
        "S1": ["exercises"],
    }


def test_words_hold_every_value_and_every_reckoning(catalog: Catalog) -> None:
    for each in catalog.charts:
        words = in_words(each, catalog)
        assert words.startswith(heading(each))
        for bar in bars(each, catalog):
            assert f"{bar.label}: {bar.words}" in words
            assert bar.how in words
