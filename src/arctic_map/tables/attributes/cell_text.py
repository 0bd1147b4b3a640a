"""A value as a reader sees it, in the table and in what is copied from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from arctic_map.model.attributes import Field

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for an order at the start of a text; such a text gets an apostrophe."""


def shown(value: object, field: Field) -> str:
    """Empty for nothing; numbers as exact as they are."""
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
    """For other programs: as exact as it is, and no text that a spreadsheet takes for a formula."""
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
    """What `harmless` has made of a text, as it was."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULAS) else text


def tabbed(fields: Sequence[Field], rows: Iterable[Sequence[object]]) -> str:
    """Lines with tabs between the cells, headings first, as spreadsheets paste them."""
    lines = ["\t".join(_flat(harmless_name(field.name)) for field in fields)]
    for row in rows:
        cells = (harmless(value, field) for value, field in zip(row, fields, strict=True))
        lines.append("\t".join(map(_flat, cells)))
    return "\n".join(lines)


def harmless_name(name: str) -> str:
    """A heading that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(FORMULAS) else name


def _flat(text: str) -> str:
    return " ".join(text.split()) if set(text) & set("\t\n\r") else text
