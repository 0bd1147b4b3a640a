"""Charts of figures of facts, as a form makes them: what they lack, and the edits that keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from arctic_map.content import vocabulary
from arctic_map.content.charts import MOST_ITEMS
from arctic_map.content.editing.ledger_rows import ref_in_words
from arctic_map.content.editing.rows import CHART, Row, file_of, put_row, remove_row, rows_of
from arctic_map.content.editing.slugs import slug
from arctic_map.content.edits import Content, Edit, EditRefused
from arctic_map.model.chart import Chart, ChartItem
from arctic_map.model.tr import tr


def problems(chart: Chart) -> tuple[tuple[str, str], ...]:
    """What it lacks, as fields and sentences; nothing when it can be kept."""
    return tuple(_problems(chart))


def keeping(chart: Chart) -> Edit:
    """The edit that puts it among the charts; one without an id is new."""

    def edit(content: Content) -> Content:
        for _, why in problems(chart):
            raise EditRefused(why, where=chart.title)
        file = file_of(content, CHART)
        taken = [str(each.get("id")) for each in rows_of(content, file, CHART)]
        named = chart if chart.id else replace(chart, id=slug(chart.title, taken, "chart"))
        return put_row(content, file, CHART, _row(named))

    return edit


def removing(id: str) -> Edit:
    return lambda content: remove_row(content, file_of(content, CHART), CHART, id)


def is_plain(chart: Chart) -> bool:
    """Whether the form can show all of it: items of one figure each, without reckonings."""
    return not chart.beside and all(
        item == ChartItem(label=item.label, figures=item.figures) and len(item.figures) == 1
        for item in chart.items
    )


def _problems(chart: Chart) -> Iterator[tuple[str, str]]:
    if not chart.title.strip():
        yield "title", tr("Give the chart a title")
    if not chart.items:
        yield "figures", tr("Choose the figures that it shows")
    elif len(chart.items) > MOST_ITEMS:
        yield "figures", tr("Choose at most {most} figures", most=MOST_ITEMS)
    elif not all(item.label.strip() for item in chart.items):
        yield "figures", tr("Give every figure a label")
    if not chart.style:
        yield "style", tr("Choose the colour of a style")
    for field in ("title", "note"):
        if why := vocabulary.text_problem(getattr(chart, field)):
            yield field, why


def _row(chart: Chart) -> Row:
    return {
        "id": chart.id,
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
