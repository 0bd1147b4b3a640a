"""The ledger: figures of the article beside what the drawn lanes and plain arithmetic give for them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import Units
from arctic_map.scene.figures import figure
from arctic_map.scene.ledger.voyages import (
    ARCTIC,
    KM_PER_NAUTICAL_MILE,
    BreakEven,
    Voyage,
    break_even,
    voyage_days,
    voyages,
)
from arctic_map.scene.words.passages import passages_in_words
from arctic_map.scene.words.units import converted


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure under test: what is stated, what comes out, and why the two may differ."""

    id: str
    what: str
    stated: float | None
    """As the article gives it; None where it gives only the figures that `computed` is made from."""
    computed: float
    unit: str
    how: str
    why: str
    features: tuple[str, ...] = ()
    """The lanes that were measured or that the figure is about."""
    facts: tuple[str, ...] = ()
    passage: str = ""
    """Where the article gives the figures, in words."""

    @property
    def difference(self) -> float | None:
        """Computed less stated, in the unit of both."""
        return None if self.stated is None else self.computed - self.stated

    @property
    def difference_percent(self) -> float | None:
        """The difference in per cent of what is stated."""
        return None if not self.stated else 100.0 * (self.computed - self.stated) / self.stated


NOTEWORTHY = 2.0
"""Per cent by which a stated way may fall short of the drawn one without a word: lanes differ as much."""
PRESS_SAVED_NMI = 2_800
"""What the press usually gives as saved from Shanghai to Hamburg against Suez, as in the question of T3."""

_GEODESIC = "Length of the drawn lane, vertex to vertex along geodesics of the WGS84 ellipsoid."
_DAYS = (
    "Distance divided by speed, without a stop: stated with the article's distance, computed with the length "
    "of the drawn lane."
)
_BREAK_EVEN = (
    "Difference of the two distances divided by the speed, the same for both ways: stated with the article's "
    "distances, computed with the lengths of the drawn lanes."
)


def rows(catalog: Catalog, units: Units = "km") -> tuple[Row, ...]:
    """Every figure that geometry or arithmetic can test, computed anew.

    Figures are in the article's units; `units` is for reckonings with lengths of the drawn lanes in words.
    What the catalogue has no fact or lane for is left out.
    """
    found = voyages(catalog)
    return _placed(
        catalog,
        (
            *map(_distance, found.items()),
            *_saved(found, units),
            *_savings(catalog, found, units),
            *_cargo(catalog),
        ),
    )


def day_rows(catalog: Catalog, knots: float) -> tuple[Row, ...]:
    """Days at sea and break-even at a speed, by the article's distances (stated) and by the drawn lanes.

    Raises ValueError for a speed that is not above zero.
    """
    found = voyages(catalog)
    speed = f"at {knots:g} knots"
    days = [
        Row(
            id=f"days-{id}",
            what=f"Days at sea from Shanghai to Hamburg {voyage.name}, {speed}",
            stated=voyage_days(voyage.stated, knots),
            computed=voyage_days(voyage.drawn, knots),
            unit="days",
            how=_DAYS,
            why="The distances differ. The speed is the reader's; in ice a ship is slower.",
            features=(voyage.feature,),
            facts=(voyage.fact,),
        )
        for id, voyage in found.items()
    ]
    even = (_break_even_row(each, found, speed) for each in break_even(found, knots))
    return _placed(catalog, (*days, *even))


