"""The ledger in groups: a narrow table need not say in each row what a group has in common."""

from collections.abc import Iterable
from dataclasses import dataclass

from arctic_map.scene.ledger import Row

HEADINGS = {
    "Distance from Shanghai to Hamburg": "Shanghai to Hamburg, km",
    "Saving of the Arctic": "Saving of the Arctic way, %",
    "Days at sea from Shanghai to Hamburg": "Days at sea",
    "Days of waiting or escort that eat up the saving": "Break-even: days of waiting or escort",
}
"""The words with which the rows of a group begin, and what stands above the group instead."""
REST = "Cargo on the Northern Sea Route"
"""Above the rows that begin otherwise."""
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    rows: tuple[tuple[str, Row], ...]
    """Each with what it has not in common with the others."""


def grouped(rows: Iterable[Row]) -> tuple[Group, ...]:
    """In the order in which their first rows come."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for row in rows:
        begin = next((each for each in HEADINGS if row.what.startswith(each)), "")
        found.setdefault(HEADINGS.get(begin, REST), []).append((_short(row, begin), row))
    return tuple(Group(heading, tuple(mine)) for heading, mine in found.items())


def stated(row: Row) -> str:
    return "" if row.stated is None else number(row.stated, row.unit)


def computed(row: Row) -> str:
    return number(row.computed, row.unit)


def difference(row: Row) -> str:
    return "" if row.difference is None else number(row.difference, row.unit, "+")


def per_cent(row: Row) -> str:
    """The difference as a share of what is stated; nothing where the figures are per cent themselves."""
    value = row.difference_percent
    return "" if value is None or row.unit == "%" else number(value, "%", "+")


def number(value: float, unit: str, sign: str = "") -> str:
    """Whole kilometres; of other units a decimal."""
    text = f"{value:{sign},.{0 if unit == 'km' else 1}f}"
    # A difference that rounds to nothing has no direction.
    return text.lstrip("+-") if not text.strip("+-0.,") else text.replace("-", MINUS)


def _short(row: Row, begin: str) -> str:
    if not begin:
        return f"{row.what}, {row.unit}"
    return row.what.removeprefix(begin).partition(", at ")[0].strip(" ,")
