"""The rows of the ledger in groups, and the group of ways that the route planner finds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import floor, isclose, log10

from arctic_map.geo import measure
from arctic_map.model.catalog import Catalog
from arctic_map.model.itinerary import LaneWay
from arctic_map.model.preferences import Units
from arctic_map.model.tr import interface, spaced, tr, tr_content, tr_later
from arctic_map.scene.ledger.ledger_rows import Basis, Row
from arctic_map.scene.ledger.voyages import alike
from arctic_map.scene.words.figures import printed
from arctic_map.scene.words.measures import UNIT_NAMES, both, converted
from arctic_map.scene.words.words import name_of

REST = tr_later("Other figures")
"""Heading of rows without a group."""
COLUMNS = {
    Basis.ARTICLE: (tr_later("Stated"), tr_later("Computed")),
    Basis.LANE: (tr_later("Drawn"), tr_later("Planned")),
    Basis.FACT: (tr_later("Fact"), tr_later("Computed")),
}
"""Names of both figures."""
TEN, THOUSAND = 10.0, 1000.0
LEAST = 1e-6
"""Figures below are printed as zero."""
MAX_OWN_PLACES = 3
SAME = 1e-9
"""Relative rounding error of arithmetic."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of the ledger with a common heading."""

    heading: str
    rows: tuple[tuple[str, Row], ...]
    """Rows, each with its short label."""


def grouped(rows: Iterable[Row], units: Units = "km") -> tuple[Group, ...]:
    """Group rows in the order of their first occurrence."""
    groups: dict[str, list[tuple[str, Row]]] = {}
    for row in rows:
        heading = tr(row.group, unit=unit_of(row, units)) if row.group else tr(REST)
        short = row.short or tr("{text}, {detail}", text=row.what, detail=unit_of(row, units))
        groups.setdefault(heading, []).append((short, row))
    return tuple(Group(heading, tuple(members)) for heading, members in groups.items())


def stated(row: Row, units: Units = "km") -> str:
    """The stated figure, with its unit if that is not the reader's; empty without one."""
    if row.stated is None:
        return ""
    other = f" {tr_content(row.unit)}" if row.unit == "km" != units else ""
    return f"{number(row.stated, places_stated(row))}{other}"


def computed(row: Row, units: Units = "km") -> str:
    """The computed figure, with lengths in the reader's unit."""
    return number(_in(row.computed, row, units), places_computed(row))


def difference(row: Row, units: Units = "km") -> str:
    """The difference, with lengths in the reader's unit; empty without a stated figure."""
    if row.stated is None:
        return ""
    # Of the rounded figures, so that a reader finds the same.
    value = round(_in(row.computed, row, units), places_computed(row))
    value -= round(_in(row.stated, row, units), places_stated(row))
    return number(value, places_of_difference(row), "+")


def stated_in_words(row: Row, units: Units = "km") -> str:
    """The stated figure, also in the reader's unit: `18,709 km (10,102 nmi)`; empty without one."""
    if row.stated is None:
        return ""
    return both(row.stated, units) if row.unit == "km" else spaced(stated(row), tr_content(row.unit))


def unit_of(row: Row, units: Units = "km") -> str:
    """The unit of the computed figure."""
    return tr(UNIT_NAMES[units]) if row.unit == "km" else tr_content(row.unit)


def per_cent(row: Row) -> str:
    """The difference in per cent of the stated figure; empty if the figures are per cent themselves."""
    value = row.difference_percent
    return "" if value is None or row.unit == "%" else number(value, 1, "+")


def number(value: float, places: int, sign: str = "") -> str:
    """Format a number with this many decimals."""
    text = f"{value:{sign},.{places}f}"
    # A difference that is rounded to zero has no sign.
    return printed(text.lstrip("+-") if not text.strip("+-0.,") else text)


def places_stated(row: Row) -> int:
    """Decimals of the stated figure: its own, if they are few; none for lengths of 1,000 km or more."""
    value = abs(row.stated or 0.0)
    if row.unit == "km" and value >= THOUSAND:
        return 0
    own = (
        places for places in range(MAX_OWN_PLACES + 1) if isclose(value, round(value, places), rel_tol=SAME)
    )
    return next(own, _usual_places(value, row))


def places_computed(row: Row) -> int:
    """Decimals of the computed figure: none for whole numbers, else at least those of the stated one."""
    value = abs(row.computed)
    if isclose(value, round(value), rel_tol=SAME):
        return 0
    return max(_usual_places(value, row), places_stated(row) if row.stated is not None else 0)


def places_of_difference(row: Row) -> int:
    """The larger number of decimals of the two."""
    return max(places_stated(row), places_computed(row))


def _usual_places(value: float, row: Row) -> int:
    """None from 1,000 on and for lengths from 10 km on, else one, and two digits below 1."""
    if value >= THOUSAND or (row.unit == "km" and value >= TEN):
        return 0
    return 1 if value >= 1.0 or value < LEAST else 1 - floor(log10(value))


def _in(value: float, row: Row, units: Units) -> float:
    return converted(value, units) if row.unit == "km" else value


GROUP = tr_later("Lanes: drawn and planned, {unit}")


def planned_rows(catalog: Catalog, ways: Iterable[LaneWay]) -> Iterator[Row]:
    """Yield a row for each lane in the catalogue, which compares its length on the map with the planner's."""
    for way in ways:
        lane = catalog.features.get(way.feature)
        drawn = measure.length(lane.geometry, lane.edges) / 1000.0 if lane else 0.0
        if lane is None or not alike(way.km, drawn):
            continue
        name = name_of(lane, interface().language)
        yield Row(
            id=f"planned-{lane.id}",
            group=GROUP,
            short=f"{lane.id} · {name}",
            what=tr("{name}: as drawn, and as the route planner finds it", name=name),
            stated=drawn,
            basis=Basis.LANE,
            computed=way.km,
            unit="km",
            how=tr(
                "Drawn: the lane on the map, from vertex to vertex along geodesics. "
                "Planned: the planner's shortest way between its ends: {through}.",
                through=tr(", ").join(map(tr, way.through)),
            ),
            why=tr(
                "The map shows the drawn lane, which follows the usual track of ships; the planner cuts "
                "corners as close as its margin of land allows. Neither is for navigation."
            ),
            features=(lane.id,),
            facts=lane.facts[:1],
        )
