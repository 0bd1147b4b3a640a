"""The ledger: figures of the article compared with the lanes on the map and with arithmetic."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.itinerary import LaneWay
from arctic_map.model.preferences import Units
from arctic_map.model.tr import digits, tr, tr_content, tr_later
from arctic_map.scene.ledger import reckonings
from arctic_map.scene.ledger.reckonings import computed, facts_of, how, value_of
from arctic_map.scene.ledger.voyages import (
    BreakEven,
    Voyage,
    break_even,
    compared_in_words,
    first_of,
    saved_in_words,
    stated_by,
    voyages,
)
from arctic_map.scene.routing.routes import voyage_days
from arctic_map.scene.words.fact_texts import passages_in_words
from arctic_map.scene.words.measures import UNIT_NAMES, converted


class Basis(StrEnum):
    """What the first of two compared figures is."""

    ARTICLE = "stated"
    LANE = "drawn"
    FACT = "fact"
    """A fact of the atlas without a passage of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure under test: stated value, computed value, and why they may differ."""

    id: str
    what: str
    group: str = ""
    """Heading shared with similar rows, marked for translation; empty for single rows."""
    short: str = ""
    """The label within the group."""
    stated: float | None
    """The figure that is tested; None if the article states only the input of `computed`."""
    basis: Basis = Basis.ARTICLE
    """What `stated` is."""
    computed: float
    unit: str
    how: str
    why: str
    features: tuple[str, ...] = ()
    """Ids of the measured lanes, or of the features of the figure."""
    facts: tuple[str, ...] = ()
    passage: str = ""
    """Where the article states the figures, as text."""

    @property
    def difference(self) -> float | None:
        """Computed minus stated, in their unit; None without a stated value."""
        return None if self.stated is None else self.computed - self.stated

    @property
    def difference_percent(self) -> float | None:
        """The difference in per cent of the stated value; None if that is missing or zero."""
        return None if not self.stated else 100.0 * (self.computed - self.stated) / self.stated


DAYS = tr_later("days")
"""Units, translated where they are shown."""
DAYS_AT_SEA = tr_later("Days at sea")
BREAK_EVEN = tr_later("Break-even: days of waiting or escort")

_GEODESIC = tr_later("Length of the drawn lane, vertex to vertex along geodesics of the WGS84 ellipsoid.")
_DAYS = tr_later(
    "Distance divided by speed, without a stop: stated with the article's distance, computed with the length "
    "of the drawn lane."
)
_BREAK_EVEN = tr_later(
    "Difference of the two distances divided by the speed, the same for both ways: stated with the article's "
    "distances, computed with the lengths of the drawn lanes."
)


def rows(catalog: Catalog, units: Units = "km", ways: Iterable[LaneWay] = ()) -> tuple[Row, ...]:
    """Every figure that geometry or arithmetic can test.

    Figures are in the units of the article; `units` applies to lengths in explanations, which also name the
    lengths of `ways`. Figures without a fact or lane in the catalogue are omitted.
    """
    measured = voyages(catalog, ways)
    return _placed(
        catalog,
        (
            *(_distance(voyage, units) for voyage in measured.values()),
            *_saved(catalog, measured, units),
            *_savings(catalog, measured, units),
            *_requested(catalog),
            *_of_ice(catalog),
        ),
    )


def _of_ice(catalog: Catalog) -> Iterator[Row]:
    """Yield the rows on the ice record."""
    for each in reckonings.found(catalog):
        yield Row(
            id=each.row.id,
            what=tr_content(each.row.what),
            group=_without_gaps(tr_content(each.row.group)),
            short=tr_content(each.row.short),
            stated=None,
            computed=each.computed,
            unit=each.unit,
            how=each.how,
            why=each.why,
            features=each.features,
            facts=each.row.facts,
        )


def _requested(catalog: Catalog) -> Iterator[Row]:
    """Yield the rows that the content declares."""
    for each in catalog.ledger:
        facts = facts_of(each)
        if catalog.fact.keys() >= set(facts) and (value := computed(catalog, each)) is not None:
            group, what = tr_content(each.group), tr_content(each.what)
            yield Row(
                id=each.id,
                what=what,
                # Content texts may contain braces, which are no placeholders.
                group=_without_gaps(group),
                # A group heading that ends in the unit applies to all of its rows.
                short=what if each.group.endswith(f", {each.unit}") else "",
                stated=value_of(catalog, each.stated) if each.stated else None,
                basis=_basis(catalog, each.stated),
                computed=value,
                unit=each.unit,
                how=how(catalog, each),
                why=tr_content(each.why),
                features=(each.feature,) if each.feature else _features(catalog, facts),
                facts=facts,
            )


def _basis(catalog: Catalog, stated: FigureRef | None) -> Basis:
    return Basis.FACT if stated and catalog.fact[stated.fact].passage is None else Basis.ARTICLE


def _features(catalog: Catalog, facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(feature for fact in facts for feature in catalog.fact[fact].features))


def day_rows(catalog: Catalog, knots: float) -> tuple[Row, ...]:
    """Days at sea and break-even by stated and drawn lengths. Raises ValueError unless the speed is
    positive.
    """
    measured = voyages(catalog)
    speed = tr("at {knots} knots", knots=_written(knots))
    days = [
        Row(
            id=f"days-{id}",
            group=DAYS_AT_SEA,
            short=voyage.name,
            what=tr(
                "Days at sea from {between} {name}, {speed}",
                between=voyage.between,
                name=voyage.name,
                speed=speed,
            ),
            stated=voyage_days(voyage.stated, knots),
            computed=voyage_days(voyage.drawn, knots),
            unit=DAYS,
            how=tr(_DAYS),
            why=tr("The distances differ. The speed is the reader's; in ice a ship is slower."),
            features=(voyage.feature,),
            facts=(voyage.fact,),
        )
        for id, voyage in measured.items()
    ]
    first = first_of(catalog, measured)
    even = (
        _break_even_row(each, first, measured, speed)
        for each in break_even(catalog, measured, knots)
        if first
    )
    return _placed(catalog, (*days, *even))


def _placed(catalog: Catalog, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with the passages of their figures."""
    return tuple(
        replace(row, passage=passages_in_words(catalog.fact[fact] for fact in row.facts)) for row in rows
    )


