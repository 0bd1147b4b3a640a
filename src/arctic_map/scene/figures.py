"""Finding a figure of a fact."""

from arctic_map.model.catalog import Catalog


def figure(catalog: Catalog, fact_id: str, unit: str, word: str) -> int | float | None:
    """The figure of a fact in a unit, whose description has the word; None without it."""
    fact = catalog.fact.get(fact_id)
    for found in fact.figures if fact else ():
        if found.unit == unit and word.casefold() in found.what.casefold():
            return found.value
    return None
