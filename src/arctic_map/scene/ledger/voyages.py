"""Ways between the same ends that the article compares: stated and measured lengths, and days."""

from collections.abc import Iterator
from dataclasses import dataclass

from arctic_map.geo import measure
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.tr import tr
from arctic_map.scene.routing.routes import voyage_days

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

    @property
    def shorter(self) -> float:
        """By how much the stated way is shorter than the lane, in per cent of the lane."""
        return 100.0 * (self.drawn - self.stated) / self.drawn


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Days of waiting or escort after which the first way takes as long as another."""

    against: str
    """Id of the other lane."""
    stated: float
    """By the stated distances."""
    drawn: float
    """By the lanes on the map."""


def voyages(catalog: Catalog) -> dict[str, Voyage]:
    """The compared ways by id in the order of the content, measured now."""
    found: dict[str, Voyage] = {}
    for way in catalog.voyages:
        stated, lane = stated_by(catalog, way.stated), catalog.features.get(way.feature)
        if not stated or lane is None:
            continue
        drawn = measure.length(lane.geometry, lane.edges) / 1000.0
        # A lane of other content may have no length.
        if stated > 0.0 and drawn > 0.0:
            found[way.id] = Voyage(
                id=way.id,
                feature=lane.id,
                between=tr(way.between),
                name=tr(way.name),
                stated=stated,
                drawn=drawn,
                fact=way.stated.fact,
                note=lane.note,
                checked=tr(way.checked),
                against=tr(way.against),
                saving=way.saving,
                saved=tr(way.saved),
            )
    return found


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