def _placed(catalog: Catalog, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with where the article gives their figures."""
    return tuple(
        replace(row, passage=passages_in_words(catalog.fact[fact] for fact in row.facts)) for row in rows
    )


def _distance(named: tuple[str, Voyage]) -> Row:
    id, voyage = named
    return Row(
        id=f"distance-{id}",
        what=f"Distance from Shanghai to Hamburg {voyage.name}",
        stated=voyage.stated,
        computed=voyage.drawn,
        unit="km",
        how=_GEODESIC,
        why=" ".join(
            filter(
                None,
                (
                    "The article does not say which way it measured, nor how.",
                    _shorter(voyage),
                    voyage.checked,
                    f"The drawn lane: {voyage.note}",
                ),
            )
        ),
        features=(voyage.feature,),
        facts=(voyage.fact,),
    )


def _shorter(voyage: Voyage) -> str:
    """How far a stated way falls short of one that can be sailed; nothing is said of a small share."""
    if voyage.shorter < NOTEWORTHY:
        return ""
    return f"The way stated is about {voyage.shorter:.0f} % shorter than a ship can sail."


def _saved(found: dict[str, Voyage], units: Units) -> Iterator[Row]:
    """Kilometres that the Arctic saves against Suez, with what the press gives for the same ports."""
    if (arctic := found.get("arctic")) is None or (suez := found.get("suez")) is None:
        return
    less, more = converted(arctic.drawn, units), converted(suez.drawn, units)
    yield Row(
        id="saved-suez",
        what="Distance saved by the Arctic against the way by Suez",
        stated=suez.stated - arctic.stated,
        computed=suez.drawn - arctic.drawn,
        unit="km",
        how=f"Stated: {suez.stated:,.0f} - {arctic.stated:,.0f} km, the article's own distances. "
        f"Computed: {more:,.0f} - {less:,.0f} {units}, the drawn lanes.",
        why=" ".join(
            filter(
                None,
                (
                    f"The stated way by Suez is about {suez.shorter:.0f} % shorter than a ship can sail, "
                    f"the stated Arctic way about {arctic.shorter:.0f} %.",
                    suez.checked,
                    f"The press usually gives {PRESS_SAVED_NMI:,} nautical miles for these ports, "
                    f"about {round(PRESS_SAVED_NMI * KM_PER_NAUTICAL_MILE, -2):,.0f} km.",
                ),
            )
        ),
        features=(arctic.feature, suez.feature),
        facts=(suez.fact,),
    )


def _savings(catalog: Catalog, found: dict[str, Voyage], units: Units) -> Iterator[Row]:
    """Each saving twice: the article's per cent against its own distances, and against the drawn lanes."""
    arctic = found.get("arctic")
    for id, fact in (("suez", "T3"), ("cape", "T4")):
        stated, other = figure(catalog, fact, "%", "saving"), found.get(id)
        if stated is None or arctic is None or other is None:
            continue
        yield _saving(arctic, other, fact, stated, lambda voyage: voyage.stated, f"saving-{id}-stated", "km")
        yield _saving(arctic, other, fact, stated, lambda voyage: voyage.drawn, f"saving-{id}-drawn", units)


def _saving(
    arctic: Voyage,
    other: Voyage,
    fact: str,
    stated: float,
    km: Callable[[Voyage], float],
    id: str,
    units: Units,
) -> Row:
    own, short, long = id.endswith("-stated"), km(arctic), km(other)
    less, more = converted(short, units), converted(long, units)
    named = f" {units}" if units != "km" else ""
    return Row(
        id=id,
        what=f"Saving of the Arctic against the way {other.name}, "
        + ("from the article's own distances" if own else "from the drawn lanes"),
        stated=stated,
        computed=100.0 * (long - short) / long,
        unit="%",
        how=f"({more:,.0f} - {less:,.0f}) / {more:,.0f}{named}; the difference is in percentage points.",
        why="The article rounds."
        if own
        else "Both drawn lanes differ from the stated distances, each by its own share.",
        features=(arctic.feature, other.feature),
        facts=tuple(dict.fromkeys((arctic.fact, fact))),
    )


def _cargo(catalog: Catalog) -> Iterator[Row]:
    """What follows from the figures for cargo; the article gives none of these results as a number."""
    total, more = (
        figure(catalog, "T5", "million t", "cargo"),
        figure(catalog, "T5", "million t", "growth"),
    )
    target = figure(catalog, "T6", "million t", "target")
    transit, growth = figure(catalog, "T7", "million t", "transit"), figure(catalog, "T7", "%", "growth")
    if total is not None and target:
        yield _derived(
            catalog,
            ("T5", "T6"),
            id="cargo-target",
            what="Share of the cargo target for 2024 that was reached",
            computed=100.0 * total / target,
            unit="%",
            how=f"{total:g} / {target:g} million t.",
            why="The article gives no per cent; it says that less than half was reached, which holds "
            f"({total:g} against half of {target:g}, {target / 2:g} million t)."
            if total < target / 2
            else "The article gives no per cent.",
        )
    if total is not None and more is not None:
        yield _derived(
            catalog,
            ("T5",),
            id="cargo-2023",
            what="Cargo on the Northern Sea Route in 2023",
            computed=total - more,
            unit="million t",
            how=f"{total:g} - {more:g} million t: the cargo of 2024 less its growth.",
            why="The article does not state the cargo of 2023; both figures it follows from are rounded.",
        )
    if transit is not None and growth is not None and growth > -100:
        yield _derived(
            catalog,
            ("T7",),
            id="transit-2023",
            what="Transit cargo on the Northern Sea Route in 2023, about",
            computed=transit / (1.0 + growth / 100.0),
            unit="million t",
            how=f"{transit:g} million t / {1.0 + growth / 100.0:g}: the cargo of 2024 less its growth.",
            why="The article does not state it. The figures it follows from are no exact ones: the cargo of "
            f"2024 is given as over {transit:g} million t, its growth as nearly {growth:g} %. Its sentence "
            "leaves open whether that growth is one of transits or of tonnes; tonnes are assumed here.",
        )


def _derived(
    catalog: Catalog,
    facts: tuple[str, ...],
    *,
    id: str,
    what: str,
    computed: float,
    unit: str,
    how: str,
    why: str,
) -> Row:
    features = dict.fromkeys(feature for fact in facts for feature in catalog.fact[fact].features)
    return Row(
        id=id,
        what=what,
        stated=None,
        computed=computed,
        unit=unit,
        how=how,
        why=why,
        features=tuple(features),
        facts=facts,
    )


def _break_even_row(each: BreakEven, found: dict[str, Voyage], speed: str) -> Row:
    id, other = next((id, voyage) for id, voyage in found.items() if voyage.feature == each.against)
    return Row(
        id=f"break-even-{id}",
        what=f"Days of waiting or escort that eat up the saving against the way {other.name}, {speed}",
        stated=each.stated,
        computed=each.drawn,
        unit="days",
        how=_BREAK_EVEN,
        why="The distances differ. Fees, canal queues and slower steaming in ice are not counted.",
        features=(ARCTIC, each.against),
        facts=tuple(dict.fromkeys((found["arctic"].fact, other.fact))),
    )
