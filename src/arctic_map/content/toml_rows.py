"""Lists of tables in TOML files, each entry with an id: their schema and strict reading."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import msgspec

from arctic_map.content import vocabulary
from arctic_map.model.problem import MAX_PROBLEMS, FileProblem, first
from arctic_map.storage.decode_errors import reword
from arctic_map.storage.old_names import CONTENT, with_current_names
from arctic_map.storage.toml_text import read_toml


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
        (name, f"unknown key {name[:40]!r}; use [[{table.key}]]") for name in content
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
        return RowFile((), ((key, f"expected a list, each entry written as [[{key}]]"),))
    all_problems: list[FileProblem] = []
    rows: dict[str, R] = {}
    for number, entry in enumerate(entries):
        row, problems = _read(entry, f"{key}[{number}]", kind, problems_of)
        if row is not None and row.id in rows:
            problems.append((f"{key}[{number}].id", f"the id {row.id!r} is already used"))
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
