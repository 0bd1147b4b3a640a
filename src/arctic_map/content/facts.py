"""The strict reading of one file of facts: TOML that a person edits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.passages import PassageRow, passage_of, passage_problems
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.storage.decode_errors import reword
from arctic_map.storage.file_problem import MOST, FileProblem, first
from arctic_map.storage.toml_text import read_toml

MAX_FIGURE = 999_999_999_999_999
"""All digits of a larger number would not be exact, nor have room in a chart."""


class FigureRow(msgspec.Struct, forbid_unknown_fields=True):
    value: int | float
    unit: str
    what: str


class FactRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    text: str
    kind: str
    headline: str = ""
    when: str | None = None
    where: str | None = None
    attributed_to: str | None = None
    figures: tuple[FigureRow, ...] = ()
    features: tuple[str, ...] = ()
    inferred: str = ""
    inferred_when: str = ""
    question: str = ""
    note: str = ""
    passage: PassageRow | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactFile:
    """What one file gave: its sound facts, the problems of the others, and the ids of both."""

    facts: tuple[Fact, ...]
    problems: tuple[FileProblem, ...]
    ids: frozenset[str]


def read_facts(path: Path) -> FactFile:
    """The facts of a file; their topic is the file's name. Raises Unreadable."""
    table = read_toml(path)
    rows = table.pop("fact", [])
    found: list[FileProblem] = [
        (key, f"unknown key {key[:40]!r}; facts are written as [[fact]]") for key in table
    ]
    if not isinstance(rows, list):
        return FactFile(
            (), (*found, ("fact", "expected a list of facts, each written as [[fact]]")), frozenset()
        )
    facts: list[Fact] = []
    ids: set[str] = set()
    for number, row in enumerate(rows):
        fact, problems, id = _read_fact(row, number, path.stem)
        if id in ids:
            problems.append((f"fact[{number}].id", f"the id {id!r} is already used in this file"))
        ids.update({id} if id else ())
        found += problems
        if fact and not problems:
            facts.append(fact)
        if len(found) > MOST:
            break
    return FactFile(tuple(facts), tuple(first(found)), frozenset(ids))


def row_problems(row: Mapping[str, Any], topic: str) -> list[FileProblem]:
    """What the reading of a fact would find wrong with this row, by the fact's id and key."""
    if topic not in vocabulary.FACT_TOPICS:
        return [("topic", vocabulary.unknown("topic", topic, vocabulary.FACT_TOPICS))]
    return _read_fact(dict(row), 0, topic)[1]


def _read_fact(row: Any, number: int, topic: str) -> tuple[Fact | None, list[FileProblem], str]:
    id = row.get("id") if isinstance(row, dict) else None
    id = id if isinstance(id, str) and not vocabulary.id_problem(id) else ""
    # A person finds a fact by its id, so that is its place wherever it has one.
    where = id or f"fact[{number}]"
    try:
        fact = msgspec.convert(row, FactRow, strict=True)
    except msgspec.ValidationError as error:
        return None, [reword(error, row, FactRow, where)], id
    if problems := [(f"{where}.{key}", why) for key, why in _problems(fact)]:
        return None, problems, id
    figures = tuple(Figure(figure.value, figure.unit, figure.what) for figure in fact.figures)
    return (
        Fact(
            id=id,
            topic=topic,
            text=fact.text,
            kind=Kind(fact.kind),
            headline=fact.headline,
            when=fact.when,
            where=fact.where,
            attributed_to=fact.attributed_to,
            figures=figures,
            features=fact.features,
            inferred=fact.inferred,
            inferred_when=fact.inferred_when,
            question=fact.question,
            note=fact.note,
            passage=passage_of(fact.passage) if fact.passage else None,
            keywords=fact.keywords,
        ),
        [],
        id,
    )


def _problems(fact: FactRow) -> Iterator[FileProblem]:
    """Problems of meaning, by key; the types are right."""
    if why := vocabulary.id_problem(fact.id):
        yield "id", why
    if not fact.text.strip():
        yield "text", "the text is empty"
    if fact.kind not in tuple(Kind):
        yield "kind", vocabulary.unknown("kind", fact.kind, tuple(Kind))
    elif fact.kind == Kind.ATTRIBUTED and not fact.attributed_to:
        yield "attributed_to", "an attributed fact says who said it"
    elif fact.kind != Kind.ATTRIBUTED and fact.attributed_to is not None:
        yield "attributed_to", f"only an attributed fact has this, not a {fact.kind} one"
    if fact.when is not None and (why := vocabulary.when_problem(fact.when)):
        yield "when", why
    if fact.inferred_when and fact.when is None:
        yield "inferred_when", "a fact without a date has none to infer"
    for key, text in _texts(fact):
        if why := vocabulary.text_problem(text):
            yield key, why
    for number, figure in enumerate(fact.figures):
        if not abs(figure.value) <= MAX_FIGURE:
            yield f"figures[{number}].value", "expected a number of at most 15 digits"
    named: set[str] = set()
    for number, feature in enumerate(fact.features):
        if why := vocabulary.id_problem(feature):
            yield f"features[{number}]", why
        elif feature in named:
            yield f"features[{number}]", f"{feature!r} is named twice"
        named.add(feature)
    if fact.passage is not None:
        yield from ((f"passage.{key}", why) for key, why in passage_problems(fact.passage))
    named = set()
    for number, keyword in enumerate(fact.keywords):
        if not keyword.strip():
            yield f"keywords[{number}]", "the keyword is empty"
        elif keyword in named:
            yield f"keywords[{number}]", f"{keyword[:40]!r} is named twice"
        named.add(keyword)


def _texts(fact: FactRow) -> Iterator[tuple[str, str]]:
    yield "text", fact.text
    yield "headline", fact.headline
    yield "where", fact.where or ""
    yield "attributed_to", fact.attributed_to or ""
    yield "inferred", fact.inferred
    yield "inferred_when", fact.inferred_when
    yield "question", fact.question
    yield "note", fact.note
    yield from ((f"keywords[{number}]", text) for number, text in enumerate(fact.keywords))
    for number, figure in enumerate(fact.figures):
        yield f"figures[{number}].unit", figure.unit
        yield f"figures[{number}].what", figure.what
