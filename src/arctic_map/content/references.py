"""Charts, and steps of the tour, name facts, features and layers: what there is not costs the name only."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from arctic_map.content import vocabulary
from arctic_map.content.content_index import Held
from arctic_map.content.unseen import unseen
from arctic_map.model.chart import Chart, ChartItem, Derived, FigureRef, Form
from arctic_map.model.tour import TourStep
from arctic_map.storage.file_problem import FileProblem

OPEN = ".."


def sound_charts(charts: Iterable[Chart], there: Held) -> tuple[tuple[Chart, ...], tuple[FileProblem, ...]]:
    """The charts whose every figure there is, in the chart's unit; and what the others lack."""
    kept: list[Chart] = []
    found: list[FileProblem] = []
    for chart in charts:
        problems = list(_chart_problems(chart, there))
        found += ((f"{chart.id}.{where}", why) for where, why in problems)
        if not problems:
            kept.append(chart)
    return tuple(kept), tuple(found)


def sound_steps(
    steps: Iterable[TourStep], there: Held
) -> tuple[tuple[TourStep, ...], tuple[FileProblem, ...]]:
    """The steps without names of what is not there; those names, and what a step speaks of and hides."""
    kept: list[TourStep] = []
    found: list[FileProblem] = []
    for step in steps:
        missing: list[FileProblem] = []
        for key, what, ids, known in (
            ("view", "feature", step.view, there.features),
            ("layers", "layer", step.layers or (), there.layers),
            ("facts", "fact", step.facts, there.facts),
        ):
            missing += (
                (f"{step.id}.{key}", vocabulary.unknown(what, id, known)) for id in ids if id not in known
            )
        # What is missing by its name would be told a second time as not shown.
        found += missing or unseen(step, there)
        layers = step.layers
        kept.append(
            replace(
                step,
                view=tuple(id for id in step.view if id in there.features),
                layers=layers and tuple(id for id in layers if id in there.layers),
                facts=tuple(id for id in step.facts if id in there.facts),
            )
        )
    return tuple(kept), tuple(found)


def _chart_problems(chart: Chart, there: Held) -> Iterator[FileProblem]:
    for number, item in enumerate(chart.items):
        yield from ((f"items[{number}]", why) for why in _item_problems(item, chart.unit, chart.form, there))
    for id in chart.on:
        if id not in there.facts:
            yield "on", vocabulary.unknown("fact", id, there.facts)
    for ref in chart.beside:
        if why := _missing(ref, there):
            yield "beside", why


def _item_problems(item: ChartItem, unit: str, form: Form, there: Held) -> Iterator[str]:
    units = unit, "%" if item.derived is Derived.BEFORE_GROWTH else unit
    for ref, wanted in zip(item.figures, units, strict=False):
        if why := _missing(ref, there):
            yield why
            continue
        figure = there.facts[ref.fact].figures[ref.number - 1]
        if figure.unit != wanted:
            yield f"the figure {ref.fact}.{ref.number} is in {figure.unit!r}; {wanted!r} is wanted here"
        if form is Form.UNITS and figure.value < 0:
            yield f"a chart of units counts things; the figure {ref.fact}.{ref.number} is {figure.value}"
        if wanted == "%" and figure.value <= -100:
            yield f"nothing can shrink by {-figure.value} %"
    if item.fact:
        yield from _fact_problems(item, form, there)
    if item.drawn and item.drawn not in there.features:
        yield f"there is no feature {item.drawn!r}"


def _fact_problems(item: ChartItem, form: Form, there: Held) -> Iterator[str]:
    """Of an item without figures: the fact must have the date, and say the names."""
    if (fact := there.facts.get(item.fact)) is None:
        yield f"there is no fact {item.fact!r}"
        return
    yield from (
        f"the fact {fact.id!r} does not name {name!r}" for name in item.names if name not in fact.text
    )
    if form is Form.TIMELINE and (not fact.when or fact.when.startswith(OPEN)):
        yield f"the fact {fact.id!r} has no date to begin at"


def _missing(ref: FigureRef, there: Held) -> str:
    fact = there.facts.get(ref.fact)
    if fact is None:
        return f"there is no fact {ref.fact!r}"
    if ref.number > len(fact.figures):
        return f"the fact {ref.fact!r} has no figure number {ref.number}; it has {len(fact.figures)}"
    return ""
