"""Edits of an atlas: functions from one content to the next, mostly on rows of TOML tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from arctic_map.content.catalog_file import CATALOG
from arctic_map.content.package.checked_reading import DEVICES
from arctic_map.content.toml_rows import Identified, TableSchema, with_rows, with_value
from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import labelled, tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.decoding import toml_of

Content = Mapping[str, bytes]
"""The files of a content folder by name, with `/` between folders. Never modified in place."""

Edit = Callable[[Content], Content]
"""Returns the edited content. Raises EditRefused."""
RowData = Mapping[str, object]
AnyTable = TableSchema[Any]
MAX_ID_LENGTH = 40


class EditRefused(ArcticMapError):
    """An edit cannot be made: why, as a sentence, and where."""


def with_file(content: Content, name: str, body: bytes) -> Content:
    """The content with this file added or replaced."""
    return {**content, name: body}


class NounEditor[N](Protocol):
    """Edits that save, move and remove one kind of noun, as its form makes them."""

    def name_of(self, noun: N, /) -> str: ...
    def problems(self, noun: N, /) -> Sequence[tuple[str, str]]: ...
    def keep(self, noun: N, /) -> Edit: ...
    def move(self, id: str, to: int) -> Edit: ...
    def remove(self, id: str) -> Edit: ...


@dataclass(frozen=True, slots=True)
class RowEditor[N: Identified]:
    """Edits that save, move and remove one kind of row, as forms make them."""

    table: AnyTable
    name_of: Callable[[N], str]
    """The display name, from which the id of a new row is made."""
    row_of: Callable[[N], RowData]
    """The row as written to the file, without its id. Raises EditRefused."""
    problems_of: Callable[[N], Iterator[tuple[str, str]]]

    def problems(self, noun: N) -> tuple[tuple[str, str], ...]:
        """What the form still lacks, as fields and messages. Empty if the row can be saved."""
        return tuple(self.problems_of(noun))

    def keep(self, noun: N) -> Edit:
        """An edit that replaces the row, or appends it if it has no id yet."""

        def edit(content: Content) -> Content:
            name = self.name_of(noun)
            for _, why in self.problems_of(noun):
                raise EditRefused(why, where=name)
            file = file_of(content, self.table)
            used = [str(each.get("id")) for each in rows_of(content, file, self.table)]
            id = noun.id or slug(name, used, self.table.key)
            return put_row(content, file, self.table, {"id": id, **self.row_of(noun)})

        return edit

    def move(self, id: str, to: int) -> Edit:
        """An edit that moves the row to another position, counted from 0."""
        return lambda content: move_row(content, file_of(content, self.table), self.table, id, to)

    def remove(self, id: str) -> Edit:
        """An edit that removes the row of this id."""
        return lambda content: remove_row(content, file_of(content, self.table), self.table, id)


def rows_of(content: Content, file: str, table: AnyTable) -> tuple[dict[str, Any], ...]:
    """The rows of a file in order; none if the file does not exist. Raises EditRefused."""
    if file not in content:
        return ()
    rows = table_of(content, file).get(table.key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise EditRefused(tr("the file is not a list of [[{key}]]", key=table.key), where=file)
    return tuple(rows)


def row_of(content: Content, file: str, table: AnyTable, id: str) -> dict[str, Any] | None:
    """The row of this id, or None. Raises EditRefused."""
    return next((row for row in rows_of(content, file, table) if row.get("id") == id), None)


def put_row(content: Content, file: str, table: AnyTable, row: RowData, at: int | None = None) -> Content:
    """The content with this row, which replaces the one of its id or is inserted at `at` or the end.

    Keys whose value is None are not written. A missing file is created and added to the catalogue. Raises
    EditRefused.
    """
    new = _ordered(table, row)
    rows = list(rows_of(content, file, table))
    number = next((number for number, each in enumerate(rows) if each.get("id") == new.get("id")), None)
    if number is not None:
        rows[number] = new
    else:
        rows.insert(len(rows) if at is None else at, new)
    return _write(_named(content, file, table), file, table, rows)


def remove_row(content: Content, file: str, table: AnyTable, id: str) -> Content:
    """The content without this row. Raises EditRefused if it does not exist."""
    rows = rows_of(content, file, table)
    remaining = [row for row in rows if row.get("id") != id]
    if len(remaining) == len(rows):
        raise EditRefused(tr("there is no {what} {name!r}", what=tr(table.key), name=id), where=file)
    return _write(content, file, table, remaining)


def move_row(content: Content, file: str, table: AnyTable, id: str, to: int) -> Content:
    """The content with this row moved to another position, counted from 0. Raises EditRefused."""
    row = row_of(content, file, table, id)
    if row is None:
        raise EditRefused(tr("there is no {what} {name!r}", what=tr(table.key), name=id), where=file)
    rows = [each for each in rows_of(content, file, table) if each.get("id") != id]
    rows.insert(max(0, to), row)
    return _write(content, file, table, rows)


def each_row(
    content: Content, file: str, table: AnyTable, change: Callable[[dict[str, Any]], RowData]
) -> Content:
    """The content with `change` applied to every row of a file."""
    rows = rows_of(content, file, table)
    changed = [_ordered(table, change(dict(row))) for row in rows]
    return content if changed == list(rows) else _write(content, file, table, changed)


def table_of(content: Content, file: str) -> dict[str, Any]:
    """The table of a TOML file, empty without the file. Raises EditRefused."""
    try:
        return toml_of(content.get(file, b""))
    except Unreadable as error:
        raise EditRefused(error.why, where=labelled(file, error.where)) from None


def head_of(content: Content) -> dict[str, Any]:
    """The whole catalogue as a table. Raises EditRefused."""
    return table_of(content, CATALOG)


def put_head(content: Content, key: str, value: object) -> Content:
    """The content with `key = value` set at the top of its catalogue. Raises EditRefused."""
    try:
        return with_file(content, CATALOG, with_value(_text(content, CATALOG), key, value).encode())
    except (ValueError, TypeError) as error:
        raise EditRefused(tr("the catalogue cannot be changed: {why}", why=error), where=CATALOG) from None


def file_of(content: Content, table: AnyTable) -> str:
    """The file of a table that has one file, by its default name if the catalogue names none."""
    name = head_of(content).get(table.named_by)
    return name if isinstance(name, str) and name else f"{table.named_by}.toml"


def free_id(ids: Sequence[str], prefix: str) -> str:
    """The prefix with the number after the highest one in use, such as `F7`."""
    numbers = (id.removeprefix(prefix) for id in ids if id.startswith(prefix))
    return (
        f"{prefix}{max((int(each) for each in numbers if each.isascii() and each.isdigit()), default=0) + 1}"
    )


def slug(name: str, used: Collection[str], otherwise: str) -> str:
    """Letters and digits of a name, as `kara-gate`, made unique; `otherwise` if there are none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_ID_LENGTH].strip("-") or otherwise
    number = 1
    # Files are named by ids, and Windows has no files with these names.
    while (candidate := words if number == 1 else f"{words}-{number}") in {*used, *DEVICES}:
        number += 1
    return candidate


