"""Facts: their files, and edits that also update features, people and tour steps that name them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.catalog_file import topics_of
from arctic_map.content.edits import (
    Content,
    EditRefused,
    RowData,
    each_row,
    file_of,
    free_id,
    head_of,
    put_row,
    remove_row,
    row_of,
    rows_of,
    with_name,
)
from arctic_map.content.layers import each_feature, layer_files
from arctic_map.content.ledger import with_moved_figures
from arctic_map.content.passages import PassageRow, passage_of, passage_problems
from arctic_map.content.people import PERSON
from arctic_map.content.toml_rows import TableSchema, fields_of
from arctic_map.content.tour import STEP
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.model.problem import MAX_PROBLEMS, FileProblem, first
from arctic_map.model.tr import tr
from arctic_map.storage.decoding import read_toml, reword

PREFIX = "F"
"""Prefix of ids for facts created in the window."""
MAX_FIGURE = 999_999_999_999_999
"""Not all digits of a larger number would be exact, nor fit into a chart."""


class FigureRow(msgspec.Struct, forbid_unknown_fields=True):
    """A figure stated by a fact."""

    value: int | float
    unit: str
    what: str


class FactRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[fact]] of a fact file."""

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


FACT = TableSchema("fact", FactRow, "facts", several=True)


@dataclass(frozen=True, slots=True)
class FactFile:
    """The valid facts of a file, the problems of the others, and the ids of both."""

    facts: tuple[Fact, ...]
    problems: tuple[FileProblem, ...]
    ids: frozenset[str]


def read_facts(path: Path) -> FactFile:
    """The facts of a file, whose name is their topic. Raises Unreadable."""
    table = read_toml(path)
    rows = table.pop("fact", [])
    all_problems: list[FileProblem] = [
        (key, tr("unknown key {key!r}; facts are written as [[fact]]", key=key[:40])) for key in table
    ]
    if not isinstance(rows, list):
        return FactFile(
            (),
            (*all_problems, ("fact", tr("expected a list of facts, each written as [[fact]]"))),
            frozenset(),
        )
    facts: list[Fact] = []
    ids: set[str] = set()
    for number, row in enumerate(rows):
        fact, problems, id = _read_fact(row, number, path.stem)
        if id in ids:
            problems.append((f"fact[{number}].id", tr("the id {id!r} is already used in this file", id=id)))
        ids.update({id} if id else ())
        all_problems += problems
        if fact and not problems:
            facts.append(fact)
        if len(all_problems) > MAX_PROBLEMS:
            break
    return FactFile(tuple(facts), tuple(first(all_problems)), frozenset(ids))


def put_fact(content: Content, topic: str, row: RowData) -> Content:
    """The content with this row of a fact put in; features, charts and ledger follow. Raises EditRefused."""
    id = str(row.get("id", ""))
    topics = [each.id for each in topics_of(head_of(content).get("topics"))]
    for where, why in _row_problems(row, topic, topics):
        raise EditRefused(why, where=where)
    file = facts_file(content, topic)
    current = file_with(content, id)
    if current is not None:
        content = with_moved_figures(content, id, _figures(row_of(content, current, FACT, id)), _figures(row))
    if current is not None and current != file:
        content = remove_row(content, current, FACT, id)
    content = put_row(content, file, FACT, row)
    features = row.get("features") or ()
    return _link_features(content, id, tuple(features) if isinstance(features, list | tuple) else ())


def remove_fact(content: Content, id: str) -> Content:
    """The content without this fact and without references to it. Raises EditRefused."""
    file = file_with(content, id)
    if file is None:
        raise EditRefused(tr("there is no fact {id!r}", id=id))
    return _forget(remove_row(content, file, FACT, id), id)


def file_with(content: Content, id: str) -> str | None:
    """The file that contains this fact, or None."""
    return next((file for file in fact_files(content) if row_of(content, file, FACT, id)), None)


def fact_row(content: Content, id: str) -> dict[str, Any]:
    """The row of this fact as it is stored; empty if there is none."""
    file = file_with(content, id)
    return (row_of(content, file, FACT, id) if file else None) or {}


def new_fact_id(content: Content) -> str:
    """An unused id for a fact, such as `F7`."""
    ids = [str(row.get("id", "")) for file in fact_files(content) for row in rows_of(content, file, FACT)]
    return free_id(ids, PREFIX)


