"""Charts: read strictly, problems reported, nothing drawn that is missing, and stored as made by forms."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.content.contents import FIRST, SECOND, WITH_FIGURES, read

from arctic_map.content.catalog import load
from arctic_map.content.charts import CHARTS, is_plain
from arctic_map.model.chart import Chart, ChartItem, FigureRef, Form

ROWS = """
[[chart]]
id = "cargo"
title = "Cargo"
unit = "million t"
form = "columns"
style = "lane-nsr"
items = [{ label = "2024", figures = ["T1.1"] }]
"""
ITEM = 'items = [{ label = "2024", figures = ["T1.1"] }]'


@pytest.fixture
def data_with_chart(data: Path) -> Path:
    """The small folder of content, with a chart."""
    catalog = data / "catalog.toml"
    catalog.write_text('charts = "charts.toml"\n' + catalog.read_text(encoding="utf-8"), encoding="utf-8")
    (data / "charts.toml").write_text(ROWS, encoding="utf-8")
    return data


def problems_of(data: Path) -> list[str]:
    return [str(problem) for problem in load(data).problems]


def test_a_chart_names_its_figures(data_with_chart: Path) -> None:
    catalog = load(data_with_chart)
    (chart,) = catalog.charts
    assert catalog.problems == ()
    assert (chart.form, chart.facts) == (Form.COLUMNS, ("T1",))
    assert chart.items[0].figures == (FigureRef("T1", 1),)


def left_out(folder: Path, rows: str) -> str:
    """The problem of the one chart of these rows, which is not there."""
    (folder / "charts.toml").write_text(rows, encoding="utf-8")
    assert load(folder).charts == ()
    (found,) = problems_of(folder)
    return found


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('form = "columns"', 'form = "pie"', "cargo.form: unknown form 'pie'"),
        ('unit = "million t"', 'unit = "km"', "cargo.items[0]: the figure T1.1 is in 'million t'; 'km' is"),
        ('"T1.1"', '"T1.2"', "cargo.items[0]: the fact 'T1' has no figure number 2; it has 1"),
        ('"T1.1"', '"T9.1"', "cargo.items[0]: there is no fact 'T9'"),
        ('"T1.1"', '"T1"', "cargo.items[0].figures[0]: 'T1' names no figure"),
        (ITEM, "items = []", "cargo.items: a chart has 1 to 12 items, not 0"),
        ('form = "columns"', 'form = "columns"\non = ["X9"]', "cargo.on: unknown fact 'X9'"),
        (
            'form = "columns"',
            'form = "timeline"',
            "cargo.items[0].fact: an item of a timeline names the fact whose date it shows",
        ),
        ('title = "Cargo"', 'title = "<b>Cargo</b>"', "cargo.title: the text contains markup"),
        ('id = "cargo"', 'id = "cargo"\ncolour = "red"', "cargo: unknown key 'colour'"),
    ],
)
def test_a_faulty_chart_is_reported_and_left_out(
    data_with_chart: Path, old: str, new: str, problem: str
) -> None:
    assert problem in left_out(data_with_chart, ROWS.replace(old, new))


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (
            'figures = ["T1.1"], derived = "difference", how = "x"',
            "cargo.items[0].figures: a derived value is made from two figures; it names 1",
        ),
        (
            'figures = ["T1.1", "T1.1"], derived = "difference"',
            "cargo.items[0].how: a derived value says how it was derived",
        ),
        (
            'figures = ["T1.1", "T1.1"], derived = "before-growth", how = "x"',
            "cargo.items[0]: the figure T1.1 is in 'million t'; '%' is wanted here",
        ),
        ('figures = ["T1.1"], sign = "maybe"', "cargo.items[0].sign: unknown"),
        ('figures = ["T1.1"], drawn = "L9"', "there is no feature 'L9'"),
        ("", "cargo.items[0].figures: an item shows one figure; it names 0"),
        (
            'fact = "T1"',
            "cargo.items[0].fact: a chart of columns shows figures; a fact alone stands in units",
        ),
        ('figures = ["T1.1"], lasting = true', "items[0].lasting: only on"),
        ('figures = ["T1.1"], names = ["y"]', "items[0].names: only in units"),
    ],
)
def test_a_faulty_item_costs_its_chart(data_with_chart: Path, item: str, problem: str) -> None:
    made = f'items = [{{ label = "x"{", " if item else ""}{item} }}]'
    assert problem in left_out(data_with_chart, ROWS.replace(ITEM, made))


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("-7", "charts.toml: cargo.items[0]: a chart of units counts things; the figure T1.1 is -7"),
        ("1e15", "facts/trade.toml: T1.figures[0].value: expected a number of at most 15 digits"),
        ("3000000", ""),
    ],
)
def test_a_figure_that_no_chart_of_units_can_show_is_reported(
    data_with_chart: Path, value: str, problem: str
) -> None:
    (data_with_chart / "charts.toml").write_text(ROWS.replace("columns", "units"), encoding="utf-8")
    facts = data_with_chart / "facts/trade.toml"
    facts.write_text(
        re.sub(r"value = [\d.]+", f"value = {value}", facts.read_text("utf-8")), encoding="utf-8"
    )
    assert problem in problems_of(data_with_chart)[:1] or not problem
    assert len(load(data_with_chart).charts) == (0 if problem else 1)


@pytest.mark.parametrize(
    ("form", "item", "problem"),
    [
        ("units", 'fact = "T1", names = ["lane"]', ""),
        ("units", 'fact = "T1"', ""),
        ("timeline", 'fact = "T1", lasting = true', ""),
        ("units", 'fact = "T1", names = ["Yamal"]', "items[0]: the fact 'T1' does not name 'Yamal'"),
        ("units", 'fact = "T9"', "items[0]: there is no fact 'T9'"),
        ("timeline", 'fact = "D1"', "items[0]: the fact 'D1' has no date to begin at"),
        ("units", 'fact = "T1", figures = ["T1.1"]', "items[0].fact: an item shows figures, or the date or"),
    ],
)
def test_a_fact_stands_in_a_chart_by_its_names_or_its_date(
    data_with_chart: Path, form: str, item: str, problem: str
) -> None:
    text = ROWS.replace("columns", form).replace(ITEM, f'items = [{{ label = "x", {item} }}]')
    (data_with_chart / "charts.toml").write_text(text, encoding="utf-8")
    assert len(load(data_with_chart).charts) == (0 if problem else 1)
    assert problem in " ".join(problems_of(data_with_chart)) and bool(problems_of(data_with_chart)) == bool(
        problem
    )


def test_a_chart_is_read_as_it_was_made() -> None:
    chart = Chart(
        id="",
        title="Two ways",
        unit="km",
        form=Form.BARS,
        style="lane-nsr",
        items=(ChartItem(label="One", figures=(FIRST,)), ChartItem(label="Two", figures=(SECOND,))),
        note="By hand",
    )
    made = CHARTS.keep(chart)(WITH_FIGURES)
    assert read(made).charts == (replace(chart, id="two-ways"),) and not read(made).problems
    assert is_plain(chart)
    assert not is_plain(replace(chart, beside=(FIRST,)))
    assert read(CHARTS.remove("two-ways")(made)).charts == ()
    lacking = {name for name, _ in CHARTS.problems(replace(chart, title="", items=(), style=""))}
    assert lacking == {"title", "figures", "style"}
