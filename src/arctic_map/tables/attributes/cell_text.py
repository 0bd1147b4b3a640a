"""Values as text, in the table and in copies of it; and the properties and the name of a feature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from arctic_map.model.attributes import Field
from arctic_map.model.tr import tr_count
from arctic_map.storage.sanitized import sanitized

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""Text that starts with one of these is a formula to spreadsheets and gets an apostrophe."""


def shown(value: object, field: Field) -> str:
    """The displayed text of a value. Empty for None; numbers are not rounded."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return repr(value).removesuffix(".0")
        case datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00") + field.zone
        case date():
            return value.isoformat()
        case _:
            return str(value)


def harmless(value: object, field: Field) -> str:
    """The exact value for other programs, escaped if a spreadsheet would read it as a formula."""
    match value:
        case str() if value.startswith(FORMULAS):
            return f"'{value}"
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(" ") + field.zone
        case _:
            return shown(value, field)


def unescaped(text: str) -> str:
    """The text without the apostrophe that `harmless` adds."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULAS) else text


def tabbed(fields: Sequence[Field], rows: Iterable[Sequence[object]]) -> str:
    """Headings and rows as lines of tab-separated cells, as spreadsheets paste them."""
    lines = ["\t".join(_flat(harmless_name(field.name)) for field in fields)]
    for row in rows:
        cells = (harmless(value, field) for value, field in zip(row, fields, strict=True))
        lines.append("\t".join(map(_flat, cells)))
    return "\n".join(lines)


def harmless_name(name: str) -> str:
    """A heading, escaped if a spreadsheet would read it as a formula."""
    return f"'{name}" if name.startswith(FORMULAS) else name


def _flat(text: str) -> str:
    return " ".join(text.split()) if set(text) & set("\t\n\r") else text


MAX_DETAILS, MAX_KEY_LENGTH, MAX_VALUE_LENGTH, MAX_NAME_LENGTH = 40, 60, 300, 80
NAMES = ("name", "title", "label", "name_en", "название", "наименование", "名称", "objnam")
"""Properties with a feature's name in any case, best first. The last one is from S-57."""


def name_and_details(properties: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The feature's name, or an empty string, and its other properties as texts."""
    details: list[tuple[str, str]] = []
    lower = {key.lower(): key for key in reversed(properties)}
    keys = [lower[name] for name in NAMES if name in lower]
    named = next((key for key in keys if isinstance(properties[key], str | int | float)), None)
    name = sanitized(words(properties[named]), MAX_NAME_LENGTH) if named is not None else ""
    for number, (key, value) in enumerate(properties.items()):
        if number >= MAX_DETAILS:
            more = len(properties) - MAX_DETAILS
            details.append(("…", tr_count(more, "and {count} more property", "and {count} more properties")))
            break
        text = sanitized(words(value), MAX_VALUE_LENGTH)
        if text and key != named:
            name_of_field = sanitized(key, MAX_KEY_LENGTH) or "(no name)"  # no words: the name of a field
            details.append((name_of_field, text))
    return name, tuple(details)


def words(value: Any) -> str:
    """The displayed text of a value."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int() | float():
            return f"{value:.15g}" if isinstance(value, float) else str(value)
        case _:
            return msgspec.json.encode(value).decode()
