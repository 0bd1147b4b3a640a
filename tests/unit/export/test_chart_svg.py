"""The year of a sea as a drawing: each line, rule and word at its place, computed by hand."""

import csv
import re
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.looks import LIGHT

from arctic_map.export.chart_layout import LINE, NOTE, TEXT, TITLE
from arctic_map.export.chart_svg import comma_separated, ice_picture
from arctic_map.export.marks.typeface import width as width_of
from arctic_map.scene.sea_ice import IceChart, Line

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ("J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D")
FULL = (100.0, 100.0, 100.0, 75.0, 50.0, 50.0, 25.0, 0.0, 0.0, 50.0, 100.0, 100.0)
HOLED = (100.0, None, 50.0, 50.0, *(None,) * 8)
CHART = IceChart(
    id="kara",
    title="Kara Sea",
    months=MONTHS,
    lines=(Line("then", "1981-2010", FULL), Line("year", "2020", HOLED)),
    open=15.0,
    chosen=(3, 9),
    notes=("A note.", "Another one."),
)
WIDTH = 270.0
"""So that each month has 20 px right of the numbers."""
TOP = TITLE * LINE + 8.0
BASE = TOP + 120.0 + 6.0


def drawn(chart: IceChart = CHART, pad: float = 0.0) -> Any:
    return ElementTree.fromstring(ice_picture(chart, LIGHT, WIDTH, pad).svg)


def words(root: Any) -> dict[str, tuple[float, float, str]]:
    """Place and anchor of each word that is there once."""
    return {
        each.text: (float(each.get("x")), float(each.get("y")), each.get("text-anchor"))
        for each in root.iter(f"{SVG}text")
    }


def paths(root: Any) -> list[tuple[list[float], dict[str, str]]]:
    return [
        ([float(number) for number in re.findall(r"-?[\d.]+", each.get("d"))], each.attrib)
        for each in root.iter(f"{SVG}path")
    ]


def test_a_chosen_month_is_a_band_behind_all() -> None:
    bands = [*drawn().iter(f"{SVG}rect")]
    assert [(float(each.get("x")), float(each.get("width"))) for each in bands] == [(70, 20), (190, 20)]
    for each in bands:
        assert (float(each.get("y")), float(each.get("height"))) == pytest.approx((BASE - 120, 120), abs=0.01)
        assert each.get("fill") == LIGHT.palette.accent and each.get("fill-opacity") == "0.12"


@pytest.mark.parametrize("value", [0, 50, 100, 15])
def test_the_axis_has_a_rule_and_a_number_at_each_share(value: float) -> None:
    y = BASE - 1.2 * value
    x, below, anchor = words(drawn())[f"{value}"]
    assert (x, below) == pytest.approx((24.0, y + 4), abs=0.01) and anchor == "end"
    rules = [(numbers, how) for numbers, how in paths(drawn()) if len(numbers) == 4 and numbers[0] == 30.0]
    ((numbers, how),) = [(numbers, how) for numbers, how in rules if abs(numbers[1] - y) < 0.06]
    assert numbers == pytest.approx([30, y, 270, y], abs=0.06)
    assert how["stroke-width"] == ("1" if value == 15 else "0.5")
    assert how.get("stroke-dasharray") == ("2 3" if value == 15 else None)


def test_months_are_named_below_their_middle() -> None:
    named = [each for each in drawn().iter(f"{SVG}text") if each.text in "JFMASOND"]
    assert [float(each.get("x")) for each in named] == [30 + 20 * (number + 0.5) for number in range(12)]
    assert [float(each.get("y")) for each in named] == pytest.approx([BASE + NOTE * LINE] * 12, abs=0.01)


def test_a_line_goes_from_month_to_month_and_stops_where_nothing_is_known() -> None:
    then, year = (numbers for numbers, _ in paths(drawn()) if len(numbers) > 4 or numbers[0] == 80.0)
    # Of a year of which little is known, only March and April follow each other.
    steps = [(40 + 20 * number, BASE - 1.2 * FULL[number]) for number in range(12)]
    expected = [each for start, end in pairwise(steps) for each in (*start, *end)]
    assert then == pytest.approx(expected, abs=0.06)
    assert year == pytest.approx([80, BASE - 60, 100, BASE - 60], abs=0.06)


