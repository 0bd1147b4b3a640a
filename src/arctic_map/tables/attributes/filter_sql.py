"""Filters typed below a column heading, as SQL conditions with parameters."""

from __future__ import annotations

import re
from datetime import date, timedelta

from arctic_map.model.attributes import DATES, NUMBERS, Field, Kind

Condition = tuple[str, tuple[object, ...]]
"""SQL with a `?` for each value, and the values."""
_COMPARED = re.compile(r"(<=|>=|!=|<>|<|>|=)\s*(.*)", re.DOTALL)
_RANGE = re.compile(r"(.*?)\s*\.\.\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
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
        clause = _of_number(column, text, compared)
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


def _of_number(column: str, text: str, compared: re.Match[str] | None) -> Condition | None:
    if compared and (value := _number(compared[2])) is not None:
        return f"{column} {compared[1]} ?", (value,)
    if match := _RANGE.fullmatch(text):
        ends = _number(match[1]), _number(match[2])
        if None not in ends:
            return f"{column} BETWEEN ? AND ?", ends
    return None


def _number(text: str) -> int | float | None:
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    return int(text) if text.lstrip("+-").isdecimal() else float(text.replace(",", "."))


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
