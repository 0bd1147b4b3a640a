"""The strict reading of the file of charts: TOML that a person edits."""

import re
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

import msgspec

from arctic_map.files import vocabulary
from arctic_map.files.file_problem import FileProblem
from arctic_map.files.rows import read_rows
from arctic_map.model.chart import Chart, ChartItem, Derived, FigureRef, Form

SIGNS = ("over", "nearly", "about")
MOST_ITEMS = 12
"""Of a chart: more are no small chart."""
_REF = re.compile(r"([A-Za-z0-9-]{1,64})\.([1-9][0-9]?)")


class ItemRow(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    figures: tuple[str, ...]
    derived: str = ""
    how: str = ""
    sign: str = ""
    target: bool = False
    style: str = ""
    drawn: str = ""


class ChartRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: str
    unit: str
    form: str
    style: str
    items: tuple[ItemRow, ...]
    beside: tuple[str, ...] = ()
    note: str = ""


def read_charts(path: Path, styles: Collection[str]) -> tuple[tuple[Chart, ...], tuple[FileProblem, ...]]:
    """The sound charts of a file, and the problems of the others. Raises Unreadable."""
    file = read_rows(path, "chart", ChartRow, partial(_problems, styles))
    return tuple(map(_chart, file.rows)), file.problems


def _chart(row: ChartRow) -> Chart:
    return Chart(
        id=row.id,
        title=row.title,
        unit=row.unit,
        form=Form(row.form),
        style=row.style,
        items=tuple(map(_item, row.items)),
        beside=tuple(map(_ref, row.beside)),
        note=row.note,
    )


def _item(row: ItemRow) -> ChartItem:
    return ChartItem(
        label=row.label,
        figures=tuple(map(_ref, row.figures)),
        derived=Derived(row.derived) if row.derived else None,
        how=row.how,
        sign=row.sign,
        target=row.target,
        style=row.style,
        drawn=row.drawn,
    )


def _ref(text: str) -> FigureRef:
    fact, _, number = text.rpartition(".")
    return FigureRef(fact, int(number))


def _problems(styles: Collection[str], row: ChartRow) -> Iterator[FileProblem]:
    if not row.title.strip():
        yield "title", "the title is empty"
    if row.form not in tuple(Form):
        yield "form", vocabulary.unknown("form", row.form, tuple(Form))
    if row.style not in styles:
        yield "style", vocabulary.unknown("style", row.style, styles)
    if not 1 <= len(row.items) <= MOST_ITEMS:
        yield "items", f"a chart has 1 to {MOST_ITEMS} items, not {len(row.items)}"
    for key, text in (("title", row.title), ("unit", row.unit), ("note", row.note)):
        if why := vocabulary.text_problem(text):
            yield key, why
    yield from _ref_problems("beside", row.beside)
    for number, item in enumerate(row.items[:MOST_ITEMS]):
        yield from ((f"items[{number}].{key}", why) for key, why in _item_problems(item, styles))


def _item_problems(item: ItemRow, styles: Collection[str]) -> Iterator[FileProblem]:
    yield from _ref_problems("figures", item.figures)
    for key, text in (("label", item.label), ("how", item.how)):
        if why := vocabulary.text_problem(text):
            yield key, why
    if item.derived and item.derived not in tuple(Derived):
        yield "derived", vocabulary.unknown("way to derive", item.derived, tuple(Derived))
    wanted = 2 if item.derived else 1
    if len(item.figures) != wanted:
        why = "a derived value is made from two figures" if item.derived else "an item shows one figure"
        yield "figures", f"{why}; it names {len(item.figures)}"
    if item.derived and not item.how.strip():
        yield "how", "a derived value says how it was derived"
    if not item.derived and item.how:
        yield "how", "only a derived value has this"
    if item.sign and item.sign not in SIGNS:
        yield "sign", vocabulary.unknown("sign", item.sign, SIGNS)
    if item.style and item.style not in styles:
        yield "style", vocabulary.unknown("style", item.style, styles)
    if item.drawn and (why := vocabulary.id_problem(item.drawn)):
        yield "drawn", why


def _ref_problems(key: str, refs: tuple[str, ...]) -> Iterator[FileProblem]:
    for number, ref in enumerate(refs):
        if not _REF.fullmatch(ref):
            yield f"{key}[{number}]", f"{ref[:40]!r} names no figure; the first one of the fact T5 is 'T5.1'"
