"""Charts of figures of facts: their file, checks and edits."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.content_index import ContentIndex
from arctic_map.content.edits import RowData, RowEditor
from arctic_map.content.toml_rows import TableSchema, fields_of, read_rows, without_faulty
from arctic_map.model.chart import Chart, ChartItem, Derived, FigureRef, Form
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr

SIGNS = ("over", "nearly", "about")
OPEN = ".."
MAX_ITEMS = 12
"""Maximum items of a chart, to keep it small."""
REF = re.compile(r"([A-Za-z0-9-]{1,64})\.([1-9][0-9]?)")


class ItemRow(msgspec.Struct, forbid_unknown_fields=True):
    """A bar, column or mark of a chart."""

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
    """A [[chart]] of its file."""

    id: str
    title: str
    unit: str
    form: str
    style: str
    items: tuple[ItemRow, ...]
    beside: tuple[str, ...] = ()
    note: str = ""
    on: tuple[str, ...] = ()


CHART = TableSchema("chart", ChartRow, "charts")


def read_charts(path: Path, styles: Collection[str]) -> tuple[tuple[Chart, ...], tuple[FileProblem, ...]]:
    """The valid charts of a file, and the problems of the others. Raises Unreadable."""
    return read_rows(path, CHART, partial(_problems, styles), _chart)


def sound_charts(
    charts: Iterable[Chart], there: ContentIndex
) -> tuple[tuple[Chart, ...], tuple[FileProblem, ...]]:
    """The charts whose figures all exist in the chart's unit, and the problems of the others."""
    return without_faulty(charts, lambda chart: _chart_problems(chart, there))


def is_plain(chart: Chart) -> bool:
    """Whether the form can edit the whole chart: items of one figure each, nothing derived."""
    return not chart.beside and all(
        item == ChartItem(label=item.label, figures=item.figures) and len(item.figures) == 1
        for item in chart.items
    )


def _chart(row: ChartRow) -> Chart:
    items, context = tuple(map(_item, row.items)), tuple(map(ref_of, row.beside))
    return Chart(**{**fields_of(row), "form": Form(row.form), "items": items, "beside": context})


def _item(row: ItemRow) -> ChartItem:
    derived, figures = Derived(row.derived) if row.derived else None, tuple(map(ref_of, row.figures))
    return ChartItem(**{**msgspec.structs.asdict(row), "derived": derived, "figures": figures})


def ref_of(text: str) -> FigureRef:
    """The figure named by a valid text such as `T5.1`."""
    fact, _, number = text.rpartition(".")
    return FigureRef(fact, int(number))


def ref_in_words(ref: FigureRef) -> str:
    """The reference as text, such as `T5.1`."""
    return f"{ref.fact}.{ref.number}"


def _problems(styles: Collection[str], row: ChartRow) -> Iterator[FileProblem]:
    if not row.title.strip():
        yield "title", tr("the title is empty")
    if row.form not in tuple(Form):
        yield "form", vocabulary.unknown("form", row.form, tuple(Form))
    if row.style not in styles:
        yield "style", vocabulary.unknown("style", row.style, styles)
    if not 1 <= len(row.items) <= MAX_ITEMS:
        yield (
            "items",
            tr("a chart has 1 to {most} items, not {count}", most=MAX_ITEMS, count=len(row.items)),
        )
    yield from vocabulary.text_problems((("title", row.title), ("unit", row.unit), ("note", row.note)))
    yield from _ref_problems("beside", row.beside)
    yield from vocabulary.id_problems("on", row.on)
    for number, item in enumerate(row.items[:MAX_ITEMS]):
        problems = (*_item_problems(item, styles), *_form_problems(item, row.form))
        yield from ((f"items[{number}].{key}", why) for key, why in problems)


def _item_problems(item: ItemRow, styles: Collection[str]) -> Iterator[FileProblem]:
    yield from _ref_problems("figures", item.figures)
    yield from vocabulary.text_problems(
        (("label", item.label), ("how", item.how), *(("names", name) for name in item.names))
    )
    if item.derived and item.derived not in tuple(Derived):
        yield "derived", vocabulary.unknown(vocabulary.WAY_TO_DERIVE, item.derived, tuple(Derived))
    expected = 2 if item.derived else 1
    if len(item.figures) != expected and not item.fact:
        count = len(item.figures)
        derived = tr("a derived value is made from two figures; it names {count}", count=count)
        single = tr("an item shows one figure; it names {count}", count=count)
        yield "figures", derived if item.derived else single
    if item.derived and not item.how.strip():
        yield "how", tr("a derived value says how it was derived")
    if not item.derived and item.how:
        yield "how", tr("only a derived value has this")
    if item.sign and item.sign not in SIGNS:
        yield "sign", vocabulary.unknown("sign", item.sign, SIGNS)
    if item.style and item.style not in styles:
        yield "style", vocabulary.unknown("style", item.style, styles)
    if item.drawn and (why := vocabulary.id_problem(item.drawn)):
        yield "drawn", why