def _with_unit(group: str) -> str:
    """A heading with a placeholder for the unit."""
    return tr("{text}, {detail}", text=_without_gaps(group), detail="{unit}")


def _without_gaps(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def _distance(voyage: Voyage, units: Units) -> Row:
    return Row(
        id=f"distance-{voyage.id}",
        group=_with_unit(voyage.between),
        short=voyage.name,
        what=tr("Distance from {between} {name}", between=voyage.between, name=voyage.name),
        stated=voyage.stated,
        computed=voyage.drawn,
        unit="km",
        how=tr(_GEODESIC),
        why=" ".join(
            filter(
                None,
                (
                    tr("The article does not say which way it measured, nor how."),
                    compared_in_words(voyage, units),
                    voyage.checked,
                    tr("The drawn lane: {note}", note=tr(voyage.note)),
                ),
            )
        ),
        features=(voyage.feature,),
        facts=(voyage.fact,),
    )


def _saved(catalog: Catalog, found: dict[str, Voyage], units: Units) -> Iterator[Row]:
    """Yield rows on the kilometres that the first way saves, if requested by the content."""
    first = first_of(catalog, found)
    for other in found.values():
        if first is None or other is first or not other.saved:
            continue
        less, more = converted(first.drawn, units), converted(other.drawn, units)
        yield Row(
            id=f"saved-{other.id}",
            group=_with_unit(tr("Saved {name}", name=first.name)),
            short=other.against,
            what=tr("Distance saved {name} against the way {other}", name=first.name, other=other.name),
            stated=other.stated - first.stated,
            computed=other.drawn - first.drawn,
            unit="km",
            how=tr(
                "Stated: {stated_more} - {stated_less} km, the article's own distances. "
                "Computed: {more} - {less} {units}, the drawn lanes.",
                stated_more=_whole(other.stated),
                stated_less=_whole(first.stated),
                more=_whole(more),
                less=_whole(less),
                units=tr(UNIT_NAMES[units]),
            ),
            why=" ".join(
                filter(
                    None,
                    (
                        tr("Both drawn lanes differ from the stated distances, each by its own share."),
                        saved_in_words(first, other, units),
                        other.checked,
                        other.saved,
                    ),
                )
            ),
            features=(first.feature, other.feature),
            facts=(other.fact,),
        )


def _savings(catalog: Catalog, found: dict[str, Voyage], units: Units) -> Iterator[Row]:
    """Yield two rows for each saving: from the stated distances, and from the lanes on the map."""
    first = first_of(catalog, found)
    for other in found.values():
        stated = stated_by(catalog, other.saving)
        if stated is None or first is None or other is first:
            continue
        yield _saving(first, other, stated, lambda way: way.stated, f"saving-{other.id}-stated", "km")
        yield _saving(first, other, stated, lambda way: way.drawn, f"saving-{other.id}-drawn", units)


def _saving(
    first: Voyage, other: Voyage, stated: float, km: Callable[[Voyage], float], id: str, units: Units
) -> Row:
    own, short, long = id.endswith("-stated"), km(first), km(other)
    less, more = converted(short, units), converted(long, units)
    named = f" {tr(UNIT_NAMES[units])}" if units != "km" else ""
    source = tr("from the article's own distances") if own else tr("from the drawn lanes")
    return Row(
        id=id,
        group=_without_gaps(tr("Saving {name}, %", name=first.name)),
        short=tr("{against}, {source}", against=other.against, source=source),
        what=tr(
            "Saving {name} against the way {other}, {source}",
            name=first.name,
            other=other.name,
            source=source,
        ),
        stated=stated,
        computed=100.0 * (long - short) / long,
        unit="%",
        how=tr(
            "({more} - {less}) / {more}{unit}; the difference is in percentage points.",
            more=_whole(more),
            less=_whole(less),
            unit=named,
        ),
        why=tr("The article rounds.")
        if own
        else tr("Both drawn lanes differ from the stated distances, each by its own share."),
        features=(first.feature, other.feature),
        facts=tuple(dict.fromkeys((first.fact, other.fact))),
    )


def _whole(value: float) -> str:
    return digits(f"{value:,.0f}")


def _written(value: float) -> str:
    """With as many decimals as necessary."""
    return digits(f"{value:g}")


def _break_even_row(each: BreakEven, first: Voyage, found: dict[str, Voyage], speed: str) -> Row:
    other = next(voyage for voyage in found.values() if voyage.feature == each.against)
    return Row(
        id=f"break-even-{other.id}",
        group=BREAK_EVEN,
        short=other.against,
        what=tr(
            "Days of waiting or escort that eat up the saving against the way {name}, {speed}",
            name=other.name,
            speed=speed,
        ),
        stated=each.stated,
        computed=each.drawn,
        unit=DAYS,
        how=tr(_BREAK_EVEN),
        why=tr("The distances differ. Fees, canal queues and slower steaming in ice are not counted."),
        features=(first.feature, each.against),
        facts=tuple(dict.fromkeys((first.fact, other.fact))),
    )
