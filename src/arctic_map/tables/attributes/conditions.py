"""SQL conditions: of filters typed below a heading, and checks of those that users write.

Checks bound the cost. DuckDB can be interrupted only between blocks of rows, and the results of text
functions are not part of its memory limit. A condition may therefore only call functions whose result is no
longer than their input and whose time is linear in it: `printf('%2000000000d', n)` takes minutes and
gigabytes for a single row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from arctic_map.model.attributes import DATES, NUMBERS, Field, Kind
from arctic_map.model.tr import number_with_comma_in, tr

Condition = tuple[str, tuple[object, ...]]
"""SQL with a `?` for each value, and the values."""
_COMPARED = re.compile(r"(<=|>=|!=|<>|<|>|=)\s*(.*)", re.DOTALL)
_RANGE = re.compile(r"(.*?)\s*\.\.\s*(.*)", re.DOTALL)
_GROUPED = re.compile(r"[+\-\N{MINUS SIGN}]?\d{1,3}(,\d{3})+")
_DAYS = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


def quoted(column: str) -> str:
    """A column name quoted for SQL."""
    return '"{}"'.format(column.replace('"', '""'))


def condition(field: Field, text: str) -> Condition | None:
    """The condition for a filter text, or None for an empty one.

    `= x`, `!= x`, `< 3`, `2..5` compare. `=` alone matches rows without a value, `!=` rows with one. Any
    other text is searched for within values, ignoring case.
    """
    text = text.strip()
    if not text:
        return None
    column = quoted(field.column)
    compared = _COMPARED.fullmatch(text)
    if compared and not compared[2].strip():
        return {"=": (f"{column} IS NULL", ()), "!=": (f"{column} IS NOT NULL", ())}.get(compared[1])
    if field.kind in NUMBERS:
        clause = _of_number(column, text, compared, whole=field.kind is Kind.INTEGER)
    elif field.kind in DATES:
        clause = _of_days(column, text, compared)
    else:
        clause = _of_text(field, compared)
    return clause or (f"contains(lower({as_text(field)}), lower(?))", (text,))


def as_text(field: Field) -> str:
    """SQL for a field's values as displayed text."""
    column = quoted(field.column)
    if field.kind is Kind.BOOLEAN:
        return f"CASE WHEN {column} THEN 'yes' WHEN NOT {column} THEN 'no' END"
    return column if field.kind is Kind.TEXT else f"CAST({column} AS VARCHAR)"


def _of_number(column: str, text: str, compared: re.Match[str] | None, *, whole: bool) -> Condition | None:
    if compared and (value := _number(compared[2], whole=whole)) is not None:
        return f"{column} {compared[1]} ?", (value,)
    if match := _RANGE.fullmatch(text):
        ends = _number(match[1], whole=whole), _number(match[2], whole=whole)
        if None not in ends:
            return f"{column} BETWEEN ? AND ?", ends
    return None


def _number(text: str, *, whole: bool) -> int | float | None:
    # In a field of whole numbers, a comma can only separate thousands.
    return number_with_comma_in(text.replace(",", "") if whole and _GROUPED.fullmatch(text.strip()) else text)


def _of_days(column: str, text: str, compared: re.Match[str] | None) -> Condition | None:
    """A condition on a year, month or day. `2022` means the whole year."""
    if compared:
        if not (days := _days(compared[2])):
            return None
        first, after = days
        match compared[1]:
            case "=":
                return f"{column} >= ? AND {column} < ?", (first, after)
            case "!=" | "<>":
                return f"NOT ({column} >= ? AND {column} < ?)", (first, after)
            case "<" | ">=":
                return f"{column} {compared[1]} ?", (first,)
            case _:
                return f"{column} {'<' if compared[1] == '<=' else '>='} ?", (after,)
    if range_match := _RANGE.fullmatch(text):
        ends = _days(range_match[1]), _days(range_match[2])
        if ends[0] and ends[1]:
            return f"{column} >= ? AND {column} < ?", (ends[0][0], ends[1][1])
    return None


