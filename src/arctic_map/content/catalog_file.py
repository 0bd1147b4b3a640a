"""The strict reading of catalog.toml, which lists the files of a content folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.toml_rows import TableSchema
from arctic_map.model.catalog import LayerKind, Topic
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.decoding import CONTENT, read_toml, reword, with_current_names

CATALOG = "catalog.toml"


class SourceRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[source]] of the catalogue, from which features and figures come."""

    id: str
    name: str
    short: str = ""
    licence: str = ""
    note: str = ""


class LayerRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[layer]] of the catalogue."""

    id: str
    name: str
    topic: str
    kind: str
    file: str = ""
    items: tuple[str, ...] = ()
    shown: bool = True
    note: str = ""
    sources: tuple[str, ...] = ()
    legend: dict[str, str] = {}
    """Legend texts by style. Styles of the plain family have the layer's name without one."""


LAYER, SOURCE = TableSchema("layer", LayerRow), TableSchema("source", SourceRow)


class ArticleRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The catalogue's information on the article."""

    title: str = ""
    rubric: str = ""
    author: str = ""
    date: str = ""
    address: str = ""
    language: str = ""
    text: str = ""
    """File of the text that the owner of the atlas has added."""


class TopicRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic with a name or colour of its own; one without is written as its id alone."""

    id: str
    name: str = ""
    colour: str = ""


class HeadlineRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A headline for exported pages that show these features."""

    text: str
    features: tuple[str, ...]


class Head(msgspec.Struct, forbid_unknown_fields=True):
    """The catalogue file without its lists of tables, which are read entry by entry."""

    version: str = ""
    title: str = ""
    subtitle: str = ""
    publisher: str = ""
    """Credited with the version; an atlas of the user has none."""
    article: ArticleRow = ArticleRow()
    headline: tuple[HeadlineRow, ...] = ()
    topics: tuple[str | TopicRow, ...] = ()
    """Topics of its own, in place of the usual ones."""
    facts: tuple[str, ...] = ()
    people: str = ""
    charts: str = ""
    tour: str = ""
    ledger: str = ""
    voyages: str = ""
    ice_ledger: str = ""
    views: str = ""
    notes: str = ""
    """File of notes by the owner to recipients of the atlas, a text."""
    words: tuple[str, ...] = ()
    """Files of translations, named by their language."""
    symbology: str = ""
    """File of its own style table. Without one, the built-in table applies."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The valid parts of a catalogue file, and its problems."""

    head: Head
    sources: tuple[SourceRow, ...]
    layers: tuple[LayerRow, ...]
    whole: bool
    """Whether all layers are valid."""
    problems: tuple[FileProblem, ...]


def read_contents(data: Path) -> Contents:
    """The contents of a folder's catalogue. Raises Unreadable."""
    table = read_toml(data / CATALOG)
    problems: list[FileProblem] = []
    sources, _ = _rows(table.pop("source", []), "source", SourceRow, problems)
    topics = [topic.id for topic in topics_of(table.get("topics"))]
    layers, whole = _rows(table.pop("layer", []), "layer", LayerRow, problems, topics)
    head = _head(table, problems)
    return Contents(head, sources, layers, whole, tuple(problems))


def topics_of(own: object) -> tuple[Topic, ...]:
    """The topics of an atlas whose catalogue lists these: the valid ones, or else the usual ones."""
    rows = map(_topic_row, own) if isinstance(own, list | tuple) else ()
    topics = [Topic(row.id, row.name, row.colour) for row in rows if row and not [*topic_problems(row)]]
    return tuple(topics or map(Topic, vocabulary.FACT_TOPICS))


def _topic_row(entry: object) -> TopicRow | None:
    try:
        return msgspec.convert({"id": entry} if isinstance(entry, str) else entry, TopicRow)
    except msgspec.ValidationError:
        return None


def topic_problems(row: TopicRow) -> Iterator[FileProblem]:
    """Yield what is wrong with a topic, by key; the id has no key."""
    if row.id in vocabulary.RESERVED_TOPICS:
        yield "", tr("{id!r} is a topic of the program itself", id=row.id)
    elif why := vocabulary.id_problem(row.id):
        yield "", why
    yield from vocabulary.text_problems([("name", row.name)])


def files_of(data: Path) -> tuple[str, ...]:
    """Files that the catalogue of a folder names, layers first. Empty if it cannot be read."""
    try:
        contents = read_contents(data)
    except Unreadable:
        return ()
    head = contents.head
    ledgers = (head.ledger, head.voyages, head.ice_ledger)
    tables = (head.people, head.charts, head.tour, *ledgers, head.views, head.symbology)
    others = (name for name in (*tables, head.article.text, head.notes) if name)
    return (*(row.file for row in contents.layers if row.file), *head.facts, *others, *head.words)


def own_text(data: Path) -> Path | None:
    """The path of the text that the owner has added to an atlas, or None."""
    try:
        name = read_contents(data).head.article.text
    except Unreadable:
        return None
    path = inside(data, name) if name else None
    return path if path and path.is_file() else None