def with_name(row: dict[str, Any], key: str, name: str, named: bool) -> dict[str, Any]:
    """The row with `name` added to or removed from the list under `key`."""
    names = row.get(key) or []
    if (name in names) == named:
        return row
    return {**row, key: [*names, name] if named else [each for each in names if each != name]}


def _ordered(table: AnyTable, row: RowData) -> dict[str, Any]:
    """The row's keys in the order of its schema, without values of None."""
    keys = table.schema.__struct_fields__
    values = {key: _plain(value) for key, value in row.items() if value is not None}
    return {
        key: values[key]
        for key in (*(key for key in keys if key in values), *(key for key in values if key not in keys))
    }


def _plain(value: object) -> object:
    """The value with lists and dicts, as parsed from TOML."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _named(content: Content, file: str, table: AnyTable) -> Content:
    if not table.named_by:
        return content
    if not table.several:
        return content if file in content else put_head(content, table.named_by, file)
    files = [*head_of(content).get(table.named_by, [])]
    return content if file in files else put_head(content, table.named_by, [*files, file])


def _write(content: Content, file: str, table: AnyTable, rows: Sequence[RowData]) -> Content:
    try:
        return with_file(content, file, with_rows(_text(content, file), table.key, rows).encode())
    except (ValueError, TypeError) as error:
        raise EditRefused(tr("the file cannot be changed: {why}", why=error), where=file) from None


def _text(content: Content, file: str) -> str:
    return content.get(file, b"").decode()
