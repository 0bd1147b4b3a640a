"""People of the atlas: their file, and edits of it."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.edits import Content, EditRefused, RowData, RowEditor, file_of, put_row, row_of
from arctic_map.content.toml_rows import TableSchema, fields_of, read_rows, sound_rows
from arctic_map.model.fact import Person
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr


class PersonRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[person]] of the file."""

    id: str
    name: str
    role: str = ""
    names: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


PERSON = TableSchema("person", PersonRow, "people")


def read_people(path: Path) -> tuple[tuple[Person, ...], tuple[FileProblem, ...]]:
    """The valid people of a file, and the problems of the others. Raises Unreadable."""
    return read_rows(path, PERSON, _row_problems, lambda row: Person(**fields_of(row)))


def named(people: Iterable[Person], words: str) -> Person | None:
    """The person of this name in any script, or None."""
    query = _folded(words)
    for person in people if query else ():
        if query in map(_folded, (person.name, *person.names.values(), *person.aliases)):
            return person
    return None


def _folded(name: str) -> str:
    """The name as it is compared; on macOS, accents are often characters of their own."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def speaking(content: Content, person: Person | None, fact: str) -> Content:
    """The content in which the person, if any, names this fact as a statement of theirs."""
    file = file_of(content, PERSON)
    row = row_of(content, file, PERSON, person.id) if person else None
    if row is None or fact in (facts := [*row.get("facts", [])]):
        return content
    return put_row(content, file, PERSON, {**row, "facts": [*facts, fact]})


def _lacking(person: Person) -> Iterator[tuple[str, str]]:
    if not person.name.strip():
        yield "name", tr("Give the person a name")


def _row(person: Person) -> RowData:
    """The row of a person. Raises EditRefused for problems that reading would find."""
    row = {
        "name": person.name.strip(),
        "role": person.role,
        "names": {code: name for code, name in person.names.items() if name},
        "aliases": list(person.aliases),
        "facts": list(person.facts),
    }
    row = {key: value for key, value in row.items() if value}
    entry = {"id": person.id or "new", **row}
    for _, why in sound_rows([entry], PERSON.key, PersonRow, _row_problems).problems:
        raise EditRefused(why, where=person.name)
    return row


PEOPLE = RowEditor[Person](PERSON, lambda person: person.name, _row, _lacking)


def _row_problems(person: PersonRow) -> Iterator[FileProblem]:
    """Yield semantic problems by key. Types have been checked."""
    if not person.name.strip():
        yield "name", tr("the name is empty")
    yield from vocabulary.text_problems(_texts(person))
    for code in person.names:
        if why := vocabulary.language_problem(code):
            yield "names", why
    yield from vocabulary.id_problems("facts", person.facts, once=True)


def _texts(person: PersonRow) -> Iterator[FileProblem]:
    yield "name", person.name
    yield "role", person.role
    yield from ((f"names.{code}", name) for code, name in person.names.items())
    yield from ((f"aliases[{number}]", alias) for number, alias in enumerate(person.aliases))
