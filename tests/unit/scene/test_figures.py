"""Figures of facts are found by what they are of, and shown in lists."""

import pytest
from tests.unit.scene.routing.made_up import catalog

from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.scene.figures import fact_choices, figure_choices, figure_of

LONGER, SHORTER = Figure(5, "km", "of the Longer way"), Figure(7, "km", "of the shorter way")
ONE = Fact(
    id="T1",
    topic="trade",
    text="Long words.",
    kind=Kind.REPORTED,
    headline="Short",
    figures=(LONGER, SHORTER, Figure(9, "t", "way")),
)
TWO = Fact(id="T2", topic="trade", text="Other words.", kind=Kind.REPORTED, figures=(Figure(3.5, "", ""),))


@pytest.fixture
def content() -> Catalog:
    bare = catalog()
    return Catalog(bare.version, "", "", "", (), (ONE, TWO), ())


def test_a_figure_is_found_by_its_name_from_one_on(content: Catalog) -> None:
    assert figure_of(content, FigureRef("T1", 1)) == ONE.figures[0]
    assert figure_of(content, FigureRef("T1", 3)) == ONE.figures[2]
    assert figure_of(content, FigureRef("T1", 4)) is figure_of(content, FigureRef("T9", 1)) is None


def test_all_figures_are_listed_by_their_names(content: Catalog) -> None:
    choices = dict(figure_choices(content))
    assert [*choices] == ["T1.1", "T1.2", "T1.3", "T2.1"]
    assert choices["T1.2"] == "T1.2  7 km, of the shorter way" and choices["T2.1"] == "T2.1  3.5"


def test_facts_are_listed_by_their_headline_or_else_their_words(content: Catalog) -> None:
    assert fact_choices(content) == (("T1", "T1  Short"), ("T2", "T2  Other words."))
