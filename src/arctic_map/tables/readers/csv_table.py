"""Text tables: detects encoding, delimiter and header, and reads the rows."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.attributes.cell_text import unescaped
from arctic_map.tables.readers.coordinate_columns import find_columns

USUAL = "cp1252"
_WESTERN = "éèêëàâäáåæçîïíñöôóòøœùûüúßÉÈÀÄÅÆÇÖÓØÜ°–’“”"
_RUSSIAN = ("cp1251", "cp866", "koi8-r")
_RUNS, _BEFORE = 20_000, 20
"""Runs of bytes beyond ASCII from which an encoding is guessed, and bytes taken before each."""
_DEGREE = b"\xb0"
_HIGH = re.compile(rb"[^\x00-\x7f]+")
_WORD = re.compile(r"[А-Яа-яЁё]+")
_RUSSIAN_WORD = re.compile(r"[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")


def guessed(content: bytes) -> str:
    """`ascii`, `utf-8`, `cp1251`, `cp866`, `koi8-r`, `gbk`, or `cp1252` if nothing else fits."""
    if content.isascii():
        return "ascii"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        # The text may have been cut within its last character.
        if error.start >= len(content) - 3 and not content[: error.start].isascii():
            return "utf-8"
    else:
        return "utf-8"
    some = _sample(content)
    if _is_nearly_utf8(some):
        return "utf-8"
    # The degree sign has the same code in Western and Russian encodings.
    plain = some.replace(_DEGREE, b"")
    if plain.isascii():
        return USUAL
    scores = {name: _russian(plain, name) for name in _RUSSIAN}
    scores["gbk"] = _chinese(some)
    scores[USUAL] = _western(plain)
    return max(scores, key=lambda name: scores[name])


def _sample(content: bytes) -> bytes:
    """The first runs beyond ASCII with what stands before them, wherever they are in the text."""
    pieces, end = [], 0
    for run in islice(_HIGH.finditer(content), _RUNS):
        start = max(end, run.start() - _BEFORE)
        pieces.append((b" " if start > end else b"") + content[start : run.end()])
        end = run.end()
    return b"".join(pieces)


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether the text is UTF-8 with a few damaged bytes."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(not sign.isascii() for sign in text) > 5 * bad


def _russian(content: bytes, encoding: str) -> float:
    """Score from 0 to 1: share of characters beyond ASCII in words with capitals where Russian has them."""
    text = content.decode(encoding, "replace")
    high = sum(not sign.isascii() for sign in text)
    sound = 0
    for word in _WORD.findall(text):
        if len(word) > 1 and _RUSSIAN_WORD.fullmatch(word):
            # Other encodings turn lower case into words of capitals, so these count less.
            sound += len(word) if word[-1].islower() else len(word) // 2
    common = sum(text.count(letter) for letter in "оеаинтсрОЕАИНТСР")
    return 0.6 * sound / high + 0.4 * min(1.0, 2.0 * common / high)


def _chinese(content: bytes) -> float:
    """Score from 0 to 1: share of bytes beyond ASCII in pairs for the 3,755 common characters of GB 2312."""
    high = usual = 0
    for run in _HIGH.findall(content):
        high += len(run)
        if len(run) % 2 == 0:
            usual += sum(
                2 for at in range(0, len(run), 2) if 0xB0 <= run[at] <= 0xD7 and 0xA1 <= run[at + 1] <= 0xFE
            )
    return usual / high


def _western(content: bytes) -> float:
    text = content.decode(USUAL, "replace")
    high = [sign for sign in text if not sign.isascii()]
    # Accented letters usually stand between plain ones.
    alone = len(re.findall(r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])", text))
    return 0.9 * alone / len(high) * sum(sign in _WESTERN for sign in high) / len(high) + 0.05


DELIMITERS = (",", ";", "\t", "|")
FIRST_ROWS = 50
"""Rows examined to detect the delimiter."""
MAX_PREAMBLE_ROWS = 20
"""Maximum rows of titles and remarks before the header."""
MAX_COLUMNS = 200
MAX_CONTROL_SHARE = 0.02
"""Maximum share of control characters in a damaged text."""
_MARKS = (
    *((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32")),
    *((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")),
)
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r\f\x1a"})
_LOOKED_AT = 4096
Row = tuple[str, list[str]]
"""The position, such as `line 4`, `lines 4-6` or `row 4`, and the cells."""


@dataclass(slots=True)
class Table:
    """The contents of a table, as texts."""

    header: list[str] = field(default_factory=list)
    """Unique column names."""
    rows: list[Row] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    total: int = 0
    """Number of rows in the file."""


STRAY_MARK = tr_later("a quote in it is not closed; it is read as a plain character")
LINE, LINES = tr_later("line {number}"), tr_later("lines {start}-{end}")


def read_table(content: bytes, columns: Sequence[str] = ()) -> Table:
    """Read header, rows and problems of a table; the header has the `columns`. Raises Unreadable."""
    text, problems = _decoded(content)
    if not text.strip():
        raise Unreadable(tr("the file is empty"))
    table = Table(problems=problems)
    fill(table, _rows(text, table), columns)
    return table


def fill(table: Table, rows: Iterator[Row], columns: Sequence[str] = ()) -> None:
    """Find the header, which has the `columns`, among the first rows, and add the rows that follow."""
    first = [*islice(rows, MAX_PREAMBLE_ROWS)]
    if not first:
        return
    at = next((number for number, (_, cells) in enumerate(first) if find_columns(cells, columns)), 0)
    if at:
        table.problems.append(
            (first[0][0], tr("what stands before the header in {place} is not read", place=first[at][0]))
        )
    cells = first[at][1]
    _add_rows(table, first[at + 1 :])
    _add_rows(table, rows)
    if table.rows and _lacks_first_name(cells, table.rows):
        table.problems.append(
            (first[at][0], tr("the header has no name for the first column; row names are expected"))
        )
        cells = ["", *cells]
    table.header = _header(cells)
    _report_cells(table)


def _add_rows(table: Table, rows: Iterator[Row] | Sequence[Row]) -> None:
    for row in rows:
        table.total += 1
        if table.total <= bounded_reading.MAX_ROWS:
            table.rows.append(row)


def _rows(text: str, table: Table) -> Iterator[Row]:
    """Yield all rows that are not empty. An unreadable row ends the table with a problem."""
    csv.field_size_limit(bounded_reading.MAX_SIZE)
    delimiter, text, before = _delimiter_line(text)
    spaced = f'{delimiter} "' in text[:_LOOKED_AT]
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=spaced)
    start, line, lines, width, whole = before + 1, tr(LINE), tr(LINES), 0, list[str]()
    try:
        for cells in reader:
            end = before + reader.line_num
            if start == end:
                width = len(cells)
                if any(cell.strip() for cell in cells):
                    yield line.format(number=end), cells
            elif any(delimiter in cell and len(cell.splitlines()) > 1 for cell in cells):
                whole = whole or [*StringIO(text, newline="")]
                part = whole[start - before - 1 : end - before]
                if rows := _rows_of_lines(part, delimiter, width):
                    table.problems.append((line.format(number=start), tr(STRAY_MARK)))
                    yield from (
                        (line.format(number=start + number), row) for number, row in enumerate(rows) if row
                    )
                else:
                    yield lines.format(start=start, end=end), cells
            elif any(cell.strip() for cell in cells):
                yield lines.format(start=start, end=end), cells
            start = end + 1
    except csv.Error as error:
        table.problems.append(
            (line.format(number=start), tr("the table ends here for the atlas: {why}", why=error))
        )


def _rows_of_lines(lines: Sequence[str], delimiter: str, width: int) -> list[list[str]]:
    """The cells of each line if a stray quotation mark made one row of them all, else none."""
    try:
        [*csv.reader(lines, delimiter=delimiter, strict=True)]
        if delimiter != "\t":
            return []
    except csv.Error:
        pass
    rows = []
    for line in lines:
        mark = None if line.count('"') % 2 else '"'
        rows += [*csv.reader([line], delimiter=delimiter, quotechar=mark)]
    return rows if sum(len(row) == width for row in rows) > len(rows) / 2 else []


def _delimiter_line(text: str) -> tuple[str, str, int]:
    """The delimiter, the text, and the number of lines that declare it, such as `sep=;` for Excel."""
    line, _, rest = text.partition("\n")
    plain = line.strip().strip('"')
    if plain.lower().startswith("sep=") and len(plain) == len("sep=") + 1:
        return plain[-1], rest, 1
    return ("\t" if plain.lower() == "sep=" else delimiter_of(text)), text, 0


def delimiter_of(text: str) -> str:
    """The delimiter that splits the most rows, and the first one, into the same number of cells.

    If several do, it is one that leaves names of coordinates in the first row.
    """
    first = [*islice(filter(str.strip, text.splitlines()), FIRST_ROWS)]
    if find_columns([first[0].strip().strip('"')]):
        # A single column of well-known text, in which commas do not separate cells.
        return "\t"
    lines = StringIO("\n".join(first))
    best, most = ",", (0.0, False, False, 0)
    for delimiter in DELIMITERS:
        lines.seek(0)
        try:
            rows = [*csv.reader(lines, delimiter=delimiter, skipinitialspace=True)]
        except csv.Error:
            continue
        widths = [len(row) for row in rows]
        width, same = Counter(widths).most_common(1)[0]
        score = (round(same / len(widths), 1), width == widths[0], find_columns(rows[0]) is not None, width)
        if width > 1 and score > most:
            best, most = delimiter, score
    return best


def _lacks_first_name(header: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether all rows have one cell more than the header, as in tables of R with row names."""
    return all(len(cells) == len(header) + 1 and cells[-1].strip() for _, cells in rows)


