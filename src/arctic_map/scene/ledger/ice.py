"""What the measured record of ice says to the article's remarks on it, and what it cannot tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from arctic_map.model.catalog import Catalog
from arctic_map.model.ice import IceRecord
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.scene.ice.shares import CREDIT, FIRST, NOW, OPEN, SEAS, season
from arctic_map.scene.ice.trend import trend

SUMMER = (7, 8, 9)
YEAR, BEFORE = 2024, (2014, 2023)
"""The year that the article speaks of, and the ten before it."""
ROUTE = ("Kara", "Laptev", "East-Siberian", "Chukchi")  # no words: their names in the record
"""Seas that the route crosses."""
HARDEST = "East-Siberian"  # no words: its name there
GROUP = tr_later("Ice of July to September 2024 against 2014-2023, {unit}")
A_DECADE, MONTHS = tr_later("million km2 a decade"), tr_later("months")
"""Units."""
SEASON = tr_later("Ice of the route, {unit} of the year")
TREND = tr_later("September ice of the whole Arctic, {unit}")
CANNOT = tr_later(
    "The record has no thickness, concentration, drift or days, and not how far a ship may go in it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A figure of the record, as a row of the ledger tells it."""

    id: str
    what: str
    short: str
    group: str
    computed: float
    unit: str
    how: str
    why: str
    facts: tuple[str, ...]
    features: tuple[str, ...] = ()


def found(catalog: Catalog) -> Iterator[Found]:
    """Nothing without a record, or without the facts."""
    record = catalog.ice
    if not record.seas or not {"T7", "T8", "T11"} <= catalog.fact.keys():
        return
    for sea in ROUTE:
        if (one := _summer(record, sea, YEAR)) is not None:
            yield _heavy(catalog, sea, one)
    yield _short(record)
    if (line := trend(record, 9, (FIRST, YEAR))) is not None:
        yield Found(
            id="ice-september",
            what=tr("Change of September's extent of the whole Arctic since {first}", first=FIRST),
            short=tr("Change since {first}", first=FIRST),
            group=TREND,
            computed=line.a_decade,
            unit=A_DECADE,
            how=tr(
                "Straight line by least squares, {first} to {last}: {value} ± {error} million km2 a decade "
                "(95 per cent, allowing for years that are alike), {percent} % from end to end. {credit}.",
                first=line.first,
                last=line.last,
                value=digits(f"{line.a_decade:.2f}"),
                error=digits(f"{line.uncertainty:.2f}"),
                percent=digits(f"{line.percent:.0f}"),
                credit=CREDIT,
            ),
            why=tr("A line through the past is no forecast. {cannot}", cannot=tr(CANNOT)),
            facts=("T8",),
        )
    closed = 12 - len(season(record, HARDEST, NOW))
    yield Found(
        id="ice-2040",
        what=tr("Months of the year in which the East Siberian Sea keeps 30 % of its ice or more, 2015-2024"),
        short=tr("Months with 30 % or more in the East Siberian Sea"),
        group=SEASON,
        computed=float(closed),
        unit=MONTHS,
        how=tr(
            "Months whose mean share of 2015-2024 is not below {bound} %. {credit}.",
            bound=digits(f"{OPEN:g}"),
            credit=CREDIT,
        ),
        why=tr(
            "Traffic all year by 2040 would need these months to open, or ships that go through their ice. "
            "Whether they will, no record of the past can tell. {cannot}",
            cannot=tr(CANNOT),
        ),
        facts=("T11",),
        features=_area(catalog, HARDEST),
    )


def _heavy(catalog: Catalog, sea: str, one: float) -> Found:
    others = [value for year in range(BEFORE[0], BEFORE[1] + 1) if (value := _summer(catalog.ice, sea, year))]
    mean = fmean(others)
    place = 1 + sum(other > one for other in others)
    return Found(
        id=f"ice-2024-{sea.lower()}",
        what=tr("Ice of the summer of 2024 in the {sea} against the ten summers before", sea=tr(SEAS[sea])),
        short=tr(SEAS[sea]),
        group=GROUP,
        computed=100.0 * (one - mean) / mean,
        unit="%",
        how=tr(
            "Mean extent of July to September: {one} thousand km2 against {mean}, place {place} of {count} "
            "(1 is the most ice). {credit}.",
            one=digits(f"{one / 1000:,.0f}"),
            mean=digits(f"{mean / 1000:,.0f}"),
            place=place,
            count=len(others) + 1,
            credit=CREDIT,
        ),
        why=tr("Heavy ice may also be thick or pressed against a coast. {cannot}", cannot=tr(CANNOT)),
        facts=("T7",),
        features=_area(catalog, sea),
    )


def _short(record: IceRecord) -> Found:
    own = _open_months(record, YEAR)
    mean = fmean(_open_months(record, year) for year in range(BEFORE[0], BEFORE[1] + 1))
    return Found(
        id="ice-season-2024",
        what=tr("Months of 2024 in which all four seas of the route had less than 30 % of their ice"),
        short=tr("Months of 2024 with less than 30 % on all of the route"),
        group=SEASON,
        computed=float(own),
        unit=MONTHS,
        how=tr(
            "Kara, Laptev, East Siberian and Chukchi Sea, each of its own largest extent; in 2014-2023 "
            "{mean} months on average. {credit}.",
            mean=digits(f"{mean:.1f}"),
            credit=CREDIT,
        ),
        why=tr("A season is told in days, and months are too coarse for it. {cannot}", cannot=tr(CANNOT)),
        facts=("T7",),
    )


def _open_months(record: IceRecord, year: int) -> int:
    open_in = [set(season(record, sea, (year, year))) for sea in ROUTE]
    return len(set.intersection(*open_in))


def _summer(record: IceRecord, sea: str, year: int) -> float | None:
    extents = record.seas.get(sea, {})
    values = [extents[year, month] for month in SUMMER if (year, month) in extents]
    return fmean(values) if len(values) == len(SUMMER) else None


def _area(catalog: Catalog, sea: str) -> tuple[str, ...]:
    return tuple(each.id for each in catalog.features.values() if each.ice == sea)