def _days(text: str) -> tuple[date, date] | None:
    """The first day, and the day after the last, or None."""
    match = _DAYS.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, first + timedelta(days=1)
        if month:
            return first, date(year + month // 12, month % 12 + 1, 1)
        return first, date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None


def _of_text(field: Field, compared: re.Match[str] | None) -> Condition | None:
    if compared and compared[1] in ("=", "!=", "<>"):
        return f"{as_text(field)} {compared[1]} ?", (compared[2].strip(),)
    return None


MAX_LENGTH = 2000
"""Maximum characters of a condition and of an error message."""
MAX_PATTERN_LENGTH = 500
"""Maximum characters of a search text."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPERATORS = _names("+ - * / // % ** ^")
NUMBER_FUNCTIONS = _names(
    """abs ceil ceiling floor round trunc sign sqrt exp ln log log2 log10 pow power mod
    sin cos tan degrees radians isnan isinf isfinite"""
)
TEXT_FUNCTIONS = _names(
    """lower upper lcase ucase trim ltrim rtrim left right substr substring length strlen strip_accents
    starts_with prefix ends_with suffix ^@"""
)
DATE_FUNCTIONS = _names(
    """year month day hour minute second quarter week weekday dayofweek dayofyear isodow decade century
    date_part datepart date_trunc datetrunc date_diff datediff make_date
    to_years to_months to_weeks to_days to_hours to_minutes to_seconds"""
)
CHOICES = _names("if ifnull nullif greatest least")
SEARCHES = _names(
    """~~ !~~ ~~* !~~* like_escape not_like_escape ilike_escape not_ilike_escape
    contains instr strpos position"""
)
"""Functions that search for their second argument in the first."""
FUNCTIONS = OPERATORS | NUMBER_FUNCTIONS | TEXT_FUNCTIONS | DATE_FUNCTIONS | CHOICES | SEARCHES
TYPES = _names(
    """varchar text string integer int bigint double float real decimal numeric boolean bool
    date time timestamp interval"""
)
PARTS = _names("COMPARISON CONJUNCTION OPERATOR BETWEEN CASE CAST TYPE CONSTANT COLUMN_REF")
"""Parts of a condition besides functions, as DuckDB's parser names them."""
RESULTS = _names("FUNCTION CASE CAST OPERATOR")
_UNKNOWN = re.compile(r'Referenced column "(.*?)"')
_SUGGESTED = re.compile(r'Candidate bindings: "(.*?)"')
Node = dict[str, Any]
Parse = Callable[[str], str]
"""Returns the syntax tree of a statement as JSON."""


class WrongExpression(Exception):
    """A condition is invalid. The message is a sentence for users."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked condition."""

    sql: str
    """The condition in parentheses."""
    columns: frozenset[str]
    """Names in lower case."""
    results: int
    """Number of intermediate results that may be texts."""


def checked(text: str, parse: Parse) -> Expression:
    """The checked condition. Raises WrongExpression if it is anything else, or may cost too much."""
    if len(text) > MAX_LENGTH:
        raise WrongExpression(tr("a condition has at most {count} characters", count=MAX_LENGTH))
    _require_brackets(text)
    # The line break ends a comment at the end of the text.
    sql = f"({text}\n)"
    nodes = [*_nodes(parse(f"SELECT 1 FROM features WHERE {sql}"))]
    for node in nodes:
        _require_allowed(node)
    columns = {node["column_names"][-1].lower() for node in nodes if node["class"] == "COLUMN_REF"}
    return Expression(sql, frozenset(columns), sum(node["class"] in RESULTS for node in nodes))


def _require_brackets(text: str) -> None:
    """Raise WrongExpression if the text closes more brackets than it opens, or ends the statement."""
    depth, content = 0, text.encode()
    try:
        tokens = duckdb.tokenize(text)
    except duckdb.Error as error:
        raise WrongExpression(reason(error)) from None
    for start, kind in tokens:
        if kind is not duckdb.token_type.operator:
            continue
        sign = content[start : start + 1]
        depth += {b"(": 1, b")": -1}.get(sign, 0)
        if depth < 0:
            raise WrongExpression(tr("a closing bracket has no opening bracket"))
        if sign == b";":
            raise WrongExpression(tr("only one condition is possible"))


def _nodes(parsed: str) -> Iterator[Node]:
    """Yield all nodes of a syntax tree that have a class. Raises WrongExpression for a syntax error."""
    tree: Node = json.loads(parsed)
    if tree["error"]:
        raise WrongExpression(tree["error_message"].partition("\n")[0][:MAX_LENGTH])
    rest: list[object] = [tree["statements"][0]["node"]["where_clause"]]
    while rest:
        match rest.pop():
            case dict() as node:
                rest += node.values()
                if "class" in node:
                    yield node
            case list() as several:
                rest += several


def _require_allowed(node: Node) -> None:
    match node["class"]:
        case "FUNCTION":
            _require_bounded(node["function_name"].lower(), node["arguments"])
        case "SUBQUERY":
            raise WrongExpression(tr("a condition cannot contain another query"))
        case "TYPE":
            if node["type_name"].lower() not in TYPES:
                raise WrongExpression(_not_available(node["type_name"]))
        case part if part not in PARTS:
            raise WrongExpression(_not_available(part.lower().replace("_", " ")))


def _require_bounded(name: str, arguments: list[Node]) -> None:
    if name not in FUNCTIONS:
        raise WrongExpression(_not_available(name))
    if name in SEARCHES:
        for pattern in arguments[1:]:
            node = pattern["expression"]
            if node["class"] != "CONSTANT" or len(str(node["literal"].get("text"))) > MAX_PATTERN_LENGTH:
                raise WrongExpression(tr("a search text must be short and in single quotes"))


def _not_available(name: str) -> str:
    return tr("{name} is not available in a condition; the help lists what is", name=name)


def reason(error: duckdb.Error) -> str:
    """DuckDB's error as a message for users."""
    message = str(error)
    if unknown := _UNKNOWN.search(message):
        suggested = _SUGGESTED.search(message)
        if suggested:
            return tr("there is no field {name}; did you mean {meant}?", name=unknown[1], meant=suggested[1])
        return tr("there is no field {name}", name=unknown[1])
    if isinstance(error, duckdb.InterruptException):
        return tr("it takes too long")
    if isinstance(error, duckdb.OutOfMemoryException):
        return tr("it needs too much memory")
    first = message.partition("\n")[0]
    return first.partition(": ")[2][:MAX_LENGTH] or first[:MAX_LENGTH]
