"""Values as text, in the table and in copies of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from arctic_map.model.attributes import Field

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
