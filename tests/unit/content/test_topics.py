"""An atlas names its own topics, in its order; one that names none has the usual ones."""

import pytest
from tests.unit.content.contents import NEW, read

from arctic_map.content.edits import Content, EditRefused, put_head
from arctic_map.content.facts import put_fact
from arctic_map.content.layers import put_layer
from arctic_map.scene.reading import facts_in_order
from arctic_map.scene.words.words import topic_name

FACT = {"id": "F1", "text": "It went.", "kind": "reported"}
LAYER = {"id": "dams", "name": "Dams", "topic": "rivers"}


def with_topics(*topics: str) -> Content:
    return put_head(NEW, "topics", list(topics))


def test_facts_and_layers_belong_to_topics_of_the_atlas_which_have_names_and_colours() -> None:
    content = put_layer(with_topics("wind-power", "rivers"), LAYER)
    content = put_fact(put_fact(content, "wind-power", FACT), "rivers", {**FACT, "id": "F2"})
    catalog = read(content)
    assert catalog.problems == () and catalog.topics == ("wind-power", "rivers")
    assert [fact.topic for fact in facts_in_order(catalog.facts)] == ["wind-power", "rivers"]
    assert [topic_name(topic) for topic in catalog.topics] == ["Wind power", "Rivers"]
    colours = [catalog.symbology.topics[topic] for topic in catalog.topics]
    assert colours == list(catalog.symbology.plain.values())[:2]


def test_a_topic_that_the_atlas_does_not_name_is_unknown() -> None:
    problem, *_ = read(put_layer(NEW, LAYER)).problems
    assert "unknown topic 'rivers'; known: base, diplomacy" in problem.why
    with pytest.raises(EditRefused, match="unknown topic 'trade'; known: rivers"):
        put_fact(with_topics("rivers"), "trade", FACT)


@pytest.mark.parametrize(
    ("topic", "why"),
    [("base", "'base' is a topic of the program itself"), ("Wind power", "'Wind power' is not an id")],
)
def test_topics_of_the_program_and_words_that_are_no_ids_are_refused(topic: str, why: str) -> None:
    problem, *_ = read(with_topics("rivers", topic)).problems
    assert problem.where == "topics[1]" and why in problem.why
