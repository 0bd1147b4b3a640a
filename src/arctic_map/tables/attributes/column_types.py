"""Typed columns from values of single features. A value is never changed to fit a type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from arctic_map.model.attributes import Kind
from arctic_map.storage.sanitized import sanitized

Centres = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Longitudes and latitudes in degrees of each row's centre, NaN for rows without geometry."""
MAX_FIELDS = 1000
MAX_CELLS = 60_000_000
"""Maximum cells of a table. Further fields are left out."""
MAX_NAME_LENGTH = 200
EXACT = 2**53
"""Integers up to this one are exact as a double."""
_DATE = re.compile(r"(\d{4}-\d\d-\d\d|\d{4}/\d\d/\d\d)")
_TIME = re.compile(
    _DATE.pattern + r"[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?"
)
_WHOLE = re.compile(r"[+-]?(0|[1-9]\d{0,18})")
_POINT = re.compile(r"[+-]?(0|[1-9]\d*)?(\.\d*)?([eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?(0|[1-9]\d*),\d+")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")


@dataclass(frozen=True, slots=True)
class Column:
    """A typed column of a table."""

    name: str
    kind: Kind
    values: Any
    """A numpy array, masked where values are missing. Texts are objects."""
    zone: str = ""


def names_of(records: Iterable[Mapping[str, object]]) -> list[str]:
    """All distinct names in order of appearance, even beyond MAX_FIELDS."""
    names: dict[str, None] = {}
    for record in records:
        if not record.keys() <= names.keys():
            names.update(dict.fromkeys(record))
    return list(names)


def by_fields(records: Sequence[Mapping[str, object]]) -> dict[str, list[object]]:
    """The values of all records by name, with None for missing ones."""
    return {name: [each.get(name) for each in records] for name in fitting(names_of(records), len(records))}


