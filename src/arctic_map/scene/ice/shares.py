"""Ice of the seas of the route, relative to the largest extent of each sea."""

from math import fsum

from arctic_map.model.ice import MONTHS, IceRecord
from arctic_map.model.tr import tr_later

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
