"""The three ways from Shanghai to Hamburg: their lengths, stated and drawn, and the days they take."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.figures import figure

KM_PER_NAUTICAL_MILE = 1.852
DEFAULT_KNOTS = 14.0
"""Where a speed is asked for and none is given: the reader's to change, no figure of the article."""

ARCTIC, SUEZ, CAPE = "L5", "L6", "L7"


@dataclass(frozen=True, slots=True)
class Voyage:
    """A way from Shanghai to Hamburg, in km: as the article gives it and as it is drawn."""

    feature: str
    name: str
    stated: float
    drawn: float
    fact: str
    note: str
    """What is said of the drawn lane."""
    checked: str = ""
    """Against what else the length of the drawn lane was held, as a sentence; empty where it was not."""
    against: str = ""
    """What the Arctic way is held against, such as `against Suez`."""

    @property
    def shorter(self) -> float:
        """By how much the stated way is shorter than the drawn one, in per cent of that."""
        return 100.0 * (self.drawn - self.stated) / self.drawn


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Days of waiting or escort after which the Arctic way takes as long as another."""

    against: str
    """The id of the other lane."""
    stated: float
    """By the article's distances."""
    drawn: float
    """By the drawn lanes."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Where the catalogue holds a voyage: its lane, and the figure of a fact by a word of its description."""

    id: str
    feature: str
    fact: str
    word: str
    name: str
    checked: str = ""
    against: str = ""


_WAYS = (
    _Way("arctic", ARCTIC, "T3", "Arctic", tr_later("by the Arctic")),  # no words: looked for in the figures
    _Way(
        "suez",
        SUEZ,
        "T3",
        "Suez",  # no words: looked for in the figures
        tr_later("by Suez"),
        tr_later("The drawn lane and two public networks of sea routes agree on its length within 1 %."),
        tr_later("against Suez"),
    ),
    _Way(
        "cape",
        CAPE,
        "T4",
        "Cape",  # no words: looked for in the figures
        tr_later("round the Cape of Good Hope"),
        against=tr_later("against the Cape of Good Hope"),
    ),
)


def voyages(catalog: Catalog) -> dict[str, Voyage]:
    """The three ways from Shanghai to Hamburg by name (arctic, suez, cape), measured anew."""
    # numpy and PROJ, which a window at its start can do without.
    from arctic_map.geo import measure

    found: dict[str, Voyage] = {}
    for way in _WAYS:
        stated, lane = figure(catalog, way.fact, "km", way.word), catalog.features.get(way.feature)
        if not stated or lane is None:
            continue
        drawn = measure.length(lane.geometry, lane.edges) / 1000.0
        # Content from elsewhere may have made a point of the lane.
        if stated > 0.0 and drawn > 0.0:
            found[way.id] = Voyage(
                lane.id, tr(way.name), stated, drawn, way.fact, lane.note, tr(way.checked), tr(way.against)
            )
    return found


def voyage_days(km: float, knots: float) -> float:
    """Days at sea at a steady speed, without a stop. Raises ValueError for a speed that gets nowhere."""
    if not (isfinite(knots) and knots > 0.0):
        raise ValueError(f"{knots} knots is no speed")
    return km / (knots * KM_PER_NAUTICAL_MILE * 24.0)


def break_even(found: dict[str, Voyage], knots: float) -> Iterator[BreakEven]:
    """What the Arctic way saves in days against Suez and the Cape, all sailed at one speed.

    As many days of waiting for ice or escort eat the saving up. Raises ValueError as `voyage_days` does.
    """
    arctic = found.get("arctic")
    for id in ("suez", "cape"):
        if arctic is not None and (other := found.get(id)):
            yield BreakEven(
                other.feature,
                voyage_days(other.stated - arctic.stated, knots),
                voyage_days(other.drawn - arctic.drawn, knots),
            )
