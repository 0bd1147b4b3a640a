"""The people of an atlas: read strictly with their problems, put among the others, changed and removed."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.content.contents import NEW, read

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.content.edits import EditRefused
from arctic_map.content.facts import put_fact, remove_fact
from arctic_map.content.people import PEOPLE, named, speaking
from arctic_map.model.fact import Person

ROWS = """
[[person]]
id = "ada-north"
name = "Ada North"
names = { ru = "Ада Норт" }
aliases = ["North"]
facts = ["T1"]
[[person]]
id = "bo-south"
name = "Bo South"
"""
FACT = {"id": "F1", "text": "It went.", "kind": "attributed", "attributed_to": "Anna"}
ANNA = Person(id="", name="Anna Example", role="Captain", names={"ru": "Анна", "zh": ""}, aliases=("Anna",))


@pytest.fixture
def peopled(data: Path) -> Path:
    """The small folder of content, with two people."""
    catalog = data / "catalog.toml"
    catalog.write_text('people = "people.toml"\n' + catalog.read_text(encoding="utf-8"), encoding="utf-8")
    (data / "people.toml").write_text(ROWS, encoding="utf-8")
    return data


def problems_of(data: Path, old: str, new: str) -> list[str]:
    path = data / "people.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(problem) for problem in load(data).problems]


def test_people_are_read_with_their_names_and_facts(peopled: Path) -> None:
    catalog = load(peopled)
    assert catalog.problems == ()
    ada, bo = catalog.people
    assert (ada.name, ada.names, ada.aliases, ada.facts) == (
        "Ada North",
        {"ru": "Ада Норт"},
        ("North",),
        ("T1",),
    )
    assert (bo.role, bo.facts) == ("", ())


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('["T1"]', '["T9"]', "ada-north.facts: there is no fact 'T9'"),
        ('["T1"]', '["T1", "T1"]', "ada-north.facts[1]: 'T1' is named twice"),
        ('"Ada North"', '"<i>Ada"', "ada-north.name: the text contains markup"),
        ('"Ada North"', '" "', "ada-north.name: the name is empty"),
        ("aliases", "alias", "ada-north: unknown key 'alias'"),
        ("{ ru", "{ Russian", "ada-north.names: 'Russian' is not a language code"),
        ('id = "bo-south"', 'id = "ada-north"', "person[1].id: the id 'ada-north' is already used"),
        ('id = "bo-south"', 'id = "bo south"', "person[1].id: 'bo south' is not an id"),
        ("[[person]]", "[[people]]", "people: unknown key 'people'; use [[person]]"),
    ],
)
def test_a_problem_says_where(peopled: Path, old: str, new: str, sentence: str) -> None:
    problems = problems_of(peopled, old, new)
    assert len(problems) == 1
    assert problems[0].startswith(f"people.toml: {sentence}")
    assert load(peopled).fact["T1"]


def test_a_missing_file_costs_only_the_people(peopled: Path) -> None:
    (peopled / "people.toml").unlink()
    catalog = load(peopled)
    assert [str(problem) for problem in catalog.problems] == ["people.toml: the file does not exist"]
    assert catalog.fact["T1"]


def test_each_built_in_person_is_named_where_they_act_or_speak() -> None:
    catalog = load(resources.data())
    texts = {fact.id: f"{fact.text} {fact.attributed_to or ''}" for fact in catalog.facts}
    for person in catalog.people:
        text = " ".join(texts[id] for id in person.facts)
        assert all(word in text for word in person.name.split()), person.name


def test_whoever_a_statement_is_attributed_to_is_among_the_people() -> None:
    catalog = load(resources.data())
    speakers = {fact.attributed_to for fact in catalog.facts if fact.attributed_to}
    assert speakers - {person.name for person in catalog.people} == {"CSIS", "Rosatom"}


def test_a_person_is_read_back_as_it_was_made_under_an_id_of_its_own() -> None:
    content = PEOPLE.keep(ANNA)(PEOPLE.keep(ANNA)(NEW))
    found = read(content)
    assert [person.id for person in found.people] == ["anna-example", "anna-example-2"]
    assert found.people[0].names == {"ru": "Анна"} and found.people[0].role == "Captain"
    assert not found.problems
    assert read(PEOPLE.remove("anna-example")(content)).people == found.people[1:]


def test_the_fact_that_somebody_says_is_among_their_facts_until_it_is_deleted() -> None:
    content = put_fact(PEOPLE.keep(ANNA)(NEW), "trade", FACT)
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
        PEOPLE.keep(person)(NEW)


def test_whoever_is_called_so_is_found_in_any_script_and_nobody_by_a_part_of_a_name() -> None:
    assert named([ANNA], "АННА") is ANNA and named([ANNA], "anna  example") is ANNA
    renee = replace(ANNA, name="Renée")
    assert named([renee], unicodedata.normalize("NFD", "Renée")) is renee
    assert named([ANNA], "Ann") is None and named([ANNA], "") is None
