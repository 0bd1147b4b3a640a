"""Rows of the tables of a content: facts, people, the ledger, charts, the tour, layers and sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from arctic_map.content.catalog_file import CATALOG, LayerRow, SourceRow
from arctic_map.content.charts import ChartRow
from arctic_map.content.editing.toml_blocks import parsed, with_rows, with_value
from arctic_map.content.edits import Content, EditRefused, with_file
from arctic_map.content.facts import FactRow
from arctic_map.content.ledger import LedgerRow
from arctic_map.content.people import PersonRow
from arctic_map.content.tour import StepRow
from arctic_map.content.views import ViewRow

Row = Mapping[str, object]
FACT, PERSON, STEP, CHART, LEDGER, VIEW = "fact", "person", "step", "chart", "row", "view"
LAYER, SOURCE = "layer", "source"
"""The tables, as files write them: [[fact]]."""
KEYS = {
    FACT: FactRow.__struct_fields__,
    PERSON: PersonRow.__struct_fields__,
    STEP: StepRow.__struct_fields__,
    CHART: ChartRow.__struct_fields__,
    LEDGER: LedgerRow.__struct_fields__,
    LAYER: LayerRow.__struct_fields__,
    SOURCE: SourceRow.__struct_fields__,
    VIEW: ViewRow.__struct_fields__,
}
"""The keys of a row, in the order in which they are written."""
NAMED_BY = {PERSON: "people", STEP: "tour", CHART: "charts", LEDGER: "ledger", VIEW: "views"}
"""The catalogue's key for the one file of a table."""


def rows_of(content: Content, file: str, table: str) -> tuple[dict[str, Any], ...]:
    """The rows of a file in their order; none where there is no such file. Raises EditRefused."""
    if file not in content:
        return ()
    found = _read(content, file).get(table, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise EditRefused(f"the file is not a list of [[{table}]]", where=file)
    return tuple(found)


def row_of(content: Content, file: str, table: str, id: str) -> dict[str, Any] | None:
    return next((row for row in rows_of(content, file, table) if row.get("id") == id), None)


def put_row(content: Content, file: str, table: str, row: Row, at: int | None = None) -> Content:
    """The content with this row: in the place of the one with its id, else at a place or at the end.

    A key whose value is None is not written. A file that is not there is made, and named by the catalogue.
    Raises EditRefused.
    """
    new = _ordered(table, row)
    rows = list(rows_of(content, file, table))
    number = next((number for number, each in enumerate(rows) if each.get("id") == new.get("id")), None)
    if number is not None:
        rows[number] = new
    else:
        rows.insert(len(rows) if at is None else at, new)
    return _write(_named(content, file, table), file, table, rows)


def remove_row(content: Content, file: str, table: str, id: str) -> Content:
    """The content without this row. Raises EditRefused where there is none."""
    rows = rows_of(content, file, table)
    kept = [row for row in rows if row.get("id") != id]
    if len(kept) == len(rows):
        raise EditRefused(f"there is no {table} {id!r}", where=file)
    return _write(content, file, table, kept)


def move_row(content: Content, file: str, table: str, id: str, to: int) -> Content:
    """The content with this row at another place among its like, from 0. Raises EditRefused."""
    row = row_of(content, file, table, id)
    if row is None:
        raise EditRefused(f"there is no {table} {id!r}", where=file)
    rows = [each for each in rows_of(content, file, table) if each.get("id") != id]
    rows.insert(max(0, to), row)
    return _write(content, file, table, rows)


def each_row(content: Content, file: str, table: str, change: Callable[[dict[str, Any]], Row]) -> Content:
    """The content with every row of a file as `change` gives it."""
    rows = rows_of(content, file, table)
    changed = [_ordered(table, change(dict(row))) for row in rows]
    return content if changed == list(rows) else _write(content, file, table, changed)


def head_of(content: Content) -> dict[str, Any]:
    """What the catalogue says, with its tables. Raises EditRefused."""
    return _read(content, CATALOG)


def put_head(content: Content, key: str, value: object) -> Content:
    """The content whose catalogue says `key = value` in its head. Raises EditRefused."""
    try:
        return with_file(content, CATALOG, with_value(_text(content, CATALOG), key, value).encode())
    except (ValueError, TypeError) as error:
        raise EditRefused(f"the catalogue cannot be changed: {error}", where=CATALOG) from None


def file_of(content: Content, table: str) -> str:
    """The file of people, charts, the tour or the ledger; its usual name where the catalogue names none."""
    key = NAMED_BY[table]
    name = head_of(content).get(key)
    return name if isinstance(name, str) and name else f"{key}.toml"


def free_id(ids: Sequence[str], prefix: str) -> str:
    """`F7`: the prefix with the first number that is higher than all others."""
    numbers = (id.removeprefix(prefix) for id in ids if id.startswith(prefix))
    return (
        f"{prefix}{max((int(each) for each in numbers if each.isascii() and each.isdigit()), default=0) + 1}"
    )


def _ordered(table: str, row: Row) -> dict[str, Any]:
    """The row's keys in the order of its table, without those that say nothing."""
    keys = KEYS.get(table, ())
    said = {key: _plain(value) for key, value in row.items() if value is not None}
    return {
        key: said[key]
        for key in (*(key for key in keys if key in said), *(key for key in said if key not in keys))
    }


def _plain(value: object) -> object:
    """As TOML gives it back: lists and dicts."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _named(content: Content, file: str, table: str) -> Content:
    if file in content:
        return content
    if table == FACT:
        facts = [*head_of(content).get("facts", [])]
        return content if file in facts else put_head(content, "facts", [*facts, file])
    return put_head(content, NAMED_BY[table], file) if table in NAMED_BY else content


def _write(content: Content, file: str, table: str, rows: Sequence[Row]) -> Content:
    try:
        return with_file(content, file, with_rows(_text(content, file), table, rows).encode())
    except (ValueError, TypeError) as error:
        raise EditRefused(f"the file cannot be changed: {error}", where=file) from None


def _read(content: Content, file: str) -> dict[str, Any]:
    try:
        return parsed(_text(content, file))
    except ValueError as error:
        raise EditRefused(f"the file is not TOML: {error}", where=file) from None


def _text(content: Content, file: str) -> str:
    return content.get(file, b"").decode()
