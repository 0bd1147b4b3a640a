"""Tour steps: read strictly, framing what is shown, and stored and moved as a form makes them."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.content.contents import BOX, WITH_FIGURES, read

from arctic_map import resources
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.content.tour import STEPS, meet
from arctic_map.model.catalog import TourStep

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


@pytest.fixture
def data_with_tour(data: Path) -> Path:
    """The small folder of content, with a step."""
    catalog = data / "catalog.toml"
    catalog.write_text('tour = "tour.toml"\n' + catalog.read_text(encoding="utf-8"), encoding="utf-8")
    (data / "tour.toml").write_text(TOUR, encoding="utf-8")
    return data


def problems_of(data: Path) -> list[str]:
    return [str(problem) for problem in load(data).problems]


def test_a_step_names_what_it_shows(data_with_tour: Path) -> None:
    (step,) = load(data_with_tour).tour
    assert (step.projection, step.view, step.layers) == ("nsr", ("arkhangelsk",), ("ports", "capitals"))
    assert (step.when, step.facts, step.theme) == ("2023", ("T1", "D1"), None)


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
def test_a_step_shows_what_it_frames_and_speaks_of(
    data_with_tour: Path, old: str, new: str, problem: str
) -> None:
    (data_with_tour / "tour.toml").write_text(TOUR.replace(old, new), encoding="utf-8")
    assert len(load(data_with_tour).tour) == 1
    found = [str(problem) for problem in check.content(data_with_tour) if problem.file == "tour.toml"]
    assert found[0] == f"tour.toml: {problem}"


def test_a_step_frames_nothing_that_its_days_leave_out(data_with_tour: Path) -> None:
    ports = data_with_tour / "layers" / "ports.geojson"
    dated = ports.read_text(encoding="utf-8").replace('"source": "wpi"', '"source": "wpi", "when": "2019"')
    ports.write_text(dated, encoding="utf-8")
    assert (
        "tour.toml: first.view: the map is to hold 'arkhangelsk', which the days 2023 leave out"
        in problems_of(data_with_tour)[0]
    )


def test_a_step_without_a_list_of_layers_shows_what_stands_at_the_start(data_with_tour: Path) -> None:
    (data_with_tour / "tour.toml").write_text(
        TOUR.replace('layers = ["ports", "capitals"]\n', ""), encoding="utf-8"
    )
    assert problems_of(data_with_tour) == []
    catalog = data_with_tour / "catalog.toml"
    hidden = catalog.read_text(encoding="utf-8").replace('id = "ports"', 'id = "ports"\nshown = false')
    catalog.write_text(hidden, encoding="utf-8")
    assert "whose layer 'ports' is not shown" in problems_of(data_with_tour)[0]


@pytest.mark.parametrize(
    ("old", "new", "problem", "left"),
    [
        ('"arkhangelsk"', '"atlantis"', "first.view: unknown feature 'atlantis'", 1),
        ('["ports", ', '["port", ', "first.layers: unknown layer 'port'; did you mean 'ports'?", 1),
        ('"T1", "D1"', '"T1", "X1"', "first.facts: unknown fact 'X1'", 1),
        ('text = "It opens."', 'text = " "', "first.text: the text is empty", 0),
        ('when = "2023"', 'theme = "pink"', "first.theme: unknown theme 'pink'", 0),
        ('when = "2023"', 'when = "soon"', "first.when: 'soon' is ", 0),
        ("title =", 'projection = "mars"\ntitle =', "first.projection: unknown projection 'mars'", 0),
        ('title = "The lane"', "", "first: 'title' is missing", 0),
    ],
)
def test_a_step_lives_without_what_it_names_in_vain_and_not_with_what_it_says_wrongly(
    data_with_tour: Path, old: str, new: str, problem: str, left: int
) -> None:
    (data_with_tour / "tour.toml").write_text(TOUR.replace(old, new), encoding="utf-8")
    assert len(load(data_with_tour).tour) == left
    (found,) = problems_of(data_with_tour)
    assert found.startswith(f"tour.toml: {problem}")


def test_an_id_is_used_once(data_with_tour: Path) -> None:
    (data_with_tour / "tour.toml").write_text(TOUR + TOUR, encoding="utf-8")
    assert len(load(data_with_tour).tour) == 1
    assert problems_of(data_with_tour) == ["tour.toml: step[1].id: the id 'first' is already used"]


def test_each_step_of_the_built_in_tour_says_something_in_two_to_four_sentences() -> None:
    tour = load(resources.data()).tour
    assert 12 <= len(tour) <= 16
    for step in tour:
        sentences = step.text.replace("No. 1", "No 1").count(". ") + 1
        assert 2 <= sentences <= 4, step.id
        assert step.facts, step.id


def test_steps_are_read_as_they_were_made_and_moved() -> None:
    step = TourStep(
        id="", title="First", text="Look.", projection="nsr", box=BOX, layers=("ways",), facts=("F1",)
    )
    two = STEPS.keep(replace(step, title="Second"))(STEPS.keep(step)(WITH_FIGURES))
    assert read(two).tour == (replace(step, id="first"), replace(step, id="second", title="Second"))
    assert not read(two).problems
    assert [each.id for each in read(STEPS.move("second", 0)(two)).tour] == ["second", "first"]
    assert [each.id for each in read(STEPS.remove("first")(two)).tour] == ["second"]
    assert [name for name, _ in STEPS.problems(replace(step, title="", text=""))] == ["title", "text"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024", "2024-10"),
        ("2024-10-16", "2024-10"),
        ("2025/..", "2030"),
        ("../2024", "2024-12-31"),
        ("2022-02/2025-05", "2025-05-09"),
        ("", "2024"),
    ],
)
def test_dates_that_may_share_a_day_meet(one: str | None, other: str | None) -> None:
    assert meet(one, other) and meet(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2013", "2022-02/2025-05"),
        ("2024-10-16", "2024-10-17"),
        ("2025/..", "2024-12"),
        ("2021/2023", "2024-01"),
    ],
)
def test_dates_apart_do_not_meet(one: str, other: str) -> None:
    assert not meet(one, other) and not meet(other, one)