def fitting(names: Sequence[str], rows: int) -> Sequence[str]:
    """As many of the names as fit into a table with so many rows."""
    return names[: min(MAX_FIELDS, max(1, MAX_CELLS // max(rows, 1)))]


def column_of(name: str, values: Sequence[object], *, untyped: bool = False) -> Column:
    """The column with the type that fits all values. `untyped` values are texts, as in CSV."""
    name = sanitized(name, MAX_NAME_LENGTH) or "(no name)"  # no words: the name of a field
    kinds = {type(value) for value in values if value is not None and value != ""}
    if kinds == {bool}:
        return Column(name, Kind.BOOLEAN, _masked(values, np.bool_))
    if kinds == {int} and all(-(2**63) <= value < 2**63 for value in values if isinstance(value, int)):
        return Column(name, Kind.INTEGER, _masked(values, np.int64))
    if kinds == {float} or (kinds == {int, float} and _exact(values)):
        return Column(name, Kind.REAL, _masked(values, np.float64))
    if kinds == {str}:
        column = (_numbers(name, values) or _booleans(name, values)) if untyped else None
        return column or _dated(name, values) or Column(name, Kind.TEXT, _texts(values))
    return Column(name, Kind.TEXT, _texts(values))


def _exact(values: Sequence[object]) -> bool:
    return all(abs(value) <= EXACT for value in values if isinstance(value, int))


def _masked(values: Sequence[object], kind: Any) -> Any:
    """A masked array. NaN counts as missing, as in GDAL."""
    empty = np.fromiter((value is None or value == "" for value in values), np.bool_, len(values))
    filled = np.array([0 if value is None or value == "" else value for value in values], dtype=kind)
    return np.ma.masked_array(filled, mask=empty | np.isnan(filled) if kind is np.float64 else empty)


def _texts(values: Sequence[object]) -> Any:
    array = np.empty(len(values), dtype=object)
    array[:] = [None if value is None or value == "" else _text(value) for value in values]
    return array


def _text(value: object) -> str:
    match value:
        case str():
            # NUL would end the text in other programs.
            return value.replace("\0", "\ufffd")
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"
        case int():
            return str(value)
        case _:
            return msgspec.json.encode(value, enc_hook=str).decode()


def _numbers(name: str, values: Sequence[object]) -> Column | None:
    """The numeric column of texts that are all numbers, or None. Leading zeros mean identifiers."""
    texts = ["" if value is None else str(value).strip() for value in values]
    filled = [text for text in texts if text]
    if all(_WHOLE.fullmatch(text) for text in filled):
        whole = [int(text) if text else None for text in texts]
        if all(-(2**63) <= value < 2**63 for value in whole if value is not None):
            return Column(name, Kind.INTEGER, _masked(whole, np.int64))
        return None
    if any(text.isdecimal() and int(text) > EXACT for text in filled):
        return None
    if all(_POINT.fullmatch(text) and text[-1].isdigit() for text in filled):
        return Column(name, Kind.REAL, _masked([float(text) if text else None for text in texts], np.float64))
    if all(_GROUPED.fullmatch(text) or _WHOLE.fullmatch(text) for text in filled):
        return _grouped(name, texts)
    if all(_COMMA.fullmatch(text) or _WHOLE.fullmatch(text) for text in filled):
        real = [float(text.replace(",", ".")) if text else None for text in texts]
        return Column(name, Kind.REAL, _masked(real, np.float64))
    return None


def _booleans(name: str, values: Sequence[object]) -> Column | None:
    """The boolean column of texts that are all `true` or `false` in any case, or None."""
    texts = ["" if value is None else str(value).strip().lower() for value in values]
    if not {*texts} <= {"true", "false", ""}:
        return None
    return Column(name, Kind.BOOLEAN, _masked([text and text == "true" for text in texts], np.bool_))


def _grouped(name: str, texts: Sequence[str]) -> Column | None:
    """The column of numbers with thousands separators, or None if it is ambiguous, as `1,234` alone."""
    if not any(text.count(",") > 1 for text in texts):
        return None
    return _numbers(name, [text.replace(",", "") for text in texts])


def _dated(name: str, values: Sequence[object]) -> Column | None:
    """The column of texts that are all dates or all times, as ISO 8601 or GDAL writes them, or None."""
    texts = ["" if value is None else str(value).strip() for value in values]
    filled = [text for text in texts if text]
    if all(_DATE.fullmatch(text) for text in filled):
        return _of_days(name, Kind.DATE, texts)
    # Spreadsheets write midnight without its time.
    texts = [f"{text}T00:00:00" if _DATE.fullmatch(text) else text for text in texts]
    filled = [text for text in texts if text]
    if not all(_TIME.fullmatch(text) for text in filled):
        return None
    matches = [_TIME.fullmatch(text) for text in texts]
    zones = {_minutes(match) for match in matches if match}
    if len(zones) == 1:
        (zone,) = zones
        return _of_days(name, Kind.TIME, [_clock(match) for match in matches], zone=_zone_in_words(zone))
    if None in zones:
        return None
    # Convert times of several zones to UTC, so that they are comparable.
    minutes = [_minutes(match) or 0 if match else 0 for match in matches]
    return _of_days(name, Kind.TIME, [_clock(match) for match in matches], minutes, "Z")


def _clock(match: re.Match[str] | None) -> str:
    return f"{match[1]}T{match[2]}" if match else ""


def _minutes(match: re.Match[str]) -> int | None:
    """Offset of a time in minutes east of UTC, or None if it has no zone."""
    if match[3]:
        return 0
    if not match[4]:
        return None
    return int(f"{match[4]}1") * (60 * int(match[5]) + int(match[6] or 0))


def _zone_in_words(minutes: int | None) -> str:
    if not minutes:
        return "" if minutes is None else "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _of_days(
    name: str, kind: Kind, texts: Sequence[str], minutes: Sequence[int] = (), zone: str = ""
) -> Column | None:
    try:
        days = np.array([text.replace("/", "-") or "NaT" for text in texts], "datetime64[us]")
    except ValueError:
        # An impossible date such as 2023-02-30.
        return None
    return Column(name, kind, days - np.array(minutes, "timedelta64[m]") if minutes else days, zone)
