"""The year of a sea in words: the text along with the shares."""

import csv
from statistics import mean

import numpy as np
import pytest
from tests.built_in import built_in_atlas

from arctic_map import resources
from arctic_map.scene.ledger.reckonings import trend
from arctic_map.scene.sea_ice import NOW, OPEN, SEAS, THEN, ice_chart, ice_lines, season, share
from arctic_map.storage.ice_record import read_ice_record


@pytest.mark.parametrize("sea", SEAS)
def test_a_chart_says_of_which_extent_its_shares_are_and_gives_no_area(sea: str) -> None:
    notes = ice_chart(built_in_atlas().ice, sea, None).notes
    (region,) = (note for note in notes if note.startswith("100 % is"))
    assert "the record's own region, whose limits are not those of the sea on the map" in region
    assert not [note for note in notes if "km" in note]


def test_the_popup_of_a_sea_says_the_same_and_credits_the_record() -> None:
    lines = dict(ice_lines(built_in_atlas().features["ice-kara"], built_in_atlas(), 9))
    assert lines["Region"] in ice_chart(built_in_atlas().ice, "Kara", 9).notes
    assert lines["Ice"] == "Credit: Sea Ice Index, National Snow and Ice Data Center"


@pytest.mark.parametrize("fact", ["T7", "T8", "T11", "T16", "T17"])
def test_facts_about_ice_and_the_seas_of_the_route_name_each_other(fact: str) -> None:
    catalog = built_in_atlas()
    seas = {id for id in catalog.fact[fact].features if catalog.features[id].ice}
    assert seas == {"ice-kara", "ice-laptev", "ice-east-siberian", "ice-chukchi"}
    assert all(fact in catalog.features[id].facts for id in seas)


RECORD = read_ice_record()
TABLE = resources.data() / "ice" / "regional_monthly_extent.csv"


def rows(sea: str) -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["sea"] == sea]


@pytest.mark.parametrize("sea", SEAS)
def test_shares_are_those_of_plain_arithmetic_on_the_table(sea: str) -> None:
    found = rows(sea)
    largest = max(int(row["extent_km2"]) for row in found)
    for years in (THEN, NOW, (2024, 2024), (1979, 1979)):
        for month in range(1, 13):
            chosen = [
                int(row["extent_km2"])
                for row in found
                if int(row["month"]) == month and years[0] <= int(row["year"]) <= years[1]
            ]
            assert share(RECORD, sea, month, years) == pytest.approx(100 * mean(chosen) / largest)


@pytest.mark.parametrize(
    ("sea", "then", "now"),
    [("Kara", 26, 8), ("Laptev", 47, 21), ("East-Siberian", 59, 22), ("Chukchi", 38, 11)],
)
def test_september_is_as_the_description_of_the_data_has_it(sea: str, then: int, now: int) -> None:
    assert [round(share(RECORD, sea, 9, years) or 0.0) for years in (THEN, NOW)] == [then, now]


@pytest.mark.parametrize(("month", "year", "ten"), [(7, 72, 55), (8, 38, 24), (9, 22, 10)])
def test_the_chukchi_sea_of_2024_is_as_the_description_has_it(month: int, year: int, ten: int) -> None:
    found = [round(share(RECORD, "Chukchi", month, years) or 0.0) for years in ((2024, 2024), (2014, 2023))]
    assert found == [year, ten]


def test_months_that_the_satellites_did_not_see_are_nothing() -> None:
    assert share(RECORD, "Kara", 12, (1987, 1987)) is None
    assert share(RECORD, "Atlantis", 9, THEN) is None


def test_the_season_is_the_months_below_the_bound() -> None:
    for sea in SEAS:
        for years in (THEN, NOW):
            low = [month for month in range(1, 13) if (share(RECORD, sea, month, years) or 0.0) < OPEN]
            assert list(season(RECORD, sea, years)) == low
    assert season(RECORD, "Kara", THEN) == (9,) and len(season(RECORD, "Kara", NOW)) == 3


def test_september_shrinks_as_least_squares_say() -> None:
    found = trend(RECORD, 9, (1979, 2024))
    assert found is not None and (found.first, found.last) == (1979, 2024)
    years = [year for year, month in sorted(RECORD.arctic) if month == 9 and 1979 <= year <= 2024]
    slope, intercept = np.polyfit(years, [RECORD.arctic[year, 9] for year in years], 1)
    assert found.a_decade == pytest.approx(10 * slope)
    assert found.begin == pytest.approx(intercept + slope * 1979)
    # The Index itself gives about -0.78 million km2 a decade, 12 per cent of the mean of 1981-2010.
    assert -0.85 < found.a_decade < -0.7 and 0.05 < found.uncertainty < 0.3
    assert trend(RECORD, 9, (2020, 2024)) is None
