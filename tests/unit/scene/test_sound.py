"""Charts as tones, and the languages of texts read aloud."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas

from arctic_map.model.catalog import Catalog
from arctic_map.scene.profile import Profile
from arctic_map.scene.sea_ice import Line, ice_chart
from arctic_map.scene.sound import (
    BETWEEN_LINES,
    HIGHEST,
    LOWEST,
    MAX_PROFILE_TONES,
    Tones,
    chart_tones,
    ice_tones,
    language_of,
    profile_tones,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two powers, one ocean", "en"),
        ("Две державы, один океан: OPEC и Yamal LNG", "ru"),
        ("中国和俄罗斯在北极的合作（COSCO）", "zh"),
        ("The word for tile is 瓦片", "en"),
        ("2024", "en"),
    ],
)
def test_the_language_of_a_text_is_that_of_most_of_its_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


def tones_of(catalog: Catalog, id: str) -> Tones:
    return chart_tones(next(chart for chart in catalog.charts if chart.id == id), catalog)


def test_the_highest_value_is_two_octaves_above_zero(catalog: Catalog) -> None:
    assert tones_of(catalog, "cargo") == pytest.approx(
        (LOWEST * 4 ** (36.3 / 80), LOWEST * 4 ** (37.9 / 80), HIGHEST)
    )


def test_an_unknown_number_is_a_silence_and_dates_have_no_tones(catalog: Catalog) -> None:
    assert tones_of(catalog, "icebreakers")[-1] is None
    assert tones_of(catalog, "institutions") == ()


def test_lines_of_ice_follow_each_other_on_one_scale(catalog: Catalog) -> None:
    chart = ice_chart(catalog.ice, "Barents", 3)
    first, second = (Line(chart.lines[0].look, "", values) for values in ((0.0, None, 100.0), (50.0,)))
    tones = ice_tones(replace(chart, lines=(first, second)))
    assert tones == pytest.approx((LOWEST, None, HIGHEST, *BETWEEN_LINES, (LOWEST * HIGHEST) ** 0.5))
    assert len(ice_tones(chart)) == 3 * 12 + 2 * len(BETWEEN_LINES)


@pytest.mark.parametrize("count", [2, 40, 41, 400])
def test_a_long_profile_has_few_tones(count: int) -> None:
    values = (None, *(float(number) for number in range(1, count)))
    metres = tuple(float(number) for number in range(count))
    tones = profile_tones(Profile("", "", metres, tuple((0.0, 0.0) for _ in metres), values))
    assert count / 11 < len(tones) <= MAX_PROFILE_TONES
    assert tones[0] is None
    assert all(LOWEST <= tone <= HIGHEST for tone in tones if tone is not None)


def test_equal_values_have_one_tone() -> None:
    assert profile_tones(Profile("", "", (0.0, 1.0), ((0.0, 0.0),) * 2, (7.0, 7.0))) == (LOWEST, LOWEST)