def test_lines_are_distinguished_without_colour_and_named_below() -> None:
    below = BASE + NOTE * LINE + 8.0
    keys = [(numbers, how) for numbers, how in paths(drawn()) if abs(numbers[1] - below - TEXT * 0.55) < 0.06]
    second = 30 + 32 + 0.56 * TEXT * len("1981-2010") + 16
    assert [numbers[0] for numbers, _ in keys] == pytest.approx([30, second], abs=0.06)
    assert [numbers[2] - numbers[0] for numbers, _ in keys] == pytest.approx([26, 26], abs=0.11)
    looks = [(how["stroke-width"], how["stroke-dasharray"]) for _, how in keys]
    assert looks == [("1.6", "5 3"), ("1.2", "1 2.5")]
    x, y, anchor = words(drawn())["2020"]
    assert (x, y) == pytest.approx((second + 32, below + TEXT * 0.9), abs=0.01) and anchor == "start"


def test_title_stands_on_top_and_notes_below_all() -> None:
    found, after = words(drawn()), BASE + NOTE * LINE + 8.0 + TEXT * LINE + 8.0
    assert found["Kara Sea"][:2] == pytest.approx((0, 0.8 * TITLE * LINE), abs=0.01)
    assert found["A note."][:2] == pytest.approx((0, after + 0.8 * NOTE * LINE), abs=0.01)
    assert found["Another one."][:2] == pytest.approx((0, after + 1.8 * NOTE * LINE), abs=0.01)
    made = ice_picture(CHART, LIGHT, WIDTH)
    assert (made.width, made.height) == pytest.approx((WIDTH, after + 2 * NOTE * LINE + 2))
    assert made.words.startswith("Kara Sea (J, F, M") and "2020: 100, -, 50, 50, -" in made.words


def test_paper_lies_round_the_chart_and_moves_nothing() -> None:
    bare, padded = drawn(), drawn(pad=9.0)
    assert [numbers for numbers, _ in paths(bare)] == [numbers for numbers, _ in paths(padded)]
    paper = next(padded.iter(f"{SVG}rect"))
    high = float(bare.get("height"))
    assert padded.get("viewBox") == f"-9 -9 288 {high + 18:g}"
    assert (paper.get("x"), paper.get("y"), paper.get("width"), paper.get("fill")) == (
        "-9", "-9", "288", LIGHT.palette.paper,
    )  # fmt: skip
    assert float(paper.get("height")) == float(padded.get("height")) == pytest.approx(high + 18)


def test_as_rows_each_month_has_its_shares_and_the_first_what_must_be_known() -> None:
    header, *rows = csv.reader(StringIO(comma_separated(CHART)))
    assert header == ["month", "1981-2010", "2020", "note"]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 13)]
    assert rows[0] == ["1", "100.00", "100.00", "Kara Sea. A note. Another one."]
    assert rows[1] == ["2", "100.00", "", ""] and rows[3] == ["4", "75.00", "50.00", ""]
    assert rows[11] == ["12", "100.00", "", ""]


@pytest.mark.parametrize(("width", "rows"), [(250.0, 2), (285.0, 2), (600.0, 1)])
def test_names_of_lines_go_on_below_where_the_chart_is_too_narrow(width: float, rows: int) -> None:
    lines = (*CHART.lines, Line("now", "2015-2024", FULL))
    made = ice_picture(replace(CHART, lines=lines), LIGHT, width)
    found = words(ElementTree.fromstring(made.svg))
    named = [found[line.label] for line in lines]
    assert len({y for _, y, _ in named}) == rows
    for line, (x, y, _) in zip(lines, named, strict=True):
        assert x + width_of(line.label, TEXT) <= width and y < found["A note."][1]


@pytest.mark.parametrize("width", [250.0, 280.0, 420.0])
def test_names_of_months_never_touch(width: float) -> None:
    months = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
    made = ice_picture(replace(CHART, months=months), LIGHT, width)
    named = {
        name: place[0] for name, place in words(ElementTree.fromstring(made.svg)).items() if name in months
    }
    assert {12 // len(named)} <= {1, 2} and "янв" in named
    for (name, x), (other, other_x) in pairwise(named.items()):
        assert x + width_of(name, NOTE) / 2 + 2 < other_x - width_of(other, NOTE) / 2
