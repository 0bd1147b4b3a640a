"""Computes the rows of the ledger that the content declares."""

from collections.abc import Iterator

from arctic_map.geo import measure
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.reckoning import MEASURED, Operation, Reckoning
from arctic_map.model.tr import digits, tr


def computed(catalog: Catalog, row: Reckoning) -> float | None:
    """The result in the row's unit; None if it is undefined, such as a share of zero."""
    if row.way in MEASURED:
        return _measured(catalog, row)
    values = [value_of(catalog, each) for each in row.of]
    match row.way:
        case Operation.SUM:
            return sum(values)
        case Operation.DIFFERENCE:
            return values[0] - values[1]
        case Operation.SHARE:
            return 100.0 * values[0] / values[1] if values[1] else None
        case Operation.BEFORE:
            return values[0] / (1.0 + values[1] / 100.0) if values[1] > -100.0 else None
        case _:
            sign = -1.0 if row.way is Operation.DECREASE else 1.0
            return sign * 100.0 * (values[1] - values[0]) / values[0] if values[0] else None


def value_of(catalog: Catalog, ref: FigureRef) -> float:
    """The value of a figure."""
    return float(catalog.fact[ref.fact].figures[ref.number - 1].value)


def facts_of(row: Reckoning) -> tuple[str, ...]:
    """Ids of the facts whose figures it uses."""
    refs = (*([row.stated] if row.stated else []), *row.of)
    return tuple(dict.fromkeys(each.fact for each in refs))


def how(catalog: Catalog, row: Reckoning) -> str:
    """The explanation of the content, followed by the computation in figures."""
    return " ".join(filter(None, (tr(row.how), *_in_figures(catalog, row))))


def _in_figures(catalog: Catalog, row: Reckoning) -> Iterator[str]:
    written = [digits(f"{value_of(catalog, each):,.10g}") for each in row.of]
    match row.way:
        case Operation.SUM:
            yield f"{' + '.join(written)}."
        case Operation.DIFFERENCE:
            yield f"{written[0]} - {written[1]}."
        case Operation.SHARE:
            yield f"{written[0]} / {written[1]}."
        case Operation.CHANGE:
            yield f"({written[1]} - {written[0]}) / {written[0]}."
        case Operation.BEFORE:
            grown = 1.0 + value_of(catalog, row.of[1]) / 100.0
            yield f"{written[0]} / {digits(f'{grown:,.10g}')}."
        case Operation.DECREASE:
            yield f"({written[0]} - {written[1]}) / {written[0]}."
        case _:
            name = catalog.features[row.feature].name
            yield tr("Measured on the drawing of {name}, on the WGS84 ellipsoid.", name=name)


def _measured(catalog: Catalog, row: Reckoning) -> float:
    feature = catalog.features[row.feature]
    measured = measure.length if row.way is Operation.LENGTH else measure.area
    return measured(feature.geometry, feature.edges) / MEASURED[row.way][row.unit]
