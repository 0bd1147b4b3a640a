"""An atlas names its own topics, in its order; one that names none has the usual ones."""

import pytest
from tests.unit.content.contents import NEW, read

from arctic_map.content.edits import Content, EditRefused, put_head
from arctic_map.content.facts import put_fact, remove_fact
from arctic_map.content.layers import put_layer
from arctic_map.content.topics import TOPICS
from arctic_map.model.catalog import Topic
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
    assert catalog.problems == () and [*catalog.topic] == ["wind-power", "rivers"]
    assert [fact.topic for fact in facts_in_order(catalog.facts, catalog.topic)] == ["wind-power", "rivers"]
    assert [topic_name(topic, catalog.topic) for topic in catalog.topic] == ["Wind power", "Rivers"]
    colours = [catalog.symbology.topics[topic] for topic in catalog.topic]
    assert colours == list(catalog.symbology.plain.values())[:2]


def test_the_colour_of_a_topic_is_stored_without_a_name() -> None:
    ice = Topic("ice", colour="green")
    assert not TOPICS.problems(ice) and TOPICS.problems(Topic("", colour="green"))
    assert read(TOPICS.keep(ice)(with_topics("trade", "ice"))).topic["ice"] == ice


def test_a_topic_has_the_name_and_colour_that_the_atlas_gives_it() -> None:
    named = {"id": "dams", "name": "Плотины", "colour": "green"}
    catalog = read(put_head(NEW, "topics", ["rivers", named, {"id": "fish", "colour": "mauve"}]))
    colours, plain = catalog.symbology.topics, catalog.symbology.plain
    assert topic_name("dams", catalog.topic) == "Плотины" and colours["dams"] == plain["green"]
    assert [colours["rivers"], colours["fish"]] == [plain["blue"], plain["orange"]]
    (problem,) = catalog.problems
    assert problem.where == "topics.fish" and "unknown colour 'mauve'" in problem.why


def test_the_usual_topics_become_the_atlass_own_once_one_is_changed() -> None:
    content = TOPICS.keep(Topic("ice", "Ice and snow", "sky"))(NEW)
    content = TOPICS.keep(Topic("", "Реки"))(TOPICS.move("ice", 0)(content))
    catalog = read(content)
    assert catalog.problems == ()
    assert [*catalog.topic] == ["ice", "trade", "security", "governance", "diplomacy", "topic"]
    assert catalog.topic["topic"].name == "Реки"
    assert [*read(TOPICS.remove("topic")(content)).topic] == [*catalog.topic][:-1]


def test_a_name_of_the_program_makes_another_id() -> None:
    assert [*read(TOPICS.keep(Topic("", "Base"))(with_topics("rivers"))).topic] == ["rivers", "base-2"]


def test_a_topic_in_use_or_the_only_one_stays() -> None:
    content = put_fact(put_layer(with_topics("rivers", "dams"), LAYER), "rivers", FACT)
    with pytest.raises(EditRefused, match="2 facts and layers have this topic"):
        TOPICS.remove("rivers")(content)
    with pytest.raises(EditRefused, match="at least one topic"):
        TOPICS.remove("rivers")(with_topics("rivers"))
    with pytest.raises(EditRefused, match="no topic 'fish'"):
        TOPICS.move("fish", 0)(content)
    emptied = remove_fact(content, "F1")
    catalog = read(TOPICS.remove("rivers")(put_layer(emptied, {**LAYER, "topic": "dams"})))
    assert catalog.problems == () and [*catalog.topic] == ["dams"]
    assert TOPICS.problems(Topic("", " ")) and not TOPICS.problems(Topic("", "Dams"))


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


def test_a_topic_that_is_made_again_shows_its_new_facts() -> None:
    content = put_fact(with_topics("rivers", "dams"), "rivers", FACT)
    content = TOPICS.remove("rivers")(remove_fact(content, "F1"))
    assert "facts/rivers.toml" not in content
    content = put_fact(TOPICS.keep(Topic("", "Rivers"))(content), "rivers", FACT)
    assert [fact.id for fact in read(content).facts] == ["F1"]


def test_no_file_is_named_as_a_device_of_windows() -> None:
    content = TOPICS.keep(Topic("", "Con"))(TOPICS.keep(Topic("", "Pro"))(with_topics("rivers")))
    assert [*read(content).topic] == ["rivers", "pro", "con-2"]
