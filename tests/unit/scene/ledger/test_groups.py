"""The ledger as a narrow table: groups, short names, figures in words."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.built_in import built_in_atlas

from arctic_map.model.itinerary import LaneWay
from arctic_map.model.tr import MINUS
from arctic_map.scene.ledger.groups import (
    computed,
    difference,
    grouped,
    number,
    per_cent,
    planned_rows,
    stated,
    stated_in_words,
    unit_of,
)
from arctic_map.scene.ledger.ledger_rows import Basis, day_rows, rows
from arctic_map.storage.route_data import read_lane_ways

CATALOG = built_in_atlas()
ROWS = (*rows(CATALOG), *day_rows(CATALOG, 14.0))


def test_each_row_stands_in_one_group_and_keeps_its_order() -> None:
    groups = grouped(ROWS)
    assert sorted(row.id for group in groups for _, row in group.rows) == sorted(row.id for row in ROWS)
    assert [group.heading for group in groups][:3] == [
        "Shanghai to Hamburg, km",
        "Saved by the Arctic, km",
        "Saving by the Arctic, %",
    ]
    assert all(
        len({row.unit for _, row in group.rows}) == 1 for group in groups if "Cargo" not in group.heading
    )


def test_rows_do_not_say_again_what_their_heading_says() -> None:
    names = {row.id: name for group in grouped(ROWS) for name, row in group.rows}
    assert names["distance-suez"] == "by Suez"
    assert names["days-cape"] == "round the Cape of Good Hope"
    assert names["break-even-suez"] == "against Suez"
    assert names["break-even-cape"] == "against the Cape of Good Hope"
    assert names["saved-suez"] == "against Suez"
    assert names["cargo-2023"].endswith(", million t")


def test_figures_are_written_as_they_are_read() -> None:
    row = next(row for row in ROWS if row.id == "distance-arctic")
    row = replace(row, stated=14440.0, computed=14400.0)
    assert (stated(row), computed(row)) == ("14,440", "14,400")
    assert (difference(row), per_cent(row)) == (f"{MINUS}40", f"{MINUS}0.3")
    assert (stated(replace(row, stated=None)), difference(replace(row, stated=None))) == ("", "")
    assert per_cent(replace(row, unit="%")) == ""


@pytest.mark.parametrize(
    ("value", "places", "sign", "text"),
    [(0.2, 0, "+", "0"), (-0.04, 1, "+", "0.0"), (-3.2, 1, "+", "−3.2"), (1234.5, 1, "", "1,234.5")],
)
def test_a_difference_that_rounds_to_nothing_has_no_sign(
    value: float, places: int, sign: str, text: str
) -> None:
    assert number(value, places, sign) == text


@pytest.mark.parametrize(
    ("figure", "outcome", "unit", "texts"),
    [
        (1_233_900.0, 1_424_001.3, "km2", ("1,233,900", "1,424,001", "+190,101")),
        (29.0, 28.7123, "%", ("29", "28.7", f"{MINUS}0.3")),
        (37.94, 38.0, "million t", ("37.94", "38", "+0.06")),
        (110.0, 3 / 1.5 + 118, "ships", ("110", "120", "+10")),
        (23.2004, 24.1, "days", ("23.2", "24.1", "+0.9")),
        (14_440.4, 14_400.0, "km", ("14,440", "14,400", f"{MINUS}40")),
        (0.42, 0.4237, "million km2", ("0.42", "0.42", "0.00")),
        (0.05, 0.0412, "million km2", ("0.05", "0.041", f"{MINUS}0.009")),
        (0.004, 0.0043, "million km2", ("0.004", "0.0043", "+0.0003")),
        (1.4, 1.6, "km", ("1.4", "1.6", "+0.2")),
        (12.0, 12.6, "km", ("12", "13", "+1")),
        (25_918.6, 26_345.4, "km", ("25,919", "26,345", "+426")),
    ],
)
def test_a_figure_has_the_decimals_that_it_has_of_itself(
    figure: float, outcome: float, unit: str, texts: tuple[str, str, str]
) -> None:
    row = replace(ROWS[0], stated=figure, computed=outcome, unit=unit)
    assert (stated(row), computed(row), difference(row)) == texts


def test_lengths_are_computed_in_the_readers_unit_and_stated_as_the_article_does() -> None:
    row = next(row for row in ROWS if row.id == "distance-suez")
    row = replace(row, stated=18520.0, computed=20372.0)
    assert (stated(row, "nmi"), computed(row, "nmi")) == ("18,520 km", "11,000")
    assert (difference(row, "nmi"), per_cent(row)) == ("+1,000", "+10.0")
    assert (stated_in_words(row, "nmi"), unit_of(row, "nmi")) == ("18,520 km (10,000 nmi)", "nmi")
    assert grouped([row], "nmi")[0].heading == "Shanghai to Hamburg, nmi"


def test_what_is_no_length_stays_as_it_is() -> None:
    row = next(row for row in ROWS if row.unit == "%")
    assert (stated(row, "mi"), computed(row, "mi"), difference(row, "mi")) == (
        stated(row),
        computed(row),
        difference(row),
    )
    assert (stated_in_words(row, "mi"), unit_of(row, "mi")) == (f"{stated(row)} %", "%")
    assert stated_in_words(replace(row, stated=None), "mi") == ""


def test_reckonings_with_drawn_lanes_are_in_the_readers_unit() -> None:
    how = {row.id: row.how for row in rows(CATALOG, "nmi")}
    usual = {row.id: row.how for row in rows(CATALOG)}
    assert how["saving-suez-stated"] == usual["saving-suez-stated"]
    assert " nmi; " in how["saving-suez-drawn"]
    assert " nmi, the drawn lanes" in how["saved-suez"] and " km, the drawn lanes" in usual["saved-suez"]
    assert " nmi" not in usual["saving-suez-drawn"]


def test_each_lane_is_compared_with_the_planners_way_of_its_kind() -> None:
    ways = read_lane_ways()
    assert [way.feature for way in ways] == ["L6", "L7", "L5", "L1", "L2", "L3", "L4"]
    assert {way.by for way in ways} == {"suez", "cape", "nsr"}
    found = {row.id: row for row in planned_rows(built_in_atlas(), ways)}
    arctic = found["planned-L5"]
    assert arctic.basis is Basis.LANE
    assert "Sannikov Strait" in arctic.how and "The map shows the drawn lane" in arctic.why
    # Drawn with room from the coast, a lane is no shorter than the way of a planner that cuts corners.
    for row in found.values():
        assert row.stated is not None and -0.06 < row.computed / row.stated - 1.0 < 0.01, row.id


def test_a_lane_that_is_gone_has_no_row() -> None:
    assert list(planned_rows(built_in_atlas(), [LaneWay("gone", "nsr", 1.0, ())])) == []


def test_ways_that_were_not_made_are_none(tmp_path: Path) -> None:
    assert read_lane_ways(tmp_path) == ()