def inside(data: Path, name: str) -> Path | None:
    """The path of the named file, or None if it is outside the content folder."""
    try:
        path = (data / name).resolve()
        return path if name and path.is_relative_to(data.resolve()) else None
    except (OSError, ValueError):
        return None


def required(data: Path, name: str) -> Path:
    """The path of the named file. Raises Unreadable if it is outside the content folder."""
    if (path := inside(data, name)) is None:
        raise Unreadable(tr("the file is not inside the content folder"))
    return path


def _head(table: dict[str, Any], problems: list[FileProblem]) -> Head:
    """The remaining keys of the table, without invalid entries."""
    names = Head.__struct_fields__
    problems += [
        ("", vocabulary.unknown("key", key, (*names, "source", "layer"))) for key in table if key not in names
    ]
    good: dict[str, Any] = {}
    for key in (key for key in names if key in table):
        try:
            msgspec.convert({key: table[key]}, Head, strict=True)
        except msgspec.ValidationError as error:
            problems.append(reword(error, {key: table[key]}, Head))
            continue
        if isinstance(table[key], str) and (why := vocabulary.text_problem(table[key])):
            problems.append((key, why))
            continue
        good[key] = table[key]
    problems += _topics_problems([_topic_row(entry) for entry in good.get("topics", ())])
    if not good.get("title"):
        problems.append(("title", tr("the catalogue has no title")))
    return msgspec.convert(good, Head, strict=True)


def _topics_problems(rows: Sequence[TopicRow | None]) -> Iterator[FileProblem]:
    known: set[str] = set()
    for number, row in enumerate(rows):
        if row is not None:
            for key, why in topic_problems(row):
                yield f"topics[{number}]{key and '.'}{key}", why
            if row.id in known:
                yield f"topics[{number}]", tr("{id!r} is named twice", id=row.id)
            known.add(row.id)


def _rows[Row: (SourceRow, LayerRow)](
    value: Any, key: str, kind: type[Row], problems: list[FileProblem], topics: Sequence[str] = ()
) -> tuple[tuple[Row, ...], bool]:
    """The valid rows of a list of tables, and whether all are valid. Ids are unique."""
    if not isinstance(value, list):
        problems.append((key, tr("expected a list, each entry written as [[{key}]]", key=key)))
        return (), False
    rows: dict[str, Row] = {}
    for number, entry in enumerate(value):
        where = f"{key}[{number}]"
        known = _known_keys(with_current_names(entry, CONTENT), where, kind, problems)
        try:
            row = msgspec.convert(known, kind, strict=True)
        except msgspec.ValidationError as error:
            problems.append(reword(error, known, kind, where))
            continue
        row_problems = list(_row_problems(row, topics))
        if row.id in rows:
            row_problems.append(("id", tr("the id {id!r} is already used", id=row.id)))
        problems += [(f"{where}.{name}" if name else where, why) for name, why in row_problems]
        if not row_problems:
            rows[row.id] = row
    return tuple(rows.values()), len(rows) == len(value)


def _known_keys[Row: (SourceRow, LayerRow)](
    entry: Any, where: str, kind: type[Row], problems: list[FileProblem]
) -> Any:
    """The entry without unknown keys, so that a misspelt note does not cost the layer."""
    if not isinstance(entry, dict):
        return entry
    names = kind.__struct_fields__
    problems += [(where, vocabulary.unknown("key", key, names)) for key in entry if key not in names]
    return {key: value for key, value in entry.items() if key in names}


def _row_problems(row: SourceRow | LayerRow, topics: Sequence[str]) -> Iterator[FileProblem]:
    if why := vocabulary.id_problem(row.id):
        yield "id", why
    for name in row.__struct_fields__:
        if isinstance(text := getattr(row, name), str) and (why := vocabulary.text_problem(text)):
            yield name, why
    if isinstance(row, LayerRow):
        yield from _layer_problems(row, (*topics, "base"))


def _layer_problems(row: LayerRow, topics: Sequence[str]) -> Iterator[FileProblem]:
    if row.kind not in tuple(LayerKind):
        yield "kind", vocabulary.unknown("kind", row.kind, tuple(LayerKind))
        return
    if row.topic not in topics:
        yield "topic", vocabulary.unknown("topic", row.topic, topics)
    if row.kind == LayerKind.FEATURES and not row.file:
        yield "", tr("a layer of features names its file")
    if row.kind != LayerKind.FEATURES and row.file:
        yield "file", tr("a layer of the kind {kind} has no file", kind=row.kind)
    if row.kind == LayerKind.GROUND and not row.items:
        yield "", tr("a ground layer lists its items")
    if row.kind != LayerKind.GROUND and row.items:
        yield "items", tr("a layer of the kind {kind} has no items", kind=row.kind)
    yield from vocabulary.text_problems((f"legend.{style}", text) for style, text in row.legend.items())
    for number, item in enumerate(row.items):
        if item not in vocabulary.ITEMS:
            yield f"items[{number}]", vocabulary.unknown("item", item, vocabulary.ITEMS)
