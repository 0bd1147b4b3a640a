"""Facts and their figures: found, and told in lists."""

from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.fact import Figure
from arctic_map.scene.words.words import figure_in_words


def figure_of(catalog: Catalog, ref: FigureRef) -> Figure | None:
    """The figure that a name such as `T5.1` means; None where there is none."""
    fact = catalog.fact.get(ref.fact)
    return fact.figures[ref.number - 1] if fact and ref.number <= len(fact.figures) else None


def figures_told(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """All figures in the order of the facts, by their names: `T3.1  18,709 km, of the longer way`."""
    return tuple(
        (f"{fact.id}.{number}", f"{fact.id}.{number}  {_told(figure)}")
        for fact in catalog.facts
        for number, figure in enumerate(fact.figures, 1)
    )


def facts_told(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """All facts by their ids: `T3  The way by the north is shorter`."""
    return tuple((fact.id, f"{fact.id}  {fact.headline or fact.text}") for fact in catalog.facts)


def _told(figure: Figure) -> str:
    number, unit = figure_in_words(figure)
    return ", ".join(part for part in (f"{number} {unit}".strip(), figure.what) if part)
