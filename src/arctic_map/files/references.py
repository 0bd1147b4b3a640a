"""Charts, and steps of the tour, name facts, features and layers: what there is not costs the name only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from arctic_map.files import vocabulary
from arctic_map.files.file_problem import FileProblem
from arctic_map.model.catalog import Layer
from arctic_map.model.chart import Chart, ChartItem, Derived, FigureRef
from arctic_map.model.fact import Fact
from arctic_map.model.tour import TourStep


@dataclass(frozen=True, slots=True)
class Held:
    """What the content holds, by id; faulty facts and features are not among it."""

    facts: dict[str, Fact]
    features: frozenset[str]
    layers: frozenset[str]


def held(layers: Iterable[Layer], facts: Iterable[Fact]) -> Held:
    layers = tuple(layers)
    return Held(
        {fact.id: fact for fact in facts},
        frozenset(feature.id for layer in layers for feature in layer.features),
        frozenset(layer.id for layer in layers),
    )


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
    """The steps without names of what is not there, and those names."""
    kept: list[TourStep] = []
    found: list[FileProblem] = []
    for step in steps:
        for key, what, ids, known in (
            ("view", "feature", step.view, there.features),
            ("layers", "layer", step.layers or (), there.layers),
            ("facts", "fact", step.facts, there.facts),
        ):
            found += (
                (f"{step.id}.{key}", vocabulary.unknown(what, id, known)) for id in ids if id not in known
            )
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
        yield from ((f"items[{number}]", why) for why in _item_problems(item, chart.unit, there))
    for ref in chart.beside:
        if why := _missing(ref, there):
            yield "beside", why


def _item_problems(item: ChartItem, unit: str, there: Held) -> Iterator[str]:
    units = unit, "%" if item.derived is Derived.BEFORE_GROWTH else unit
    for ref, wanted in zip(item.figures, units, strict=False):
        if why := _missing(ref, there):
            yield why
            continue
        figure = there.facts[ref.fact].figures[ref.number - 1]
        if figure.unit != wanted:
            yield f"the figure {ref.fact}.{ref.number} is in {figure.unit!r}; {wanted!r} is wanted here"
        if wanted == "%" and figure.value <= -100:
            yield f"nothing can shrink by {-figure.value} %"
    if item.drawn and item.drawn not in there.features:
        yield f"there is no feature {item.drawn!r}"


def _missing(ref: FigureRef, there: Held) -> str:
    fact = there.facts.get(ref.fact)
    if fact is None:
        return f"there is no fact {ref.fact!r}"
    if ref.number > len(fact.figures):
        return f"the fact {ref.fact!r} has no figure number {ref.number}; it has {len(fact.figures)}"
    return ""
