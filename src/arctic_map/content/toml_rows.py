"""The strict reading of a TOML file that is one list of tables, each with an id of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

import msgspec

from arctic_map.content import vocabulary
from arctic_map.storage.decode_errors import reword
from arctic_map.storage.file_problem import MOST, FileProblem, first
from arctic_map.storage.old_names import CONTENT, with_current_names
from arctic_map.storage.toml_text import read_toml


class Row(Protocol):
    __struct_fields__: ClassVar[tuple[str, ...]]

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RowFile[R: Row]:
    """What the file gave: its sound rows, and the problems of the others."""

    rows: tuple[R, ...]
    problems: tuple[FileProblem, ...]


def read_rows[R: Row](
    path: Path, key: str, kind: type[R], problems_of: Callable[[R], Iterator[FileProblem]]
) -> RowFile[R]:
    """The entries written as [[key]]; `problems_of` finds problems of meaning, by key. Raises Unreadable."""
    table = read_toml(path)
    entries = table.pop(key, [])
    found: list[FileProblem] = [(name, f"unknown key {name[:40]!r}; use [[{key}]]") for name in table]
    file = sound_rows(entries, key, kind, problems_of)
    return RowFile(file.rows, tuple(first((*found, *file.problems))))


def sound_rows[R: Row](
    entries: Any, key: str, kind: type[R], problems_of: Callable[[R], Iterator[FileProblem]]
) -> RowFile[R]:
    """The entries written as [[key]], each on its own: a faulty one costs itself."""
    if not isinstance(entries, list):
        return RowFile((), ((key, f"expected a list, each entry written as [[{key}]]"),))
    found: list[FileProblem] = []
    rows: dict[str, R] = {}
    for number, entry in enumerate(entries):
        row, problems = _read(entry, f"{key}[{number}]", kind, problems_of)
        if row is not None and row.id in rows:
            problems.append((f"{key}[{number}].id", f"the id {row.id!r} is already used"))
        found += problems
        if row is not None and not problems:
            rows[row.id] = row
        if len(found) > MOST:
            break
    return RowFile(tuple(rows.values()), tuple(first(found)))


def _read[R: Row](
    entry: Any, numbered: str, kind: type[R], problems_of: Callable[[R], Iterator[FileProblem]]
) -> tuple[R | None, list[FileProblem]]:
    id = entry.get("id") if isinstance(entry, dict) else None
    # A person finds an entry by its id, so that is its place wherever it has one.
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
