"""The files of charts and of the tour: read strictly, problems told, and nothing named that is not there."""

import re
from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.model.chart import Derived, FigureRef, Form

CHARTS = """
[[chart]]
id = "cargo"
title = "Cargo"
unit = "million t"
form = "columns"
style = "lane-nsr"
items = [{ label = "2024", figures = ["T1.1"] }]
"""
TOUR = """
[[step]]
id = "first"
title = "The lane"
text = "It opens."
view = ["arkhangelsk"]
layers = ["ports", "capitals"]
when = "2023"
facts = ["T1", "D1"]
"""
ITEM = 'items = [{ label = "2024", figures = ["T1.1"] }]'


@pytest.fixture
def told(data: Path) -> Path:
    """The small folder of content, with a chart and a step."""
    catalog = data / "catalog.toml"
    head = 'charts = "charts.toml"\ntour = "tour.toml"\n'
    catalog.write_text(head + catalog.read_text(encoding="utf-8"), encoding="utf-8")
    (data / "charts.toml").write_text(CHARTS, encoding="utf-8")
    (data / "tour.toml").write_text(TOUR, encoding="utf-8")
    return data


def said(data: Path) -> list[str]:
    return [str(problem) for problem in load(data).problems]


def test_a_chart_names_its_figures(told: Path) -> None:
    catalog = load(told)
    (chart,) = catalog.charts
    assert catalog.problems == ()
    assert (chart.form, chart.facts) == (Form.COLUMNS, ("T1",))
    assert chart.items[0].figures == (FigureRef("T1", 1),)


def test_a_step_names_what_it_shows(told: Path) -> None:
    (step,) = load(told).tour
    assert (step.projection, step.view, step.layers) == ("nsr", ("arkhangelsk",), ("ports", "capitals"))
    assert (step.when, step.facts, step.theme) == ("2023", ("T1", "D1"), None)


def test_a_step_may_ask_for_dark_colours(told: Path) -> None:
    (told / "tour.toml").write_text(TOUR + 'theme = "dark"\n', encoding="utf-8")
    assert [step.theme for step in load(told).tour] == ["dark"] and said(told) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            'layers = ["ports", "capitals"]',
            'layers = ["ports"]',
            "first.layers: the fact 'D1' is about 'moscow', whose layer 'capitals' is not shown",
        ),
        (
            'view = ["arkhangelsk"]\nlayers = ["ports", "capitals"]',
            'view = ["arkhangelsk", "moscow"]\nlayers = ["ports"]',
            "first.view: the map is to hold 'moscow', whose layer 'capitals' is not shown",
        ),
        (
            'when = "2023"',
            'when = "2024/2025"',
            "first.facts: the days 2024/2025 leave out the fact 'T1' of 2023",
        ),
    ],
)
def test_a_step_shows_what_it_frames_and_speaks_of(told: Path, old: str, new: str, problem: str) -> None:
    (told / "tour.toml").write_text(TOUR.replace(old, new), encoding="utf-8")
    assert len(load(told).tour) == 1
    found = [str(problem) for problem in check.content(told) if problem.file == "tour.toml"]
    assert found[0] == f"tour.toml: {problem}"


def test_a_step_frames_nothing_that_its_days_leave_out(told: Path) -> None:
    ports = told / "layers" / "ports.geojson"
    dated = ports.read_text(encoding="utf-8").replace('"source": "wpi"', '"source": "wpi", "when": "2019"')
    ports.write_text(dated, encoding="utf-8")
    assert (
        "tour.toml: first.view: the map is to hold 'arkhangelsk', which the days 2023 leave out"
        in said(told)[0]
    )


