"""Rows of the ledger, as a form makes them: what they lack, and the edits that keep and remove them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from arctic_map.content import vocabulary
from arctic_map.content.editing.rows import LEDGER, Row, file_of, put_row, remove_row, rows_of
from arctic_map.content.editing.slugs import slug
from arctic_map.content.edits import Content, Edit, EditRefused
from arctic_map.model.chart import FigureRef
from arctic_map.model.reckoning import MEASURED, PAIRS, Reckoning
from arctic_map.model.tr import tr


def problems(row: Reckoning) -> tuple[tuple[str, str], ...]:
    """What it lacks, as fields and sentences; nothing when it can be kept."""
    return tuple(_problems(row))


def keeping(row: Reckoning) -> Edit:
    """The edit that puts it into the ledger; one without an id is new."""

    def edit(content: Content) -> Content:
        for _, why in problems(row):
            raise EditRefused(why, where=row.what)
        file = file_of(content, LEDGER)
        taken = [str(each.get("id")) for each in rows_of(content, file, LEDGER)]
        named = row if row.id else replace(row, id=slug(row.what, taken, "row"))
        return put_row(content, file, LEDGER, _row(named))

    return edit


def removing(id: str) -> Edit:
    return lambda content: remove_row(content, file_of(content, LEDGER), LEDGER, id)


def ref_in_words(ref: FigureRef) -> str:
    """`T5.1`."""
    return f"{ref.fact}.{ref.number}"


def _problems(row: Reckoning) -> Iterator[tuple[str, str]]:
    if row.way in MEASURED:
        if not row.feature:
            yield "feature", tr("Choose what is measured on the map")
    elif row.way in PAIRS and len(row.of) != 2:
        yield "first", tr("Choose two figures")
    elif not row.of:
        yield "figures", tr("Choose at least one figure")
    if not row.what.strip():
        yield "what", tr("Say in a few words what is tested")
    if not row.unit.strip():
        yield "unit", tr("Name the unit of the result")
    for field in ("what", "unit", "group", "why"):
        if why := vocabulary.text_problem(getattr(row, field)):
            yield field, why


def _row(row: Reckoning) -> Row:
    return {
        "id": row.id,
        "what": row.what.strip(),
        "unit": row.unit.strip(),
        "way": row.way.value,
        "of": [*map(ref_in_words, row.of)] or None,
        "feature": row.feature or None,
        "stated": ref_in_words(row.stated) if row.stated else None,
        "group": row.group.strip() or None,
        "how": row.how or None,
        "why": row.why.strip() or None,
    }
