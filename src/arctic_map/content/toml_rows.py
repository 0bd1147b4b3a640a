"""Lists of tables in TOML files: strict reading, and changes that keep everything else."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import msgspec

from arctic_map.content import vocabulary
from arctic_map.model.problem import MAX_PROBLEMS, FileProblem, first
from arctic_map.model.tr import tr
from arctic_map.storage import decoding
from arctic_map.storage.decoding import CONTENT, read_toml, reword, with_current_names


class Identified(Protocol):
    """An object with an id."""

    @property
    def id(self) -> str: ...


class RowSchema(Identified, Protocol):
    """The msgspec struct of an entry."""

    __struct_fields__: ClassVar[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TableSchema[R: RowSchema]:
    """A list of tables that files write as [[key]]."""

    key: str
    schema: type[R]
    """Its fields are the keys of an entry, in the order in which they are written."""
    named_by: str = ""
    """The key of the catalogue that names the file or files."""
    several: bool = False
    """Whether there can be several files."""


@dataclass(frozen=True, slots=True)
class RowFile[R: RowSchema]:
    """The valid rows of a file, and the problems of the others."""

    rows: tuple[R, ...]
    problems: tuple[FileProblem, ...]


def read_rows[R: RowSchema, N](
    path: Path,
    table: TableSchema[R],
    problems_of: Callable[[R], Iterator[FileProblem]],
    made: Callable[[R], N],
) -> tuple[tuple[N, ...], tuple[FileProblem, ...]]:
    """Valid entries, converted by `made`, and problems, also those of `problems_of`. Raises Unreadable."""
    content = read_toml(path)
    entries = content.pop(table.key, [])
    problems: list[FileProblem] = [
        (name, tr("unknown key {name!r}; use [[{key}]]", name=name[:40], key=table.key)) for name in content
    ]
    file = sound_rows(entries, table.key, table.schema, problems_of)
    return tuple(map(made, file.rows)), tuple(first((*problems, *file.problems)))


def without_faulty[N: Identified](
    entries: Iterable[N], problems_of: Callable[[N], Iterable[FileProblem]]
) -> tuple[tuple[N, ...], tuple[FileProblem, ...]]:
    """The objects without problems, and the problems of the others, by id and key."""
    valid: list[N] = []
    all_problems: list[FileProblem] = []
    for noun in entries:
        problems = [(f"{noun.id}.{key}", why) for key, why in problems_of(noun)]
        all_problems += problems
        if not problems:
            valid.append(noun)
    return tuple(valid), tuple(all_problems)


def fields_of(row: RowSchema) -> dict[str, Any]:
    """The values by field name, for an object with the same fields."""
    return {name: getattr(row, name) for name in row.__struct_fields__}


def sound_rows[R: RowSchema](
    entries: Any, key: str, kind: type[R], problems_of: Callable[[R], Iterator[FileProblem]]
) -> RowFile[R]:
    """The valid entries written as [[key]], each checked separately."""
    if not isinstance(entries, list):
        return RowFile((), ((key, tr("expected a list, each entry written as [[{key}]]", key=key)),))
    all_problems: list[FileProblem] = []
    rows: dict[str, R] = {}
    for number, entry in enumerate(entries):
        row, problems = _read(entry, f"{key}[{number}]", kind, problems_of)
        if row is not None and row.id in rows:
            problems.append((f"{key}[{number}].id", tr("the id {id!r} is already used", id=row.id)))
        all_problems += problems
        if row is not None and not problems:
            rows[row.id] = row
        if len(all_problems) > MAX_PROBLEMS:
            break
    return RowFile(tuple(rows.values()), tuple(first(all_problems)))


def _read[R: RowSchema](
    entry: Any, numbered: str, kind: type[R], problems_of: Callable[[R], Iterator[FileProblem]]
) -> tuple[R | None, list[FileProblem]]:
    id = entry.get("id") if isinstance(entry, dict) else None
    # An author finds an entry by its id, so problems refer to the id if there is one.
    where = id if isinstance(id, str) and not vocabulary.id_problem(id) else numbered
    fields = kind.__struct_fields__
    entry = with_current_names(entry, {old: new for old, new in CONTENT.items() if new in fields})
    try:
        row = msgspec.convert(entry, kind, strict=True)
    except msgspec.ValidationError as error:
        return None, [reword(error, entry, kind, where)]
    problems = [("id", why)] if (why := vocabulary.id_problem(row.id)) else []
    problems += problems_of(row)
    return row, [(f"{where}.{name}", why) for name, why in problems]


TomlTable = Mapping[str, object]
_HEADER = re.compile(r"\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")
_SILENT = re.compile(r"\s*(?:#.*)?$")


def parsed(text: str) -> dict[str, Any]:
    """The tables of a text. Raises ValueError if it is not TOML."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("the TOML is nested too deeply") from None


