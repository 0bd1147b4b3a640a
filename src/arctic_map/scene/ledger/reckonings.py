"""Computes what the content declares for the ledger: its own rows, and claims about ice after the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import correlation, fmean, linear_regression

from arctic_map.geo import measure
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.reckoning import MEASURED, IceReckoning, IceRecord, IceWay, Operation, Reckoning
from arctic_map.model.tr import digits, interface, tr, tr_content, tr_later
from arctic_map.scene.sea_ice import CREDIT, OPEN, SEAS, largest, season
from arctic_map.scene.words.words import name_of


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
    return " ".join(filter(None, (tr_content(row.how), *_in_figures(catalog, row))))


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
            name = name_of(catalog.features[row.feature], interface().language)
            yield tr("Measured on the drawing of {name}, on the WGS84 ellipsoid.", name=name)


def _measured(catalog: Catalog, row: Reckoning) -> float:
    feature = catalog.features[row.feature]
    measured = measure.length if row.way is Operation.LENGTH else measure.area
    return measured(feature.geometry, feature.edges) / MEASURED[row.way][row.unit]


TREND_UNIT, MONTHS = tr_later("million km2 a decade"), tr_later("months")
"""Units of the results."""
UNITS = {IceWay.ANOMALY: "%", IceWay.OPEN: MONTHS, IceWay.RETAINED: MONTHS, IceWay.TREND: TREND_UNIT}
CANNOT = tr_later(
    "The record gives neither thickness, concentration, drift nor days, and not how far a ship can sail."
)
NORMAL = 1.96
"""Standard errors of a 95 per cent interval, for as many years as the record has."""


@dataclass(frozen=True, slots=True)
class IceComparison:
    """The result for a row, and how it was computed."""

    row: IceReckoning
    computed: float
    how: str
    features: tuple[str, ...]

    @property
    def unit(self) -> str:
        return UNITS[self.row.way]

    @property
    def why(self) -> str:
        """Why result and claim may differ."""
        return " ".join(filter(None, (tr_content(self.row.why), tr(CANNOT))))


def found(catalog: Catalog) -> Iterator[IceComparison]:
    """Yield results in the order of the content, as far as the record has the data."""
    record = catalog.ice if catalog.ice_ledger else IceRecord()
    for row in catalog.ice_ledger:
        if catalog.fact.keys() >= set(row.facts) and (value := _computed(record, row)) is not None:
            areas = tuple(each.id for each in catalog.features.values() if each.ice and each.ice in row.seas)
            yield IceComparison(row, *value, areas)


def _computed(record: IceRecord, row: IceReckoning) -> tuple[float, str] | None:
    """The value and how it was computed; None if the record lacks the data."""
    if not all(record.seas.get(sea) for sea in row.seas):
        return None
    match row.way:
        case IceWay.ANOMALY:
            return _anomaly(record, row)
        case IceWay.OPEN:
            return _open(record, row)
        case IceWay.RETAINED:
            return _recorded(record, row)
        case _:
            return _trend(record, row)


def _anomaly(record: IceRecord, row: IceReckoning) -> tuple[float, str] | None:
    [sea] = row.seas
    one = _mean(record, sea, row.year or 0, row.months)
    others = [value for year in _years(row) if (value := _mean(record, sea, year, row.months))]
    if one is None or not others:
        return None
    mean, whole = fmean(others), largest(record, sea) / 100.0
    how = tr(
        "Mean extent of {months}: {one} % of the largest monthly extent against {mean} %, place {place} of "
        "{count} (1 is the most ice). The record counts the ice of its own region, whose limits are not "
        "those of the sea on the map. {credit}.",
        months=_months(row.months),
        one=digits(f"{one / whole:.0f}"),
        mean=digits(f"{mean / whole:.0f}"),
        place=1 + sum(other > one for other in others),
        count=len(others) + 1,
        credit=CREDIT,
    )
    return 100.0 * (one - mean) / mean, how


def _open(record: IceRecord, row: IceReckoning) -> tuple[float, str]:
    mean = fmean(_open_months(record, row.seas, year) for year in _years(row))
    how = tr(
        "{seas}, each of its own largest extent; in {first}-{last} {mean} months on average. {credit}.",
        seas=tr(", ").join(tr(SEAS.get(sea, sea)) for sea in row.seas),
        first=row.years[0],
        last=row.years[1],
        mean=digits(f"{mean:.1f}"),
        credit=CREDIT,
    )
    return float(_open_months(record, row.seas, row.year or 0)), how


def _recorded(record: IceRecord, row: IceReckoning) -> tuple[float, str]:
    how = tr(
        "Months whose mean share of {first}-{last} is not below {bound} %. {credit}.",
        first=row.years[0],
        last=row.years[1],
        bound=digits(f"{OPEN:g}"),
        credit=CREDIT,
    )
    return 12.0 - len(season(record, row.seas[0], row.years)), how


def _trend(record: IceRecord, row: IceReckoning) -> tuple[float, str] | None:
    if (line := trend(record, row.months[0], row.years)) is None:
        return None
    how = tr(
        "Straight line by least squares, {first} to {last}: {value} ± {error} million km2 a decade "
        "(95 per cent, allowing for years that are alike), {percent} % from end to end. {credit}.",
        first=line.first,
        last=line.last,
        value=digits(f"{line.a_decade:.2f}"),
        error=digits(f"{line.uncertainty:.2f}"),
        percent=digits(f"{line.percent:.0f}"),
        credit=CREDIT,
    )
    return line.a_decade, how


def _years(row: IceReckoning) -> range:
    return range(row.years[0], row.years[1] + 1)


def _open_months(record: IceRecord, seas: Sequence[str], year: int) -> int:
    return len(set.intersection(*(set(season(record, sea, (year, year))) for sea in seas)))


def _mean(record: IceRecord, sea: str, year: int, months: Sequence[int]) -> float | None:
    """The mean extent in these months; None if the record lacks one of them."""
    extents = record.seas[sea]
    values = [extents[year, month] for month in months if (year, month) in extents]
    return fmean(values) if len(values) == len(months) else None


def _months(months: Sequence[int]) -> str:
    """`July to September`, or all names if the months are not consecutive."""
    names = [interface().months[month - 1] for month in months]
    if len(months) > 2 and list(months) == list(range(months[0], months[-1] + 1)):
        return tr("{first} to {last}", first=names[0], last=names[-1])
    return tr(", ").join(names)


@dataclass(frozen=True, slots=True)
class Trend:
    """A linear trend, in million km2."""

    first: int
    last: int
    a_decade: float
    uncertainty: float
    """Its 95 per cent uncertainty, corrected for autocorrelation."""
    begin: float
    """Values of the line in the first and the last year."""
    end: float

    @property
    def percent(self) -> float:
        """Change over the whole period, in per cent of its beginning."""
        return 100.0 * (self.end - self.begin) / self.begin


def trend(record: IceRecord, month: int, years: tuple[int, int]) -> Trend | None:
    """The trend of the whole Arctic in a month over these years; None for fewer than ten of them."""
    series = [
        (year, record.arctic[year, month])
        for year in range(years[0], years[1] + 1)
        if (year, month) in record.arctic
    ]
    if len(series) < 10:
        return None
    xs, ys = [float(year) for year, _ in series], [extent for _, extent in series]
    slope, intercept = linear_regression(xs, ys)
    residuals = [y - (intercept + slope * x) for x, y in zip(xs, ys, strict=True)]
    # Autocorrelation reduces the effective number of years (Santer and others, 2000).
    likeness = max(correlation(residuals[:-1], residuals[1:]), 0.0)
    counted = len(series) * (1.0 - likeness) / (1.0 + likeness)
    mean = sum(xs) / len(xs)
    spread = sqrt(sum(x * x for x in residuals) / max(counted - 2.0, 1.0))
    error = spread / sqrt(sum((x - mean) ** 2 for x in xs))
    ends = (intercept + slope * xs[0], intercept + slope * xs[-1])
    return Trend(int(xs[0]), int(xs[-1]), 10.0 * slope, 10.0 * NORMAL * error, *ends)
