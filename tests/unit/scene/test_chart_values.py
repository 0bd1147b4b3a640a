"""What charts say: the figures of the facts, and what follows from them."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas

from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.tr import speaking
from arctic_map.scene.chart_values import (
    MAX_SYMBOLS,
    bars,
    charts_of,
    heading,
    in_words,
    source,
    symbol_value,
)
from arctic_map.scene.ledger.ledger_rows import rows
from arctic_map.storage.languages import wording


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


def chart(catalog: Catalog, id: str) -> Chart:
    return next(chart for chart in catalog.charts if chart.id == id)


def values(catalog: Catalog, id: str) -> dict[str, float]:
    return {bar.label: bar.value for bar in bars(chart(catalog, id), catalog)}


def test_distances_are_those_that_the_ledger_compares(catalog: Catalog) -> None:
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


def test_a_chart_stands_on_the_cards_of_its_facts_or_of_those_it_names(catalog: Catalog) -> None:
    charts = {fact: [chart.id for chart in found] for fact, found in charts_of(catalog).items()}
    assert charts == {
        "T5": ["cargo"],
        "T6": ["cargo"],
        "T7": ["transits"],
        "T3": ["distances"],
        "T4": ["distances"],
        "S7": ["exercises"],
        "S1": ["exercises"],
        "T9": ["icebreakers"],
        "T10": ["icebreakers"],
        "S9": ["submarines"],
        # Too high a chart to stand on seven cards.
        "G5": ["institutions"],
        "G11": ["institutions"],
    }


def submarines(catalog: Catalog, *values: float) -> Catalog:
    """With other numbers in the chart of submarines."""
    first, *others = catalog.fact["S9"].figures
    figures = [replace(figure, value=value) for figure, value in zip(others, values, strict=True)]
    fact = replace(catalog.fact["S9"], figures=(first, *figures))
    return replace(catalog, facts=tuple(fact if each.id == "S9" else each for each in catalog.facts))


@pytest.mark.parametrize(
    ("values", "each"),
    [
        ((2, 2), 1),
        ((20, 1), 1),
        ((21, 1), 2),
        ((200, 3_000_000), 200_000),
        ((0, 0), 1),
        ((0.5, 40.5), 5),
        ((999_999_999_999_999, 1), 50_000_000_000_000),
    ],
)
def test_a_symbol_stands_for_a_round_number_and_twenty_at_most_for_a_value(
    catalog: Catalog, values: tuple[float, float], each: int
) -> None:
    found = bars(chart(catalog, "submarines"), submarines(catalog, *values))
    assert symbol_value(found) == each
    assert max(values) <= MAX_SYMBOLS * each


def test_words_say_what_a_symbol_stands_for(catalog: Catalog) -> None:
    words = in_words(chart(catalog, "submarines"), submarines(catalog, 200_000, 3_000_000))
    assert "Each symbol: 200,000 submarines" in words
    assert "Each symbol" not in in_words(chart(catalog, "submarines"), catalog)


def test_a_unit_in_the_title_is_not_repeated(catalog: Catalog) -> None:
    assert heading(chart(catalog, "icebreakers")) == "New icebreakers"
    assert heading(chart(catalog, "institutions")) == chart(catalog, "institutions").title


def test_a_bar_has_the_colour_of_its_topic_or_of_a_lane_that_is_compared(catalog: Catalog) -> None:
    symbology = catalog.symbology
    for one in catalog.charts:
        for item in one.items:
            (topic,) = {
                catalog.fact[id].topic for id in (*(ref.fact for ref in item.figures), item.fact) if id
            }
            row = symbology.styles[item.style or one.style]
            assert row.far or symbology.topics[topic] in (row.stroke, row.fill), (one.id, item.label)


def test_words_hold_every_value_and_every_reckoning(catalog: Catalog) -> None:
    for each in catalog.charts:
        words = in_words(each, catalog)
        assert words.startswith(heading(each))
        for bar in bars(each, catalog):
            assert f"{bar.label}: {bar.words}" in words
            assert bar.how in words


def test_a_chart_is_in_the_language_of_its_page(catalog: Catalog) -> None:
    with speaking(wording("ru")):
        lines = in_words(chart(catalog, "cargo"), catalog).splitlines()
    assert lines[:3] == ["Грузы на Северном морском пути, млн т", "2023: 36,3", "2024: 37,9"]


def test_an_exported_chart_names_its_own_atlas_and_article(catalog: Catalog) -> None:
    cargo = chart(catalog, "cargo")
    assert "of Arctic Map, data" in source(cargo, catalog)
    own = replace(
        catalog, publisher="", title="Grain to the Kara Sea", article="By sea", article_title="By sea"
    )
    text = source(cargo, own)
    assert "of Grain to the Kara Sea, data" in text and text.endswith("After the article “By sea”.")