def fact_files(content: Content) -> tuple[str, ...]:
    """The fact files that the catalogue names and that exist."""
    return tuple(file for file in head_of(content).get("facts", []) if file in content)


def _figures(row: RowData | None) -> tuple[dict[str, object], ...]:
    figures = row.get("figures") if row else None
    listed = figures if isinstance(figures, list | tuple) else ()
    return tuple(each for each in listed if isinstance(each, dict))


def _link_features(content: Content, fact: str, features: Collection[str]) -> Content:
    """The content in which exactly these features name the fact."""

    def change(feature: dict[str, Any]) -> dict[str, Any]:
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            return feature
        return {**feature, "properties": with_name(properties, "facts", fact, feature.get("id") in features)}

    for file in layer_files(content).values():
        content = each_feature(content, file, change)
    return content


def facts_file(content: Content, topic: str) -> str:
    """The existing file of a topic's facts, or its default name."""
    name = f"{topic}.toml"
    return next((file for file in fact_files(content) if file.rpartition("/")[2] == name), f"facts/{name}")


def _forget(content: Content, id: str) -> Content:
    """The content in which no feature, person or tour step names the fact."""
    content = _link_features(content, id, ())
    for table in (PERSON, STEP):
        content = each_row(
            content, file_of(content, table), table, lambda row: with_name(row, "facts", id, False)
        )
    return content


def _read_fact(row: Any, number: int, topic: str) -> tuple[Fact | None, list[FileProblem], str]:
    id = row.get("id") if isinstance(row, dict) else None
    id = id if isinstance(id, str) and not vocabulary.id_problem(id) else ""
    # An author finds a fact by its id, so problems refer to the id if there is one.
    where = id or f"fact[{number}]"
    try:
        fact = msgspec.convert(row, FactRow, strict=True)
    except msgspec.ValidationError as error:
        return None, [reword(error, row, FactRow, where)], id
    if problems := [(f"{where}.{key}", why) for key, why in _problems(fact)]:
        return None, problems, id
    made = Fact(
        **{
            **fields_of(fact),
            "topic": topic,
            "kind": Kind(fact.kind),
            "figures": tuple(Figure(figure.value, figure.unit, figure.what) for figure in fact.figures),
            "passage": passage_of(fact.passage) if fact.passage else None,
        }
    )
    return made, [], id


def _row_problems(row: RowData, topic: str, topics: Collection[str]) -> list[FileProblem]:
    """Problems that reading would find in this row, by id and key of the fact."""
    if topic not in topics:
        return [("topic", vocabulary.unknown("topic", topic, topics))]
    return _read_fact({key: value for key, value in row.items() if value is not None}, 0, topic)[1]


def _problems(fact: FactRow) -> Iterator[FileProblem]:
    """Yield semantic problems by key. Types have been checked."""
    if why := vocabulary.id_problem(fact.id):
        yield "id", why
    if not fact.text.strip():
        yield "text", tr("the text is empty")
    if fact.kind not in tuple(Kind):
        yield "kind", vocabulary.unknown("kind", fact.kind, tuple(Kind))
    elif fact.kind == Kind.ATTRIBUTED and not fact.attributed_to:
        yield "attributed_to", tr("an attributed fact says who said it")
    elif fact.kind != Kind.ATTRIBUTED and fact.attributed_to is not None:
        yield "attributed_to", tr("only an attributed fact has this, not a {kind} one", kind=fact.kind)
    if fact.when is not None and (why := vocabulary.when_problem(fact.when)):
        yield "when", why
    if fact.inferred_when and fact.when is None:
        yield "inferred_when", tr("a fact without a date has none to infer")
    yield from vocabulary.text_problems(_texts(fact))
    for number, figure in enumerate(fact.figures):
        if not abs(figure.value) <= MAX_FIGURE:
            yield f"figures[{number}].value", tr("expected a number of at most 15 digits")
    yield from vocabulary.id_problems("features", fact.features, once=True)
    if fact.passage is not None:
        yield from ((f"passage.{key}", why) for key, why in passage_problems(fact.passage))
    named: set[str] = set()
    for number, keyword in enumerate(fact.keywords):
        if not keyword.strip():
            yield f"keywords[{number}]", tr("the keyword is empty")
        elif keyword in named:
            yield f"keywords[{number}]", tr("{id!r} is named twice", id=keyword[:40])
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
