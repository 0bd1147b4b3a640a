"""The ledger: stated comes from the facts, computed from the drawn lanes, on every call."""

import csv
import json
from dataclasses import replace
from statistics import mean
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from tests.built_in import built_in_atlas

from arctic_map import resources
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Figure
from arctic_map.model.itinerary import LaneWay
from arctic_map.scene.ledger import ledger_rows
from arctic_map.scene.ledger.voyages import break_even, voyages
from arctic_map.scene.routing.routes import voyage_days

LANES = {"distance-arctic": "L5", "distance-suez": "L6", "distance-cape": "L7"}
KNOT = 1.852 * 24
"""Km in a day at one knot."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


@pytest.fixture(scope="module")
def rows(catalog: Catalog) -> dict[str, ledger_rows.Row]:
    return {row.id: row for row in ledger_rows.rows(catalog)}


def on_file(id: str) -> float:
    """Km along a lane as its file has it, by pyproj alone."""
    text = (resources.data() / "layers/lanes.geojson").read_text(encoding="utf-8")
    shape: dict[str, Any] = next(
        lane["geometry"] for lane in json.loads(text)["features"] if lane["id"] == id
    )
    lines = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
    geod = Geod(ellps="WGS84")
    metres: list[float] = [geod.line_length([x for x, _ in line], [y for _, y in line]) for line in lines]
    return sum(metres) / 1000


def changed(catalog: Catalog, fact_id: str, old: float, new: float) -> Catalog:
    """The catalogue with another figure in a fact."""
    facts = [
        replace(
            fact,
            figures=tuple(
                Figure(new, figure.unit, figure.what) if figure.value == old else figure
                for figure in fact.figures
            ),
        )
        if fact.id == fact_id
        else fact
        for fact in catalog.facts
    ]
    return replace(catalog, facts=tuple(facts))


def without(catalog: Catalog, *ids: str) -> Catalog:
    """The catalogue without some facts and features."""
    layers = tuple(
        replace(layer, features=tuple(feature for feature in layer.features if feature.id not in ids))
        for layer in catalog.layers
    )
    return replace(catalog, layers=layers, facts=tuple(fact for fact in catalog.facts if fact.id not in ids))


@pytest.mark.parametrize("id", LANES)
def test_distances_agree_with_another_computation(rows: dict[str, ledger_rows.Row], id: str) -> None:
    assert rows[id].computed == pytest.approx(on_file(LANES[id]), rel=0.001)
    assert rows[id].features == (LANES[id],)


def test_savings_agree_with_another_computation(rows: dict[str, ledger_rows.Row]) -> None:
    arctic, suez, cape = (on_file(id) for id in LANES.values())
    assert rows["saving-suez-drawn"].computed == pytest.approx(100 * (suez - arctic) / suez, rel=0.001)
    assert rows["saving-cape-drawn"].computed == pytest.approx(100 * (cape - arctic) / cape, rel=0.001)
    assert rows["saving-suez-stated"].computed == pytest.approx(100 * (18_709 - 14_440) / 18_709)
    assert rows["saving-cape-stated"].computed == pytest.approx(100 * (26_022 - 14_440) / 26_022)


ICE = (
    *(f"ice-2024-{sea}" for sea in ("kara", "laptev", "east-siberian", "chukchi")),
    *("ice-season-2024", "ice-september", "ice-2040"),
)
"""Rows that the ice record gives: the article states no figure of ice."""


def test_ice_of_2024_is_compared_with_the_ten_summers_before(rows: dict[str, ledger_rows.Row]) -> None:
    with (resources.data() / "ice" / "regional_monthly_extent.csv").open(encoding="utf-8") as file:
        found = [
            (int(row["year"]), int(row["extent_km2"]))
            for row in csv.DictReader(file)
            if row["sea"] == "Chukchi" and row["month"] in ("7", "8", "9")
        ]
    summers = {year: mean(km2 for own, km2 in found if own == year) for year in range(2014, 2025)}
    ten = mean(summers[year] for year in range(2014, 2024))
    assert rows["ice-2024-chukchi"].computed == pytest.approx(100 * (summers[2024] / ten - 1))
    place = 1 + sum(km2 > summers[2024] for km2 in summers.values())
    assert "44 % of the largest monthly extent against 30 %" in rows["ice-2024-chukchi"].how
    assert f"place {place} of 11" in rows["ice-2024-chukchi"].how
    assert rows["ice-2024-chukchi"].features == ("ice-chukchi",)
    for id in ICE:
        assert "Sea Ice Index, National Snow and Ice Data Center" in rows[id].how
        assert "The record gives neither thickness" in rows[id].why


WAYS = [
    LaneWay("L5", "nsr", 14_500.0, ()),
    LaneWay("L6", "suez", 19_815.0, ()),
    LaneWay("L7", "cape", 25_918.0, ()),
]


def test_a_distance_is_compared_with_the_drawn_lane_and_with_the_way_of_the_planner(catalog: Catalog) -> None:
    found = {each.id: each.why for each in ledger_rows.rows(catalog, ways=WAYS)}
    drawn = 100 * (on_file("L5") / 14_440 - 1)
    assert f"keeps off the coast, is {drawn:.1f} % longer than stated" in found["distance-arctic"]
    for id, stated, way in zip(LANES, (14_440, 18_709, 26_022), WAYS, strict=True):
        share = 100 * (way.km / stated - 1)
        text = f"{abs(share):.1f} % {'longer' if share > 0 else 'shorter'} than stated"
        assert f"planner finds, {way.km:,.0f} km, is {text}." in found[id]
    assert f"19,815 km and 14,500 km, differ by {19_815 - 14_500:,} km" in found["saved-suez"]


def test_no_reason_calls_a_stated_distance_wrong(catalog: Catalog) -> None:
    for row in (*ledger_rows.rows(catalog, ways=WAYS), *ledger_rows.rows(catalog)):
        assert "shorter than a ship" not in row.why and "networks" not in row.why, row.id


def test_a_way_that_is_as_long_as_stated_or_of_another_lane_is_not_called_longer(catalog: Catalog) -> None:
    def why(km: float) -> str:
        rows = ledger_rows.rows(catalog, ways=[LaneWay("L5", "nsr", km, ())])
        return next(each.why for each in rows if each.id == "distance-arctic")

    assert "14,441 km, is as long as stated" in why(14_441.0)
    assert "planner" not in why(9_000.0)


@pytest.mark.parametrize(
    ("fact", "old", "new", "row"),
    [
        ("T3", 18_709, 20_000, "distance-suez"),
        ("T3", 14_440, 15_000, "distance-arctic"),
        ("T4", 26_022, 27_000, "distance-cape"),
        ("T3", 23, 30, "saving-suez-drawn"),
        ("T4", 45, 50, "saving-cape-stated"),
    ],
)
def test_stated_is_read_from_the_facts(catalog: Catalog, fact: str, old: int, new: int, row: str) -> None:
    other = {each.id: each for each in ledger_rows.rows(changed(catalog, fact, old, new))}
    assert other[row].stated == new


@pytest.mark.parametrize(
    ("fact", "old", "new", "row", "computed"),
    [
        ("T5", 37.9, 20, "cargo-target", 25),
        ("T6", 80, 40, "cargo-target", 94.75),
        ("T5", 1.6, 2.9, "cargo-2023", 35),
        ("T7", 50, 20, "transit-2023", 2.5),
    ],
)
def test_arithmetic_uses_the_figures_of_the_facts(
    catalog: Catalog, fact: str, old: float, new: float, row: str, computed: float
) -> None:
    other = {each.id: each for each in ledger_rows.rows(changed(catalog, fact, old, new))}
    assert other[row].computed == pytest.approx(computed)


def test_what_stood_before_a_growth_to_zero_is_left_out(catalog: Catalog) -> None:
    assert "transit-2023" not in {each.id for each in ledger_rows.rows(changed(catalog, "T7", 50, -100))}


def test_rows_of_arithmetic_show_what_their_facts_are_about(
    catalog: Catalog, rows: dict[str, ledger_rows.Row]
) -> None:
    assert rows["cargo-2023"].features == catalog.fact["T5"].features


def test_no_row_compares_square_kilometres_of_a_region_with_the_sea_that_is_drawn(
    rows: dict[str, ledger_rows.Row],
) -> None:
    for id in (each for each in ICE if each.startswith("ice-2024")):
        assert "km2" not in rows[id].how and "limits are not those of the sea on the map" in rows[id].how


def test_every_row_of_ice_comes_out_of_the_record_by_questions_of_sql(
    rows: dict[str, ledger_rows.Row],
) -> None:
    base = duckdb.connect()
    for name, file in (("arctic", "arctic_monthly_extent"), ("seas", "regional_monthly_extent")):
        path = resources.data() / "ice" / f"{file}.csv"
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{path}')")
    shares = (
        "SELECT sea, year, month, 100 * extent_km2 / max(extent_km2) OVER (PARTITION BY sea) AS share "
        "FROM seas"
    )
    route = "('Kara', 'Laptev', 'East-Siberian', 'Chukchi')"
    requested = {
        f"ice-2024-{sea.lower()}": f"SELECT 100 * (avg(extent_km2) FILTER (year = 2024) / avg(extent_km2) "
        f"FILTER (year BETWEEN 2014 AND 2023) - 1) FROM seas WHERE sea = '{sea}' AND month IN (7, 8, 9)"
        for sea in ("Kara", "Laptev", "East-Siberian", "Chukchi")
    }
    requested["ice-season-2024"] = (
        f"SELECT count(*) FROM (SELECT month FROM ({shares}) WHERE year = 2024 AND sea IN {route} "
        "GROUP BY month HAVING max(share) < 30)"
    )
    requested["ice-2040"] = (
        f"SELECT count(*) FROM (SELECT avg(share) AS mean FROM ({shares}) WHERE sea = 'East-Siberian' "
        "AND year BETWEEN 2015 AND 2024 GROUP BY month) WHERE mean >= 30"
    )
    requested["ice-september"] = (
        "SELECT 10 * regr_slope(mean_extent_mkm2, year) FROM arctic WHERE month = 9 "
        "AND year BETWEEN 1979 AND 2025"
    )
    assert set(requested) == set(ICE)
    for id, sql in requested.items():
        [[value]] = base.execute(sql).fetchall()
        assert rows[id].computed == pytest.approx(value), id


def test_each_row_says_how_and_why_and_names_what_there_is(
    catalog: Catalog, rows: dict[str, ledger_rows.Row]
) -> None:
    for row in (*rows.values(), *ledger_rows.day_rows(catalog, 14)):
        assert row.what
        assert row.how.endswith(".")
        assert row.why.endswith(".")
        assert set(row.features) <= set(catalog.features)
        assert set(row.facts) <= set(catalog.fact)
        assert row.facts


@pytest.mark.parametrize(
    ("missing", "gone"),
    [
        (
            ("L5",),
            {
                "distance-arctic",
                "saved-suez",
                *(f"saving-{w}-{by}" for w in ("suez", "cape") for by in ("stated", "drawn")),
            },
        ),
        (("T4",), {"distance-cape", "saving-cape-stated", "saving-cape-drawn"}),
        (("T5",), {"cargo-target", "cargo-2023"}),
        (("T6",), {"cargo-target"}),
        (("T7",), {"transit-2023", *ICE[:5]}),
        (("T8",), {"ice-september"}),
        (("T11",), {"ice-2040"}),
    ],
)
def test_a_row_without_its_fact_or_lane_is_left_out(
    catalog: Catalog, rows: dict[str, ledger_rows.Row], missing: tuple[str, ...], gone: set[str]
) -> None:
    assert set(rows) - {row.id for row in ledger_rows.rows(without(catalog, *missing))} == gone


def test_a_lane_that_is_a_point_is_left_out(catalog: Catalog) -> None:
    point = replace(catalog.features["L6"], geometry={"type": "Point", "coordinates": (0, 0)})
    layers = tuple(
        replace(layer, features=tuple(point if each.id == "L6" else each for each in layer.features))
        for layer in catalog.layers
    )
    assert set(voyages(replace(catalog, layers=layers))) == {"arctic", "cape"}


def test_days_at_sea() -> None:
    assert voyage_days(14_440, 14) == pytest.approx(14_440 / (14 * KNOT))
    assert voyage_days(24 * 1.852, 1) == pytest.approx(1.0)


@pytest.mark.parametrize("knots", [0.0, -3.0, float("nan"), float("inf")])
def test_without_a_speed_nobody_arrives(knots: float) -> None:
    with pytest.raises(ValueError, match="is not a speed"):
        voyage_days(100, knots)


@given(st.floats(0.5, 60))
def test_waiting_as_long_as_the_break_even_makes_both_voyages_equal(knots: float) -> None:
    found = voyages(built_in_atlas())
    for each, other in zip(break_even(built_in_atlas(), found, knots), ("suez", "cape"), strict=True):
        for by in ("stated", "drawn"):
            arctic, longer = getattr(found["arctic"], by), getattr(found[other], by)
            assert voyage_days(arctic, knots) + getattr(each, by) == pytest.approx(voyage_days(longer, knots))


def test_the_break_even_at_fourteen_knots(catalog: Catalog) -> None:
    suez, cape = break_even(catalog, voyages(catalog), 14)
    assert (suez.against, cape.against) == ("L6", "L7")
    assert suez.stated == pytest.approx((18_709 - 14_440) / (14 * KNOT))
    assert cape.stated == pytest.approx((26_022 - 14_440) / (14 * KNOT))


def test_rows_of_days_are_by_the_stated_and_the_drawn_distances(catalog: Catalog) -> None:
    rows = {row.id: row for row in ledger_rows.day_rows(catalog, 10)}
    assert list(rows) == ["days-arctic", "days-suez", "days-cape", "break-even-suez", "break-even-cape"]
    assert rows["days-suez"].stated == pytest.approx(18_709 / (10 * KNOT))
    assert rows["days-suez"].computed == pytest.approx(on_file("L6") / (10 * KNOT), rel=0.001)
    assert "10 knots" in rows["break-even-cape"].what