def _header(cells: Sequence[str]) -> list[str]:
    """Unique column names."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = unescaped(cell.strip()) or f"column {number}"
        while name in names:
            name = f"{name} ({number})"
        names[name] = None
    return [*names]


def _report_cells(table: Table) -> None:
    width = len(table.header)
    if width > MAX_COLUMNS:
        table.problems.append(
            (
                "",
                tr(
                    "the table has {count} columns; the first {most} are read",
                    count=digits(f"{width:,}"),
                    most=MAX_COLUMNS,
                ),
            )
        )
    for place, cells in table.rows:
        if len(cells) > width and any(map(str.strip, cells[width:])):
            table.problems.append(
                (
                    place,
                    tr(
                        "it has {cells} cells, the header {width}; the last are not read",
                        cells=digits(f"{len(cells):,}"),
                        width=digits(f"{width:,}"),
                    ),
                )
            )


def _decoded(content: bytes) -> tuple[str, list[FileProblem]]:
    """The text, and problems of its encoding. Raises Unreadable."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "") or _wide(content)
    if not encoding and len(content[:_LOOKED_AT].translate(None, _CONTROLS)) < (1 - MAX_CONTROL_SHARE) * len(
        content[:_LOOKED_AT]
    ):
        raise Unreadable(tr("this is not text; a table must be saved as CSV, in UTF-8"))
    encoding = encoding or guessed(content)
    text, problems = content.decode(encoding, "replace"), list[FileProblem]()
    if encoding not in ("ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        why = tr(
            "nothing says in which letters it is written; they are read as {encoding}, by a guess",
            encoding=encoding,
        )
        problems.append(("", why))
    if broken := text.count("\ufffd"):
        problems.append(("", not_valid(broken, encoding)))
    if nothing := text.count("\0"):
        problems.append(
            ("", tr("it contains {count} NUL characters, which are left out", count=digits(f"{nothing:,}")))
        )
    return text.replace("\0", ""), problems


def not_valid(count: int, encoding: str) -> str:
    """The message that characters are damaged."""
    return tr(
        "{count} characters are not valid {encoding}; � stands for them",
        count=digits(f"{count:,}"),
        encoding=encoding.upper(),
    )


def _wide(content: bytes) -> str:
    """The kind of UTF-16 without a mark, or empty. Every second byte of Latin text is zero."""
    some = content[:_LOOKED_AT]
    even, odd = some[::2].count(0), some[1::2].count(0)
    if max(even, odd) < max(4, len(some) / 8) or min(even, odd) > len(some) / 100:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
