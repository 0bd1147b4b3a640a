"""A strait or canal that a way over the sea can go through, or that can be closed."""

from dataclasses import dataclass
from typing import Literal

from arctic_map.model.tr import tr_later

By = Literal[
    "direct", "nsr", "nsr-sannikov", "nsr-laptev", "suez", "panama", "cape", "horn", "nwp", "pole", "mixed"
]
WAYS: dict[By, str] = {
    "nsr": tr_later("Northern Sea Route"),
    "nsr-sannikov": tr_later("Northern Sea Route, coastwise"),
    "nsr-laptev": tr_later("Northern Sea Route, inshore"),
    "suez": tr_later("Suez Canal"),
    "panama": tr_later("Panama Canal"),
    "cape": tr_later("Cape of Good Hope"),
    "horn": tr_later("Cape Horn"),
    "nwp": tr_later("Northwest Passage"),
    "pole": tr_later("central Arctic Ocean"),
    "mixed": tr_later("different ways in turn"),
    "direct": tr_later("open sea"),
}
"""Between the Atlantic with its Arctic seas and the Indo-Pacific with its own; `direct` stays on one side,
`mixed` crosses more than once and not each time by the same, leg by leg or on one leg."""
NORTH_OF_THE_COAST = ("zhelaniya", "shokalsky", "red-army", "severnaya-zemlya", "new-siberia")
"""Straits that the usual Northern Sea Route does not take."""
VARIANTS: dict[By, tuple[str, ...]] = {
    "nsr-sannikov": NORTH_OF_THE_COAST,
    "nsr-laptev": (*NORTH_OF_THE_COAST, "sannikov"),
}
"""Ways along the Northern Sea Route that are longer than `nsr`, the shortest, and what each leaves out."""
GATES: tuple[By, ...] = ("nsr", "suez", "panama", "cape", "horn", "nwp", "pole")
"""Ways that belong to straits."""
ASKED_FOR: tuple[By, ...] = (*GATES, "direct")
"""Ways that one may ask for and for no other."""
Lonlat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Strait:
    """Its `line` from shore to shore counts as going through; degrees, lon/lat."""

    id: str
    name: str
    line: tuple[Lonlat, ...]
    way: By | None = None
    channel: tuple[Lonlat, ...] = ()
    """Where a canal or narrow is water, whatever the coast of the map says."""
    fine: tuple[float, float, float] | None = None
    """Longitude, latitude and radius in km, where the land is taken as finely as it is known."""


@dataclass(frozen=True, slots=True)
class Fairway:
    """Water to a port of the atlas, where the coast of the map is too coarse for it; degrees, lon/lat."""

    name: str
    channel: tuple[Lonlat, ...]


@dataclass(frozen=True, slots=True)
class Bay:
    """Where the land is taken as finely as it is known: longitude, latitude, radius in km."""

    name: str
    fine: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Waters:
    """All that is declared about the sea."""

    straits: tuple[Strait, ...]
    fairways: tuple[Fairway, ...] = ()
    bays: tuple[Bay, ...] = ()

    @property
    def fine(self) -> tuple[tuple[float, float, float], ...]:
        straits = (strait.fine for strait in self.straits if strait.fine)
        return (*straits, *(bay.fine for bay in self.bays))

    @property
    def channels(self) -> tuple[tuple[Lonlat, ...], ...]:
        straits = (strait.channel for strait in self.straits if strait.channel)
        return (*straits, *(fairway.channel for fairway in self.fairways))
