"""The order of layers, features and facts."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas
from tests.unit.scene.routing.made_up import catalog as made_up_catalog

from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.model.projection import Selection
from arctic_map.scene import reading
from arctic_map.scene.compose import compose
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.reading import fact_choices, figure_choices, figure_of
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.words import TOPICS


def undrawn(catalog: Catalog) -> Drawings:
    """Drawings without a mark: panels look at none."""
    return drawings_for(catalog, lambda projection, layer, digest: Drawing(layer, projection, digest))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


@pytest.fixture
def scene(catalog: Catalog) -> Scene:
    return compose(catalog, Session(), undrawn(catalog))


def test_each_layer_is_listed_once_with_what_is_drawn_on_top_first(scene: Scene) -> None:
    listed = reading.by_topic(scene.layers, scene.catalog.topic)
    assert sorted(layer.id for layers in listed.values() for layer in layers) == sorted(
        layer.id for layer in scene.layers
    )
    assert list(listed) == [topic for topic in TOPICS if topic in listed]
    order = [layer.id for layer in scene.layers]
    for layers in listed.values():
        places = [order.index(layer.id) for layer in layers]
        assert places == sorted(places, reverse=True)


def test_the_subject_is_all_but_the_base_map(scene: Scene) -> None:
    ids = reading.subject(scene.layers)
    assert {"lanes", "ports", "drills"} <= set(ids)
    assert not {"land", "graticule", "sea-names"} & set(ids)


def test_facts_are_read_topic_by_topic(catalog: Catalog) -> None:
    facts = reading.facts_in_order(catalog.facts, catalog.topic)
    assert len(facts) == 60
    topics = [fact.topic for fact in facts]
    assert topics == sorted(topics, key=list(TOPICS).index)
    assert [fact.id for fact in facts][:3] == ["T1", "T2", "T3"]


def test_a_feature_has_its_own_facts(scene: Scene) -> None:
    facts = reading.facts_about(scene, Selection(feature="arkhangelsk"))
    assert [fact.id for fact in facts] == ["T1", "T2", "T12"]
    assert reading.facts_about(scene, Selection(feature="no-such-feature")) == ()
    several = reading.facts_about(scene, Selection(compared=("arkhangelsk", "hamburg")))
    assert {fact.id for fact in several} == {"T1", "T2", "T12"} | {
        fact.id for fact in scene.facts if "hamburg" in fact.features
    }


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        (None, ()),
        (Selection(fact="T7"), ("T7",)),
        (Selection(fact="T3", compared=("L5",)), ("T3",)),
        (Selection(feature="arkhangelsk"), ("T1", "T2", "T12")),
        (Selection(position=(40.0, 64.0)), ()),
    ],
)
def test_what_is_selected_stands_for_facts(
    catalog: Catalog, selected: Selection | None, expected: tuple[str, ...]
) -> None:
    scene = compose(catalog, Session(selected=selected), undrawn(catalog))
    assert reading.facts_selected(scene) == expected


def test_a_selected_person_stands_for_the_facts_that_name_them(catalog: Catalog) -> None:
    person = next(person for person in catalog.people if person.facts)
    scene = compose(catalog, Session(selected=Selection(person=person.id)), undrawn(catalog))
    assert set(reading.facts_selected(scene)) == set(person.facts)


def test_only_features_that_can_be_seen_are_gone_through(catalog: Catalog, scene: Scene) -> None:
    ids = reading.features_in_order(scene)
    assert "arkhangelsk" in ids
    assert len(ids) == len(set(ids))
    assert catalog.layer_of["arkhangelsk"] == "ports"
    less = replace(scene, layers=tuple(replace(layer, shown=layer.id != "ports") for layer in scene.layers))
    assert "arkhangelsk" not in reading.features_in_order(less)


@pytest.mark.parametrize(
    ("current", "step", "expected"),
    [("a", 1, "b"), ("c", 1, "a"), ("a", -1, "c"), (None, 1, "a"), (None, -1, "c"), ("gone", 1, "a")],
)
def test_stepping_goes_round(current: str | None, step: int, expected: str) -> None:
    assert reading.stepped(("a", "b", "c"), current, step) == expected


def test_there_is_no_step_among_nothing() -> None:
    assert reading.stepped((), None, 1) is None


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
    bare = made_up_catalog()
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