def with_rows(text: str, key: str, rows: Sequence[TomlTable]) -> str:
    """The text with these rows as [[key]]; unchanged ones keep their text. Raises ValueError if not TOML."""
    whole = parsed(text)
    before = whole.get(key, [])
    after = [dict(row) for row in rows]
    if before == after:
        return text
    spliced = _spliced(text, key, before, after)
    if _holds(spliced, {**whole, key: after} if after else _without(whole, key)):
        return spliced
    # Tables in an unusual notation lose it, but no value.
    return written({**whole, key: after})


def with_value(text: str, key: str, value: object) -> str:
    """The text with `key = value` set at its top. Raises ValueError if it is not TOML."""
    whole = parsed(text)
    if whole.get(key) == value:
        return text
    after = {**whole, key: value}
    line = f"{key} = {decoding.toml_value(value)}\n"
    lines = text.splitlines(keepends=True)
    start, end = _value_at(lines, key)
    changed = "".join((*lines[:start], line, *lines[end:]))
    return changed if _holds(changed, after) else written(after)


def written(table: Mapping[str, Any]) -> str:
    """A table as TOML: single values first, then tables, then lists of tables."""
    lists = {key: value for key, value in table.items() if _is_list_of_tables(value)}
    tables = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    single = {key: value for key, value in table.items() if key not in lists and key not in tables}
    blocks = [decoding.toml_table(single)] if single else []
    blocks += (f"[{key}]\n{decoding.toml_table(value)}" for key, value in tables.items())
    blocks += (_block(key, row) for key, rows in lists.items() for row in rows)
    return "\n\n".join(blocks) + "\n"


def _spliced(text: str, key: str, before: Sequence[TomlTable], after: Sequence[TomlTable]) -> str:
    lines = text.splitlines(keepends=True)
    spans = _spans(lines, key)
    if len(spans) != len(before):
        return ""
    words = ["".join(lines[start:end]).rstrip("\n") for start, end in spans]
    blocks = [_words_of(key, row, list(zip(before, words, strict=True))) for row in after]
    most = min(len(blocks), len(words))
    head = next((at for at in range(most) if blocks[at] != words[at]), most)
    tail = next((at for at in range(most - head) if blocks[-1 - at] != words[-1 - at]), most - head)
    new, old = blocks[head : len(blocks) - tail], spans[head : len(spans) - tail]
    if old:
        first, last = old[0][0], old[-1][1]
    elif spans:
        first = last = spans[head - 1][1] if head else spans[0][0]
    else:
        first = last = len(lines)
    above, below = "".join(lines[:first]).rstrip("\n"), "".join(lines[last:]).strip("\n")
    return "\n\n".join(part for part in (above, "\n\n".join(new), below) if part) + "\n"


def _words_of(key: str, row: TomlTable, known: Sequence[tuple[TomlTable, str]]) -> str:
    """The text of a row: unchanged, or written anew below the comments that preceded it."""
    if (same := next((words for each, words in known if each == row), None)) is not None:
        return same
    before = next((words for each, words in known if each.get("id", "") == row.get("id")), "")
    comments = before[: before.index(f"[[{key}")] if f"[[{key}" in before else ""
    return f"{comments}{_block(key, row)}"


def _spans(lines: Sequence[str], key: str) -> list[tuple[int, int]]:
    """Line ranges from the comments above each entry to after its last line with a value."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for number, line in enumerate((*lines, "[[end]]")):
        header = _HEADER.match(line.rstrip("\n"))
        if not header or (start is not None and header[1].startswith(f"{key}.")):
            continue
        if start is not None:
            end = number
            while end > start + 1 and _SILENT.match(lines[end - 1]):
                end -= 1
            spans.append((start, end))
        start = number if number < len(lines) and header[1] == key and line.startswith("[[") else None
    return [(_with_comments(lines, start), end) for start, end in spans]


def _with_comments(lines: Sequence[str], start: int) -> int:
    """The line of the first comment directly above a header."""
    while start > 0 and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _value_at(lines: Sequence[str], key: str) -> tuple[int, int]:
    """Line range of a value above all tables, or an empty range where a new one goes."""
    head = next((at for at, line in enumerate(lines) if _HEADER.match(line.rstrip("\n"))), len(lines))
    begin = re.compile(rf"{re.escape(key)}\s*=")
    start = next((at for at in range(head) if begin.match(lines[at])), None)
    if start is None:
        while head > 0 and _SILENT.match(lines[head - 1]):
            head -= 1
        return head, head
    for end in range(start + 1, head + 1):
        try:
            tomllib.loads("".join(lines[start:end]))
        except ValueError:
            continue
        return start, end
    return start, head


def _holds(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == dict(expected)
    except ValueError:
        return False


def _block(key: str, row: TomlTable) -> str:
    return f"[[{key}]]\n{decoding.toml_table(row)}"


def _without(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != key}


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)
