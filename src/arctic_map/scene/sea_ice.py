"""The ice of a sea by month: shares of its largest extent, its chart, and its lines in a popup."""

from dataclasses import dataclass
from math import fsum
from typing import Literal

from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Feature
from arctic_map.model.reckoning import MONTHS, IceRecord, shown
from arctic_map.model.tr import digits, interface, labelled, tr, tr_later

SEAS = {
    "Barents": tr_later("Barents Sea"),  # no words: its name there
    "Kara": tr_later("Kara Sea"),  # no words: its name there
    "Laptev": tr_later("Laptev Sea"),  # no words: its name there
    "East-Siberian": tr_later("East Siberian Sea"),  # no words: its name there
    "Chukchi": tr_later("Chukchi Sea"),  # no words: its name there
    "Bering": tr_later("Bering Sea"),  # no words: its name there
    "Okhotsk": tr_later("Sea of Okhotsk"),  # no words: its name there
}
"""Seas of the route from west to east, by their names in the record."""
THEN, NOW = (1981, 2010), (2015, 2024)
"""First and last year of the two reference periods."""
FIRST, LAST = 1979, 2024
"""First and last complete year of the record by sea."""
OPEN = 30.0
"""Per cent below which a month belongs to the season."""
CREDIT = "Credit: Sea Ice Index, National Snow and Ice Data Center"  # no words: as its source asks
Span = tuple[int, int]


def share(record: IceRecord, sea: str, month: int, years: Span) -> float | None:
    """Mean extent in per cent of the sea's largest one, ignoring missing years; None without any."""
    extents = record.seas.get(sea, {})
    whole = largest(record, sea)
    values = [extents[year, month] for year in range(years[0], years[1] + 1) if (year, month) in extents]
    return 100.0 * fsum(values) / len(values) / whole if values and whole else None


def largest(record: IceRecord, sea: str) -> float:
    """The largest monthly extent of the sea, km²; 0 if it is not in the record."""
    return max(record.seas.get(sea, {}).values(), default=0.0)


def shares(record: IceRecord, sea: str, years: Span) -> tuple[float | None, ...]:
    """The shares for each month of the year."""
    return tuple(share(record, sea, month, years) for month in range(1, MONTHS + 1))


def season(record: IceRecord, sea: str, years: Span) -> tuple[int, ...]:
    """Months, 1 to 12, whose share is below OPEN."""
    numbered = enumerate(shares(record, sea, years), 1)
    return tuple(month for month, value in numbered if value is not None and value < OPEN)


Look = Literal["then", "now", "year"]
SHORT = 3
"""Letters of an English or Russian month name on the axis."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with per cent for each month; None if the record has no value."""

    look: Look
    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class IceChart:
    """The chart of a sea, and the months that the map shows."""

    id: str
    """Name for an exported file."""
    title: str
    months: tuple[str, ...]
    lines: tuple[Line, ...]
    open: float
    """Per cent below which a month belongs to the season."""
    chosen: tuple[int, ...]
    """The months that the map shows, 1 to 12."""
    notes: tuple[str, ...]

    @property
    def words(self) -> str:
        """The chart as text."""
        rows = (labelled(line.label, tr(", ").join(map(self._text, line.values))) for line in self.lines)
        return "\n".join((f"{self.title} ({tr(', ').join(self.months)})", *rows, *self.notes))

    @staticmethod
    def _text(value: float | None) -> str:
        return "-" if value is None else digits(f"{value:.0f}")


def ice_chart(record: IceRecord, sea: str, month: int | None, year: int = LAST) -> IceChart:
    """The chart of a sea, by its name in the record."""
    spans: tuple[tuple[Look, str, Span], ...] = (
        ("then", in_words(THEN), THEN),
        ("now", in_words(NOW), NOW),
        ("year", str(year), (year, year)),
    )
    return IceChart(
        id=f"ice-{sea.lower()}",
        title=tr("{sea}: ice by month, % of its largest extent", sea=tr(SEAS[sea])),
        months=tuple(name[:SHORT] for name in interface().months),
        lines=tuple(Line(look, label, shares(record, sea, years)) for look, label, years in spans),
        open=OPEN,
        chosen=shown(month),
        notes=(
            season_in_words(record, sea),
            region_in_words(),
            tr("Mean monthly extents. Satellites see melt ponds as water: summers come out somewhat low."),
            CREDIT,
        ),
    )


def season_in_words(record: IceRecord, sea: str) -> str:
    """The months below the limit in both reference periods."""
    return tr(
        "Months below {bound} %: {then} in {first}; {now} in {last}.",
        bound=digits(f"{OPEN:g}"),
        then=_months(season(record, sea, THEN)),
        first=in_words(THEN),
        now=_months(season(record, sea, NOW)),
        last=in_words(NOW),
    )


def region_in_words() -> str:
    """The reference area of the shares: the region of the record, which is not the sea on the map."""
    return tr(
        "100 % is the largest monthly extent in the record's own region, whose limits are not those of the "
        "sea on the map."
    )


def in_words(years: Span) -> str:
    """The years as text, such as 1981-2010."""
    return f"{years[0]}-{years[1]}"


def month_in_words(month: int | None) -> str:
    """The selected month, or the two that are shown for all."""
    names = interface().months
    chosen = [names[each - 1] for each in reversed(shown(month))]
    return chosen[0] if len(chosen) == 1 else tr("{one} and {other}", one=chosen[0], other=chosen[1])


def _months(months: tuple[int, ...]) -> str:
    names = interface().months
    return tr(", ").join(names[month - 1] for month in months) if months else tr("none")


def ice_lines(feature: Feature, catalog: Catalog, month: int | None) -> tuple[tuple[str, str], ...]:
    """Pairs of heading and text; empty for other features."""
    record = catalog.ice
    if not feature.ice or feature.ice not in record.seas:
        return ()
    lines = (month_line(feature, catalog, each) for each in reversed(shown(month)))
    return (
        *lines,
        (tr("Season"), season_in_words(record, feature.ice)),
        (tr("Region"), region_in_words()),
        (tr("Ice"), CREDIT),
    )


def month_line(feature: Feature, catalog: Catalog, month: int) -> tuple[str, str]:
    """Heading and text for a sea in a month, 1 to 12."""
    return (
        tr("Ice in {month}", month=interface().months[month - 1]),
        tr(
            "{then} % of its largest extent in {first}, {now} % in {last}, {one} % in {year}",
            then=_whole(catalog.ice, feature.ice, month, THEN),
            first=in_words(THEN),
            now=_whole(catalog.ice, feature.ice, month, NOW),
            last=in_words(NOW),
            one=_whole(catalog.ice, feature.ice, month, (LAST, LAST)),
            year=LAST,
        ),
    )


def _whole(record: IceRecord, sea: str, month: int, years: Span) -> str:
    value = share(record, sea, month, years)
    return "-" if value is None else digits(f"{value:.0f}")
