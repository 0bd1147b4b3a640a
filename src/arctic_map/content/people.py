"""The strict reading of the file of people: TOML that a person edits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from arctic_map.content import vocabulary
from arctic_map.model.person import Person
from arctic_map.storage.decode_errors import reword
from arctic_map.storage.file_problem import MOST, FileProblem, first
from arctic_map.storage.toml_text import read_toml


class PersonRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: str
    role: str = ""
    names: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What the file gave: its sound people, and the problems of the others."""

    people: tuple[Person, ...]
    problems: tuple[FileProblem, ...]


def read_people(path: Path) -> PeopleFile:
    """The people of a file. Raises Unreadable."""
    table = read_toml(path)
    rows = table.pop("person", [])
    found: list[FileProblem] = [(key, f"unknown key {key[:40]!r}; use [[person]]") for key in table]
    if not isinstance(rows, list):
        return PeopleFile((), (*found, ("person", "expected a list, each entry written as [[person]]")))
    people: dict[str, Person] = {}
    for number, row in enumerate(rows):
        person, problems = _read_person(row, number)
        if person and person.id in people:
            problems.append((f"person[{number}].id", f"the id {person.id!r} is already used"))
        found += problems
        if person and not problems:
            people[person.id] = person
        if len(found) > MOST:
            break
    return PeopleFile(tuple(people.values()), tuple(first(found)))


def _read_person(row: Any, number: int) -> tuple[Person | None, list[FileProblem]]:
    id = row.get("id") if isinstance(row, dict) else None
    where = id if isinstance(id, str) and not vocabulary.id_problem(id) else f"person[{number}]"
    try:
        person = msgspec.convert(row, PersonRow, strict=True)
    except msgspec.ValidationError as error:
        return None, [reword(error, row, PersonRow, where)]
    if problems := [(f"{where}.{key}", why) for key, why in _problems(person)]:
        return None, problems
    return Person(
        id=person.id,
        name=person.name,
        role=person.role,
        names=person.names,
        aliases=person.aliases,
        facts=person.facts,
    ), []


def row_problems(row: Mapping[str, Any]) -> list[FileProblem]:
    """Why a row is nobody: keys and sentences."""
    said = {key: value for key, value in row.items() if value is not None}
    return [(where.rpartition(".")[2], why) for where, why in _read_person(said, 0)[1]]


def _problems(person: PersonRow) -> Iterator[FileProblem]:
    """Problems of meaning, by key; the types are right."""
    if why := vocabulary.id_problem(person.id):
        yield "id", why
    if not person.name.strip():
        yield "name", "the name is empty"
    for key, text in _texts(person):
        if why := vocabulary.text_problem(text):
            yield key, why
    for code in person.names:
        if why := vocabulary.language_problem(code):
            yield "names", why
    for number, fact in enumerate(person.facts):
        if why := vocabulary.id_problem(fact):
            yield f"facts[{number}]", why
        elif fact in person.facts[:number]:
            yield f"facts[{number}]", f"{fact!r} is named twice"


def _texts(person: PersonRow) -> Iterator[FileProblem]:
    yield "name", person.name
    yield "role", person.role
    yield from ((f"names.{code}", name) for code, name in person.names.items())
    yield from ((f"aliases[{number}]", alias) for number, alias in enumerate(person.aliases))