def _form_problems(item: ItemRow, form: str) -> Iterator[FileProblem]:
    """Yield problems of an item that its form of chart cannot show."""
    if item.fact and (why := vocabulary.id_problem(item.fact)):
        yield "fact", why
    if item.fact and (item.figures or item.derived):
        yield "fact", tr("an item shows figures, or the date or the names of a fact, not both")
    if item.fact and form not in (Form.UNITS, Form.TIMELINE):
        yield (
            "fact",
            tr("a chart of {form} shows figures; a fact alone stands in units and on a timeline", form=form),
        )
    if form == Form.TIMELINE and not item.fact:
        yield "fact", tr("an item of a timeline names the fact whose date it shows")
    if item.names and not (item.fact and form == Form.UNITS):
        yield "names", tr("only in units the things that a fact names are counted")
    if item.lasting and form != Form.TIMELINE:
        yield "lasting", tr("only on a timeline something goes on")


def _ref_problems(key: str, refs: tuple[str, ...]) -> Iterator[FileProblem]:
    for number, ref in enumerate(refs):
        if not REF.fullmatch(ref):
            yield (
                f"{key}[{number}]",
                tr("{ref!r} names no figure, as FACT.1 does the first one of a fact", ref=ref[:40]),
            )


def _chart_problems(chart: Chart, there: ContentIndex) -> Iterator[FileProblem]:
    for number, item in enumerate(chart.items):
        yield from (
            (f"items[{number}]", why) for why in _figure_problems(item, chart.unit, chart.form, there)
        )
    for id in chart.on:
        if id not in there.facts:
            yield "on", there.unknown("fact", id, there.facts)
    for ref in chart.beside:
        if why := _missing(ref, there):
            yield "beside", why


def _figure_problems(item: ChartItem, unit: str, form: Form, there: ContentIndex) -> Iterator[str]:
    units = unit, "%" if item.derived is Derived.BEFORE_GROWTH else unit
    for ref, expected in zip(item.figures, units, strict=False):
        if why := _missing(ref, there):
            yield why
            continue
        figure = there.facts[ref.fact].figures[ref.number - 1]
        if figure.unit != expected:
            yield tr(
                "the figure {figure} is in {unit!r}; {expected!r} is wanted here",
                figure=f"{ref.fact}.{ref.number}",
                unit=figure.unit,
                expected=expected,
            )
        if form is Form.UNITS and figure.value < 0:
            yield tr(
                "a chart of units counts things; the figure {figure} is {value}",
                figure=f"{ref.fact}.{ref.number}",
                value=figure.value,
            )
        if expected == "%" and figure.value <= -100:
            yield tr("nothing can shrink by {value} %", value=-figure.value)
    if item.fact:
        yield from _fact_problems(item, form, there)
    if item.drawn and item.drawn not in there.features:
        yield tr("there is no feature {id!r}", id=item.drawn)


def _fact_problems(item: ChartItem, form: Form, there: ContentIndex) -> Iterator[str]:
    """Problems of an item without figures: its fact must exist, have a date and contain the names."""
    if (fact := there.facts.get(item.fact)) is None:
        yield tr("there is no fact {id!r}", id=item.fact)
        return
    yield from (
        tr("the fact {id!r} does not name {name!r}", id=fact.id, name=name)
        for name in item.names
        if name not in fact.text
    )
    if form is Form.TIMELINE and (not fact.when or fact.when.startswith(OPEN)):
        yield tr("the fact {id!r} has no date to begin at", id=fact.id)


def _missing(ref: FigureRef, there: ContentIndex) -> str:
    fact = there.facts.get(ref.fact)
    if fact is None:
        return tr("there is no fact {id!r}", id=ref.fact)
    if ref.number > len(fact.figures):
        return tr(
            "the fact {id!r} has no figure number {number}; it has {count}",
            id=ref.fact,
            number=ref.number,
            count=len(fact.figures),
        )
    return ""


def _lacking(chart: Chart) -> Iterator[tuple[str, str]]:
    if not chart.title.strip():
        yield "title", tr("Give the chart a title")
    if not chart.items:
        yield "figures", tr("Choose the figures that it shows")
    elif len(chart.items) > MAX_ITEMS:
        yield "figures", tr("Choose at most {most} figures", most=MAX_ITEMS)
    elif not all(item.label.strip() for item in chart.items):
        yield "figures", tr("Give every figure a label")
    if not chart.style:
        yield "style", tr("Choose the colour of a style")
    yield from vocabulary.text_problems((field, getattr(chart, field)) for field in ("title", "note"))


def _row(chart: Chart) -> RowData:
    return {
        "title": chart.title.strip(),
        "unit": chart.unit,
        "form": chart.form.value,
        "style": chart.style,
        "items": [
            {"label": item.label.strip(), "figures": [*map(ref_in_words, item.figures)]}
            for item in chart.items
        ],
        "note": chart.note.strip() or None,
        "on": list(chart.on) or None,
    }


CHARTS = RowEditor[Chart](CHART, lambda chart: chart.title, _row, _lacking)
