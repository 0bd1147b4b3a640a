"""Ways between the same ends that the article compares: stated and measured lengths, and days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arctic_map.geo import measure
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.itinerary import LaneWay
from arctic_map.model.preferences import Units
from arctic_map.model.tr import digits, tr, tr_content
from arctic_map.scene.routing.routes import voyage_days
from arctic_map.scene.words.measures import length_in_words

ANOTHER = 0.15
"""A lane whose length differs from the planner's way by more than this share belongs to another atlas."""
DEFAULT_KNOTS = 14.0
"""The default speed, which the reader can change; it is no figure of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voyage:
    """A way in km, as stated by the article and as drawn on the map."""

    id: str
    feature: str
    between: str
    """Both ends as text."""
    name: str
    stated: float
    drawn: float
    fact: str
    note: str
    """The note on the lane."""
    checked: str = ""
    """A sentence on the other sources that confirm the length of the lane; empty if there are none."""
    against: str = ""
    """What the first way is compared with, such as `against Suez`."""
    saving: FigureRef | None = None
    """The saving of the first way as stated, per cent."""
    saved: str = ""
    """A sentence on savings that others state; empty if there are none."""
    planned: float | None = None
    """Km of the shortest way that the route planner finds; None if unknown."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Days of waiting or escort after which the first way takes as long as another."""

    against: str
    """Id of the other lane."""
    stated: float
    """By the stated distances."""
    drawn: float
    """By the lanes on the map."""


def voyages(catalog: Catalog, ways: Iterable[LaneWay] = ()) -> dict[str, Voyage]:
    """The compared ways by id in the order of the content, measured now; `ways` are those of the planner."""
    measured: dict[str, Voyage] = {}
    planned = {way.feature: way.km for way in ways}
    for way in catalog.voyages:
        stated, lane = stated_by(catalog, way.stated), catalog.features.get(way.feature)
        if not stated or lane is None:
            continue
        drawn = measure.length(lane.geometry, lane.edges) / 1000.0
        # A lane of other content may have no length.
        if stated > 0.0 and drawn > 0.0:
            measured[way.id] = Voyage(
                id=way.id,
                feature=lane.id,
                between=tr_content(way.between),
                name=tr_content(way.name),
                stated=stated,
                drawn=drawn,
                fact=way.stated.fact,
                note=tr_content(lane.note),
                checked=tr_content(way.checked),
                against=tr_content(way.against),
                saving=way.saving,
                saved=tr_content(way.saved),
                planned=km if (km := planned.get(lane.id)) and alike(km, drawn) else None,
            )
    return measured


def alike(planned: float, drawn: float) -> bool:
    """Whether a planned and a drawn length may be those of the same lane."""
    return drawn > 0.0 and abs(planned / drawn - 1.0) <= ANOTHER


def first_of(catalog: Catalog, found: dict[str, Voyage]) -> Voyage | None:
    """The reference of the comparisons; None if it is missing."""
    return found.get(catalog.voyages[0].id) if catalog.voyages else None


def stated_by(catalog: Catalog, ref: FigureRef | None) -> float | None:
    """The value of a figure; None if it does not exist."""
    fact = catalog.fact.get(ref.fact) if ref else None
    if ref is None or fact is None or ref.number > len(fact.figures):
        return None
    return float(fact.figures[ref.number - 1].value)


def break_even(catalog: Catalog, found: dict[str, Voyage], knots: float) -> Iterator[BreakEven]:
    """Yield days that the first way saves against each other. Raises ValueError unless `knots` > 0."""
    first = first_of(catalog, found)
    for other in found.values():
        if first is not None and other is not first:
            yield BreakEven(
                other.feature,
                voyage_days(other.stated - first.stated, knots),
                voyage_days(other.drawn - first.drawn, knots),
            )


def compared_in_words(voyage: Voyage, units: Units) -> str:
    """How much the lengths of the drawn lane and of the planner's way differ from the stated one."""
    drawn = _difference(voyage.drawn, voyage.stated)
    if voyage.planned is None:
        return tr("The lane drawn here, which keeps off the coast, is {difference}.", difference=drawn)
    return tr(
        "The lane drawn here, which keeps off the coast, is {difference}. The shortest navigable way that "
        "the route planner finds, {planned}, is {other}.",
        difference=drawn,
        planned=length_in_words(1000.0 * voyage.planned, units),
        other=_difference(voyage.planned, voyage.stated),
    )


def saved_in_words(first: Voyage, other: Voyage, units: Units) -> str:
    """What the first of the planner's ways saves; empty if they are unknown."""
    if first.planned is None or other.planned is None:
        return ""
    less, more = 1000.0 * first.planned, 1000.0 * other.planned
    return tr(
        "The shortest navigable ways that the route planner finds, {more} and {less}, differ by {saved}.",
        more=length_in_words(more, units),
        less=length_in_words(less, units),
        saved=length_in_words(more - less, units),
    )


def _difference(length: float, stated: float) -> str:
    share = 100.0 * (length / stated - 1.0)
    percent = digits(f"{abs(share):.1f}")
    if percent == digits("0.0"):
        return tr("as long as stated")
    if share > 0.0:
        return tr("{percent} % longer than stated", percent=percent)
    return tr("{percent} % shorter than stated", percent=percent)
