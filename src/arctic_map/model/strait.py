"""A strait or canal that a way over the sea can go through, or that can be closed."""

from dataclasses import dataclass
from typing import Literal

By = Literal["direct", "nsr", "suez", "panama", "cape", "horn", "nwp", "pole"]
WAYS: dict[By, str] = {
    "nsr": "Northern Sea Route",
    "suez": "Suez Canal",
    "panama": "Panama Canal",
    "cape": "Cape of Good Hope",
    "horn": "Cape Horn",
    "nwp": "Northwest Passage",
    "pole": "central Arctic Ocean",
    "direct": "open sea",
}
"""Between the Atlantic with its Arctic seas and the Indo-Pacific with its own; `direct` stays on one side."""
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
