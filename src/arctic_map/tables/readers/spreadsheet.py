"""Spreadsheets of Excel and LibreOffice whose sheets have columns of coordinates or of well-known text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from arctic_map.model.opened import Choice, LayerOfFile
from arctic_map.model.tr import digits, tr
from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import Unreadable, read_bytes
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.readers import file_kinds
from arctic_map.tables.readers.coordinate_columns import columns_of, find_columns
from arctic_map.tables.readers.csv_table import Row, Table, fill
from arctic_map.tables.readers.delimited import rows_of
from arctic_map.tables.readers.read_features import RawRows

MAX_CELLS = 30_000_000
"""Maximum cells between the first and the last cell of a sheet. The library keeps them all in memory."""
Cell = str | int | float | bool | date | datetime | time | timedelta
_XLSX_COLUMN = re.compile(rb'\br="([A-Z]{1,3})[0-9]')
_XLSX_ROW = re.compile(rb'\br="[A-Z]{0,3}([0-9]{1,7})"')
_ODS_PART = re.compile(rb"<(table:table-row|table:table-cell|table:table)\b([^>]*)>")
_ODS_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="([0-9]{1,9})"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its rows."""

    name: str
    table: Table = field(compare=False)

    def has_places(self, columns: Sequence[str] = ()) -> bool:
        """Whether the `columns`, or some with usual names, say where."""
        return find_columns(self.table.header, columns) is not None


def read_raw(path: Path, choice: Choice) -> RawRows:
    """The rows with a position of the chosen sheets, or of all that have coordinate columns.

    Raises Unreadable, or UnknownPlace if the reference system is needed.
    """
    content = _content(path)
    sheets = _sheets(content, path.suffix.lower(), choice.columns)
    digest = sha256(content).hexdigest()
    chosen = _chosen(sheets, choice)
    if len(chosen) == 1:
        raw_rows = rows_of(chosen[0].table, choice, digest)
    else:
        raw_rows = RawRows(digest=digest, untyped=True)
        for sheet in chosen:
            _add(raw_rows, sheet.name, rows_of(_with_layer(sheet), choice, digest))
    raw_rows.layers = _layers(sheets)
    return raw_rows


def layers(path: Path) -> tuple[LayerOfFile, ...]:
    """The sheets that have coordinate columns. Raises Unreadable."""
    return _layers(_sheets(_content(path), path.suffix.lower(), ()))


def _layers(sheets: Sequence[Sheet]) -> tuple[LayerOfFile, ...]:
    placed = [sheet for sheet in sheets if sheet.has_places()]
    return tuple(LayerOfFile(sheet.name, "Point", sheet.table.total) for sheet in placed)


def _chosen(sheets: Sequence[Sheet], choice: Choice) -> list[Sheet]:
    names = choice.layers
    if unknown := [name for name in names if name not in {sheet.name for sheet in sheets}]:
        listed = tr(", ").join(sanitized(sheet.name, 60) for sheet in sheets)
        raise Unreadable(
            tr(
                "it has no sheet {name!r}; its sheets are {sheets}",
                name=sanitized(unknown[0], 60),
                sheets=listed,
            )
        )
    chosen = [
        sheet for sheet in sheets if (sheet.name in names if names else sheet.has_places(choice.columns))
    ]
    if not chosen:
        # Says which columns are needed, and which there are.
        columns_of(max(sheets, key=lambda sheet: len(sheet.table.rows)).table.header, choice.columns)
    return chosen


def _with_layer(sheet: Sheet) -> Table:
    """The table with the name of the sheet in a column `layer`, unless it has one."""
    table, width = sheet.table, len(sheet.table.header)
    if "layer" in table.header:
        return table
    rows = [(place, [*(cells + [""] * width)[:width], sheet.name]) for place, cells in table.rows]
    return replace(table, header=[*table.header, "layer"], rows=rows)


def _add(found: RawRows, name: str, rows: RawRows) -> None:
    """Append the rows of a sheet, whose name is added to their positions."""
    found.rows += [(f"{name}, {place}", row) for place, row in rows.rows]
    found.problems += [(f"{name}, {place}" if place else name, why) for place, why in rows.problems]
    found.total += rows.total
    found.projected |= rows.projected


def _content(path: Path) -> bytes:
    return read_bytes(path, largest=bounded_reading.MAX_TEXT_SIZE)


@lru_cache(maxsize=1)
def _sheets(content: bytes, suffix: str, columns: Sequence[str]) -> tuple[Sheet, ...]:
    """The sheets that are not empty. Raises Unreadable."""
    if suffix != ".xls":
        _require_bounded(file_kinds.texts(content, bounded_reading.MAX_TEXT_SIZE))
    sheets = []
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ is not SheetTypeEnum.WorkSheet:
                    continue
                worksheet = book.get_sheet_by_name(sheet.name)
                # Rows are counted from the first one of the sheet, which may be empty.
                rows = enumerate(worksheet.iter_rows(), 1)
                table = Table()
                fill(table, _text_rows(rows), columns)
                if table.header:
                    sheets.append(Sheet(sheet.name, table))
    except PasswordError:
        raise Unreadable(tr("it is locked with a password; save it without one")) from None
    except CalamineError as error:
        raise Unreadable(
            tr("it cannot be read as a spreadsheet: {why}", why=sanitized(str(error), 100))
        ) from None
    if not sheets:
        raise Unreadable(tr("the file is empty"))
    return tuple(sheets)


def _text_rows(rows: Iterator[tuple[int, Sequence[Cell]]]) -> Iterator[Row]:
    place = tr("row {number}", number="{number}")
    for number, cells in rows:
        texts = [_text(cell) for cell in cells]
        if any(text.strip() for text in texts):
            yield place.format(number=number), texts


def _text(cell: Cell) -> str:
    match cell:
        case bool():
            return str(cell).lower()
        case float() | int():
            # Excel keeps 15 significant digits.
            return f"{cell:.15g}"
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return cell


def _require_bounded(texts: dict[str, bytes]) -> None:
    """Raise Unreadable if a sheet spans more cells than are read, as a single one far out makes it do."""
    for name, text in texts.items():
        cells = (
            _ods_cells(text) if name == "content.xml" else _xlsx_cells(text) if "/worksheets/" in name else 0
        )
        if cells > MAX_CELLS:
            raise Unreadable(
                tr(
                    "a sheet spans {count} cells, and at most {most} are read; delete what "
                    "stands far below or to the right of its table, or save it as CSV",
                    count=digits(f"{cells:,}"),
                    most=digits(f"{MAX_CELLS:,}"),
                )
            )


def _xlsx_cells(text: bytes) -> int:
    rows = max(map(int, set(_XLSX_ROW.findall(text))), default=0)
    return rows * max(map(_column, set(_XLSX_COLUMN.findall(text))), default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _ods_cells(text: bytes) -> int:
    """The cells of the largest sheet, up to its last row and column with a value."""
    most = columns = before = repeated = width = 0
    for tag, attributes in _ODS_PART.findall(text):
        count = int(match[1]) if (match := _ODS_REPEATED.search(attributes)) else 1
        if tag == b"table:table":
            columns = before = repeated = 0
        elif tag == b"table:table-row":
            before += repeated
            repeated, width = count, 0
        else:
            width += count
            if b"value-type" in attributes:
                columns = max(columns, width)
                most = max(most, (before + repeated) * columns)
    return most
