"""The ledger in groups: a narrow table need not say in each row what a group has in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isclose

from arctic_map.model.preferences import Units
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.scene.ledger.ledger import Row
from arctic_map.scene.words.units import UNIT_NAMES, both, converted

REST = tr_later("Other figures")
"""Above the rows that begin otherwise."""
MINUS = "\N{MINUS SIGN}"
THOUSAND = 1000.0
SAME = 1e-9
"""Share of a figure by which arithmetic may miss it."""


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    rows: tuple[tuple[str, Row], ...]
    """Each with what it has not in common with the others."""


def grouped(rows: Iterable[Row], units: Units = "km") -> tuple[Group, ...]:
    """In the order in which their first rows come."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for row in rows:
        heading = tr(row.group, unit=unit_of(row, units)) if row.group else tr(REST)
        short = row.short or f"{row.what}, {unit_of(row, units)}"
        found.setdefault(heading, []).append((short, row))
    return tuple(Group(heading, tuple(mine)) for heading, mine in found.items())


def stated(row: Row, units: Units = "km") -> str:
    """As stated: with its unit where that is not the reader's."""
    if row.stated is None:
        return ""
    other = f" {tr(row.unit)}" if row.unit == "km" != units else ""
    return f"{number(row.stated, places_stated(row))}{other}"


def computed(row: Row, units: Units = "km") -> str:
    """Lengths in the reader's unit."""
    return number(_in(row.computed, row, units), places_computed(row))


def difference(row: Row, units: Units = "km") -> str:
    """Lengths in the reader's unit."""
    if row.difference is None:
        return ""
    return number(_in(row.difference, row, units), places_of_difference(row), "+")


def stated_in_words(row: Row, units: Units = "km") -> str:
    """What is stated, with the reader's unit beside it: `18,709 km (10,102 nmi)`; empty without it."""
    if row.stated is None:
        return ""
    return both(row.stated, units) if row.unit == "km" else f"{stated(row)} {tr(row.unit)}"


def unit_of(row: Row, units: Units = "km") -> str:
    """Of what is computed."""
    return tr(UNIT_NAMES[units]) if row.unit == "km" else tr(row.unit)


def per_cent(row: Row) -> str:
    """The difference as a share of what is stated; nothing where the figures are per cent themselves."""
    value = row.difference_percent
    return "" if value is None or row.unit == "%" else number(value, 1, "+")


def number(value: float, places: int, sign: str = "") -> str:
    """With so many decimals."""
    text = f"{value:{sign},.{places}f}"
    # A difference that rounds to nothing has no direction.
    return digits(text.lstrip("+-") if not text.strip("+-0.,") else text.replace("-", MINUS))


def places_stated(row: Row) -> int:
    """Decimals of what is stated: its own, as far as they are two or fewer."""
    value = row.stated or 0.0
    if row.unit == "km":
        return 0
    return next((places for places in (0, 1, 2) if isclose(value, round(value, places), rel_tol=SAME)), 1)


def places_computed(row: Row) -> int:
    """Decimals of what is computed: one, and none of lengths, of a thousand and more and of whole numbers."""
    value = row.computed
    whole = row.unit == "km" or abs(value) >= THOUSAND or isclose(value, round(value), rel_tol=SAME)
    return 0 if whole else 1


def places_of_difference(row: Row) -> int:
    """As many as the more exact of the two has."""
    return max(places_stated(row), places_computed(row))


def _in(value: float, row: Row, units: Units) -> float:
    return converted(value, units) if row.unit == "km" else value
