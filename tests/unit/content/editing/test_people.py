"""People are put among those of an atlas, changed, removed, and named by the facts that they say."""

import pytest
from tests.unit.content.editing.contents import NEW, read

from arctic_map.content.editing.facts import put_fact, remove_fact
from arctic_map.content.editing.people import keeping, named, removing, speaking
from arctic_map.content.edits import EditRefused
from arctic_map.model.person import Person

FACT = {"id": "F1", "text": "It went.", "kind": "attributed", "attributed_to": "Anna"}
ANNA = Person(id="", name="Anna Example", role="Captain", names={"ru": "Анна", "zh": ""}, aliases=("Anna",))


def test_a_person_is_read_back_as_it_was_made_under_an_id_of_its_own() -> None:
    content = keeping(ANNA)(keeping(ANNA)(NEW))
    found = read(content)
    assert [person.id for person in found.people] == ["anna-example", "anna-example-2"]
    assert found.people[0].names == {"ru": "Анна"} and found.people[0].role == "Captain"
    assert not found.problems
    assert read(removing("anna-example")(content)).people == found.people[1:]


def test_the_fact_that_somebody_says_is_among_their_facts_until_it_is_deleted() -> None:
    content = put_fact(keeping(ANNA)(NEW), "trade", FACT)
    person = named(read(content).people, " anna ")
    content = speaking(content, person, "F1")
    assert read(content).people[0].facts == ("F1",)
    assert speaking(content, person, "F1") == content
    assert speaking(content, None, "F1") == content
    assert read(remove_fact(content, "F1")).people[0].facts == ()


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person(id="", name=" "), "Give the person a name"),
        (Person(id="", name="A", facts=("F1", "F1")), "named twice"),
        (Person(id="", name="A", names={"no language": "B"}), "no language"),
    ],
)
def test_what_is_nobody_is_refused_with_the_reason(person: Person, why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        keeping(person)(NEW)


def test_whoever_is_called_so_is_found_in_any_script_and_nobody_by_a_part_of_a_name() -> None:
    assert named([ANNA], "АННА") is ANNA and named([ANNA], "anna  example") is ANNA
    assert named([ANNA], "Ann") is None and named([ANNA], "") is None
