"""Ways between the same ends that an article compares: their lengths, stated and drawn, and their days."""

from collections.abc import Iterator
from dataclasses import dataclass

from arctic_map.geo import measure
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.tr import tr
from arctic_map.scene.routing.routes import voyage_days

DEFAULT_KNOTS = 14.0
"""Where a speed is asked for and none is given: the reader's to change, no figure of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voyage:
    """A way, in km: as the article gives it and as it is drawn."""

    id: str
    feature: str
    between: str
    """Its ends, in words."""
    name: str
    stated: float
    drawn: float
    fact: str
    note: str
    """What is said of the drawn lane."""
    checked: str = ""
    """Against what else the length of the drawn lane was held, as a sentence; empty where it was not."""
    against: str = ""
    """What the first way is held against, such as `against Suez`."""
    saving: FigureRef | None = None
    """What the first way is said to save against it, per cent."""
    saved: str = ""
    """What others give as saved, as a sentence; empty where that is not asked."""

    @property
    def shorter(self) -> float:
        """By how much the stated way is shorter than the drawn one, in per cent of that."""
        return 100.0 * (self.drawn - self.stated) / self.drawn


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Days of waiting or escort after which the first way takes as long as another."""

    against: str
    """The id of the other lane."""
    stated: float
    """By the article's distances."""
    drawn: float
    """By the drawn lanes."""


def voyages(catalog: Catalog) -> dict[str, Voyage]:
    """The ways that the content compares, by their ids, in its order, measured anew."""
    found: dict[str, Voyage] = {}
    for way in catalog.voyages:
        stated, lane = stated_by(catalog, way.stated), catalog.features.get(way.feature)
        if not stated or lane is None:
            continue
        drawn = measure.length(lane.geometry, lane.edges) / 1000.0
        # Content from elsewhere may have made a point of the lane.
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
    """The way that the others are held against; None where it is not there."""
    return found.get(catalog.voyages[0].id) if catalog.voyages else None


def stated_by(catalog: Catalog, ref: FigureRef | None) -> float | None:
    """The figure of a fact; None without it."""
    fact = catalog.fact.get(ref.fact) if ref else None
    if ref is None or fact is None or ref.number > len(fact.figures):
        return None
    return float(fact.figures[ref.number - 1].value)


def break_even(catalog: Catalog, found: dict[str, Voyage], knots: float) -> Iterator[BreakEven]:
    """What the first way saves in days against each other one, all sailed at one speed.

    As many days of waiting for ice or escort eat the saving up. Raises ValueError as `voyage_days` does.
    """
    first = first_of(catalog, found)
    for other in found.values():
        if first is not None and other is not first:
            yield BreakEven(
                other.feature,
                voyage_days(other.stated - first.stated, knots),
                voyage_days(other.drawn - first.drawn, knots),
            )