def test_a_step_without_a_list_of_layers_shows_what_stands_at_the_start(told: Path) -> None:
    (told / "tour.toml").write_text(TOUR.replace('layers = ["ports", "capitals"]\n', ""), encoding="utf-8")
    assert said(told) == []
    catalog = told / "catalog.toml"
    hidden = catalog.read_text(encoding="utf-8").replace('id = "ports"', 'id = "ports"\nshown = false')
    catalog.write_text(hidden, encoding="utf-8")
    assert "whose layer 'ports' is not shown" in said(told)[0]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('form = "columns"', 'form = "pie"', "cargo.form: unknown form 'pie'"),
        ('unit = "million t"', 'unit = "km"', "cargo.items[0]: the figure T1.1 is in 'million t'; 'km' is"),
        ('"T1.1"', '"T1.2"', "cargo.items[0]: the fact 'T1' has no figure number 2; it has 1"),
        ('"T1.1"', '"T9.1"', "cargo.items[0]: there is no fact 'T9'"),
        ('"T1.1"', '"T1"', "cargo.items[0].figures[0]: 'T1' names no figure"),
        (
            ITEM,
            'items = [{ label = "x", figures = ["T1.1"], derived = "difference", how = "x" }]',
            "cargo.items[0].figures: a derived value is made from two figures; it names 1",
        ),
        (
            ITEM,
            'items = [{ label = "x", figures = ["T1.1", "T1.1"], derived = "difference" }]',
            "cargo.items[0].how: a derived value says how it was derived",
        ),
        (
            ITEM,
            'items = [{ label = "x", figures = ["T1.1", "T1.1"], derived = "before-growth", how = "x" }]',
            "cargo.items[0]: the figure T1.1 is in 'million t'; '%' is wanted here",
        ),
        (
            ITEM,
            'items = [{ label = "x", figures = ["T1.1"], sign = "maybe" }]',
            "cargo.items[0].sign: unknown",
        ),
        (ITEM, 'items = [{ label = "x", figures = ["T1.1"], drawn = "L9" }]', "there is no feature 'L9'"),
        (ITEM, "items = []", "cargo.items: a chart has 1 to 12 items, not 0"),
        ('form = "columns"', 'form = "columns"\non = ["X9"]', "cargo.on: unknown fact 'X9'"),
        (ITEM, 'items = [{ label = "x" }]', "cargo.items[0].figures: an item shows one figure; it names 0"),
        (
            ITEM,
            'items = [{ label = "x", fact = "T1" }]',
            "cargo.items[0].fact: a chart of columns shows figures; a fact alone stands in units",
        ),
        (
            'form = "columns"',
            'form = "timeline"',
            "cargo.items[0].fact: an item of a timeline names the fact whose date it shows",
        ),
        (ITEM, 'items = [{ label = "x", figures = ["T1.1"], lasting = true }]', "items[0].lasting: only on"),
        (
            ITEM,
            'items = [{ label = "x", figures = ["T1.1"], names = ["y"] }]',
            "items[0].names: only in units",
        ),
        ('title = "Cargo"', 'title = "<b>Cargo</b>"', "cargo.title: the text holds markup"),
        ('id = "cargo"', 'id = "cargo"\ncolour = "red"', "cargo: unknown key 'colour'"),
    ],
)
def test_a_faulty_chart_is_told_and_left_out(told: Path, old: str, new: str, problem: str) -> None:
    (told / "charts.toml").write_text(CHARTS.replace(old, new), encoding="utf-8")
    assert load(told).charts == ()
    (found,) = said(told)
    assert found.startswith("charts.toml: ") and problem in found


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("-7", "charts.toml: cargo.items[0]: a chart of units counts things; the figure T1.1 is -7"),
        ("1e15", "facts/trade.toml: T1.figures[0].value: expected a number of at most 15 digits"),
        ("3000000", ""),
    ],
)
def test_a_figure_that_no_chart_of_units_can_show_is_reported(told: Path, value: str, problem: str) -> None:
    (told / "charts.toml").write_text(CHARTS.replace("columns", "units"), encoding="utf-8")
    facts = told / "facts/trade.toml"
    facts.write_text(
        re.sub(r"value = [\d.]+", f"value = {value}", facts.read_text("utf-8")), encoding="utf-8"
    )
    assert problem in said(told)[:1] or not problem
    assert len(load(told).charts) == (0 if problem else 1)


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
    told: Path, form: str, item: str, problem: str
) -> None:
    text = CHARTS.replace("columns", form).replace(ITEM, f'items = [{{ label = "x", {item} }}]')
    (told / "charts.toml").write_text(text, encoding="utf-8")
    assert len(load(told).charts) == (0 if problem else 1)
    assert problem in " ".join(said(told)) and bool(said(told)) == bool(problem)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('view = ["arkhangelsk"]', 'view = ["atlantis"]', "first.view: unknown feature 'atlantis'"),
        (
            'layers = ["ports", ',
            'layers = ["port", ',
            "first.layers: unknown layer 'port'; did you mean 'ports'?",
        ),
        ('facts = ["T1", "D1"]', 'facts = ["T1", "X1"]', "first.facts: unknown fact 'X1'"),
    ],
)
def test_a_step_lives_without_what_it_names_in_vain(told: Path, old: str, new: str, problem: str) -> None:
    (told / "tour.toml").write_text(TOUR.replace(old, new), encoding="utf-8")
    assert len(load(told).tour) == 1
    (found,) = said(told)
    assert found.startswith(f"tour.toml: {problem}")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('text = "It opens."', 'text = " "', "first.text: the text is empty"),
        ('when = "2023"', 'theme = "pink"', "first.theme: unknown theme 'pink'"),
        ('when = "2023"', 'when = "soon"', "first.when: 'soon' is no date"),
        ('id = "first"', 'id = "first"\nprojection = "mars"', "first.projection: unknown projection 'mars'"),
        ('title = "The lane"', "", "first: 'title' is missing"),
    ],
)
def test_a_faulty_step_is_told_and_left_out(told: Path, old: str, new: str, problem: str) -> None:
    (told / "tour.toml").write_text(TOUR.replace(old, new), encoding="utf-8")
    assert load(told).tour == ()
    (found,) = said(told)
    assert found.startswith(f"tour.toml: {problem}")


