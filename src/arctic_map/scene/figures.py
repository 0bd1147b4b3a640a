"""Finds figures of facts, and lists figures and facts for selection."""

from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.fact import Figure
from arctic_map.scene.words.words import figure_in_words


def figure_of(catalog: Catalog, ref: FigureRef) -> Figure | None:
    """The figure for a reference such as `T5.1`; None if it does not exist."""
    fact = catalog.fact.get(ref.fact)
    return fact.figures[ref.number - 1] if fact and ref.number <= len(fact.figures) else None


def figure_choices(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Reference and text of all figures in the order of facts: `T3.1  18,709 km, of the longer way`."""
    return tuple(
        (f"{fact.id}.{number}", f"{fact.id}.{number}  {_described(figure)}")
        for fact in catalog.facts
        for number, figure in enumerate(fact.figures, 1)
    )


def fact_choices(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Id and text of all facts: `T3  The way by the north is shorter`."""
    return tuple((fact.id, f"{fact.id}  {fact.headline or fact.text}") for fact in catalog.facts)


def _described(figure: Figure) -> str:
    number, unit = figure_in_words(figure)
    return ", ".join(part for part in (f"{number} {unit}".strip(), figure.what) if part)
