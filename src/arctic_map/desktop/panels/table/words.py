"""What the table says: kinds of fields, and what the values of one are like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.model.attributes import Kind
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.tables.attributes.cell_text import shown

if TYPE_CHECKING:
    from arctic_map.tables.attributes.statistics import Statistics

KINDS = {
    Kind.INTEGER: tr_later("whole numbers"),
    Kind.REAL: tr_later("numbers"),
    Kind.TEXT: tr_later("text"),
    Kind.DATE: tr_later("dates"),
    Kind.TIME: tr_later("dates and times"),
    Kind.BOOLEAN: tr_later("yes or no"),
}


def in_words(found: Statistics) -> str:
    """In one line."""
    field = found.field
    parts = [
        tr("{name}: {said} values", name=field.name, said=digits(f"{found.said:,}")),
        tr("{count} different", count=digits(f"{found.distinct:,}")),
    ]
    if found.rows > found.said:
        parts.append(tr("{count} empty", count=digits(f"{found.rows - found.said:,}")))
    if found.said:
        least, greatest = shown(found.least, field), shown(found.greatest, field)
        parts.append(tr("from {least} to {greatest}", least=least[:40], greatest=greatest[:40]))
    numbers = (
        (tr_later("mean {value}"), found.mean),
        (tr_later("median {value}"), found.median),
        (tr_later("standard deviation {value}"), found.deviation),
        (tr_later("sum {value}"), found.total),
    )
    parts += [tr(words, value=f"{float(value):.6g}") for words, value in numbers if value is not None]
    return ", ".join(parts)
