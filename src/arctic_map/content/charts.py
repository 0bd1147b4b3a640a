"""The strict reading of the file of charts: TOML that a person edits."""

import re
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.toml_rows import read_rows
from arctic_map.model.chart import Chart, ChartItem, Derived, FigureRef, Form
from arctic_map.storage.file_problem import FileProblem

SIGNS = ("over", "nearly", "about")
MOST_ITEMS = 12
"""Of a chart: more are no small chart."""
REF = re.compile(r"([A-Za-z0-9-]{1,64})\.([1-9][0-9]?)")


class ItemRow(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    figures: tuple[str, ...] = ()
    fact: str = ""
    names: tuple[str, ...] = ()
    lasting: bool = False
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
    on: tuple[str, ...] = ()


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
        beside=tuple(map(ref_of, row.beside)),
        note=row.note,
        on=row.on,
    )


def _item(row: ItemRow) -> ChartItem:
    return ChartItem(
        label=row.label,
        figures=tuple(map(ref_of, row.figures)),
        fact=row.fact,
        names=row.names,
        lasting=row.lasting,
        derived=Derived(row.derived) if row.derived else None,
        how=row.how,
        sign=row.sign,
        target=row.target,
        style=row.style,
        drawn=row.drawn,
    )


def ref_of(text: str) -> FigureRef:
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
    for number, id in enumerate(row.on):
        if why := vocabulary.id_problem(id):
            yield f"on[{number}]", why
    for number, item in enumerate(row.items[:MOST_ITEMS]):
        problems = (*_item_problems(item, styles), *_form_problems(item, row.form))
        yield from ((f"items[{number}].{key}", why) for key, why in problems)


def _item_problems(item: ItemRow, styles: Collection[str]) -> Iterator[FileProblem]:
    yield from _ref_problems("figures", item.figures)
    for key, text in (("label", item.label), ("how", item.how), *(("names", name) for name in item.names)):
        if why := vocabulary.text_problem(text):
            yield key, why
    if item.derived and item.derived not in tuple(Derived):
        yield "derived", vocabulary.unknown("way to derive", item.derived, tuple(Derived))
    wanted = 2 if item.derived else 1
    if len(item.figures) != wanted and not item.fact:
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


def _form_problems(item: ItemRow, form: str) -> Iterator[FileProblem]:
    """Whether an item says what its chart can show: figures are measured, facts dated or counted by name."""
    if item.fact and (why := vocabulary.id_problem(item.fact)):
        yield "fact", why
    if item.fact and (item.figures or item.derived):
        yield "fact", "an item shows figures, or the date or the names of a fact, not both"
    if item.fact and form not in (Form.UNITS, Form.TIMELINE):
        yield "fact", f"a chart of {form} shows figures; a fact alone stands in units and on a timeline"
    if form == Form.TIMELINE and not item.fact:
        yield "fact", "an item of a timeline names the fact whose date it shows"
    if item.names and not (item.fact and form == Form.UNITS):
        yield "names", "only in units the things that a fact names are counted"
    if item.lasting and form != Form.TIMELINE:
        yield "lasting", "only on a timeline something goes on"


def _ref_problems(key: str, refs: tuple[str, ...]) -> Iterator[FileProblem]:
    for number, ref in enumerate(refs):
        if not REF.fullmatch(ref):
            yield f"{key}[{number}]", f"{ref[:40]!r} names no figure, as FACT.1 does the first one of a fact"