def test_an_id_is_used_once(told: Path) -> None:
    (told / "tour.toml").write_text(TOUR + TOUR, encoding="utf-8")
    assert len(load(told).tour) == 1
    assert said(told) == ["tour.toml: step[1].id: the id 'first' is already used"]


def test_a_file_that_is_not_there_costs_only_itself(told: Path) -> None:
    (told / "charts.toml").unlink()
    catalog = load(told)
    assert catalog.charts == () and len(catalog.tour) == 1
    assert said(told) == ["charts.toml: the file does not exist"]


def test_check_finds_the_problems_of_one_file(told: Path) -> None:
    (told / "tour.toml").write_text(TOUR.replace('"T1", "D1"', '"X1"'), encoding="utf-8")
    assert [problem.where for problem in check.file(told / "tour.toml")] == ["first.facts"]


def test_the_built_in_charts_and_tour_are_sound() -> None:
    catalog = load(resources.data())
    names = {problem.file for problem in catalog.problems}
    assert not names & {"charts.toml", "tour.toml"}
    figures = {"cargo", "transits", "distances", "exercises"}
    assert {chart.id for chart in catalog.charts} == {*figures, "icebreakers", "submarines", "institutions"}
    assert 12 <= len(catalog.tour) <= 16
    cargo = next(chart for chart in catalog.charts if chart.id == "cargo")
    assert cargo.items[0].derived is Derived.DIFFERENCE


def test_each_step_says_something_in_two_to_four_sentences() -> None:
    for step in load(resources.data()).tour:
        sentences = step.text.replace("No. 1", "No 1").count(". ") + 1
        assert 2 <= sentences <= 4, step.id
        assert step.facts, step.id
