"""People of a content: the edits that keep and remove them, and that have a fact name who speaks in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from arctic_map.content.editing.rows import PERSON, Row, file_of, put_row, remove_row, row_of, rows_of
from arctic_map.content.editing.slugs import slug
from arctic_map.content.edits import Content, Edit, EditRefused
from arctic_map.content.people import row_problems
from arctic_map.model.person import Person
from arctic_map.model.tr import tr


def keeping(person: Person) -> Edit:
    """The edit that puts somebody among the people; one without an id is new."""

    def edit(content: Content) -> Content:
        if not person.name.strip():
            raise EditRefused(tr("Give the person a name"))
        file = file_of(content, PERSON)
        taken = [str(each.get("id")) for each in rows_of(content, file, PERSON)]
        one = person if person.id else replace(person, id=slug(person.name, taken, "person"))
        for _, why in row_problems(row := _row(one)):
            raise EditRefused(why, where=person.name)
        return put_row(content, file, PERSON, row)

    return edit


def removing(id: str) -> Edit:
    return lambda content: remove_row(content, file_of(content, PERSON), PERSON, id)


def named(people: Iterable[Person], words: str) -> Person | None:
    """Who is called so, in any script."""
    wanted = " ".join(words.split()).casefold()
    for person in people if wanted else ():
        if wanted in {each.casefold() for each in (person.name, *person.names.values(), *person.aliases)}:
            return person
    return None


def speaking(content: Content, person: Person | None, fact: str) -> Content:
    """The content in which the person's facts hold this one, which they say."""
    file = file_of(content, PERSON)
    row = row_of(content, file, PERSON, person.id) if person else None
    if row is None or fact in (facts := [*row.get("facts", [])]):
        return content
    return put_row(content, file, PERSON, {**row, "facts": [*facts, fact]})


def _row(person: Person) -> Row:
    return {
        "id": person.id,
        "name": person.name.strip(),
        "role": person.role or None,
        "names": {code: name for code, name in person.names.items() if name} or None,
        "aliases": list(person.aliases) or None,
        "facts": list(person.facts) or None,
    }
