"""Straits and canals that a way can pass, or that can be closed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from arctic_map.model.tr import tr_later

Ordinary = Literal["direct", "nsr", "nsr-laptev", "suez", "panama", "cape", "horn", "nwp", "mixed"]
High = Literal["pole", "nsr-high", "nwp-high", "direct-high", "mixed-high"]
RouteVariant = Ordinary | High
WAYS: dict[RouteVariant, str] = {
    "nsr": tr_later("Northern Sea Route"),
    "nsr-laptev": tr_later("Northern Sea Route, by Dmitry Laptev Strait"),
    "suez": tr_later("Suez Canal"),
    "panama": tr_later("Panama Canal"),
    "cape": tr_later("Cape of Good Hope"),
    "horn": tr_later("Cape Horn"),
    "nwp": tr_later("Northwest Passage"),
    "mixed": tr_later("different ways in turn"),
    "direct": tr_later("open sea"),
    "pole": tr_later("central Arctic Ocean, high-latitude"),
    "nsr-high": tr_later("Northern Sea Route, high-latitude"),
    "nwp-high": tr_later("Northwest Passage, high-latitude"),
    "direct-high": tr_later("open sea, high-latitude"),
    "mixed-high": tr_later("different ways in turn, high-latitude"),
}
"""`direct` stays on one side of the Atlantic and Indo-Pacific; `mixed` crosses more than once, differently.
"""
NORTH_OF_THE_COAST = ("zhelaniya", "shokalsky", "red-army", "severnaya-zemlya", "new-siberia")
"""Straits that the inshore ways of the Northern Sea Route avoid."""
HIGH_STRAITS = (*NORTH_OF_THE_COAST, "pole", "queen-elizabeth", "mclure", "nares")
"""Straits in or north of the archipelagos where ice stays; ways through one of them are high-latitude."""
GATES: tuple[RouteVariant, ...] = ("nsr", "suez", "panama", "cape", "horn", "nwp", "pole")
"""Ways that belong to straits."""
REQUESTABLE: tuple[RouteVariant, ...] = (
    *GATES,
    "direct",
    "nsr-laptev",
    "nsr-high",
    "nwp-high",
    "direct-high",
)
"""Ways that can be requested; one without a suffix stands for all its variants."""
HIGH_LATITUDE: dict[RouteVariant, RouteVariant] = {
    "pole": "pole",
    "nsr": "nsr-high",
    "nwp": "nwp-high",
    "direct": "direct-high",
    "mixed": "mixed-high",
}
"""The high-latitude variant of a way."""


def is_high_latitude(by: RouteVariant) -> bool:
    """Whether a way leads north of the archipelagos or across the pole."""
    return by in HIGH_LATITUDE.values()


def is_requested(by: RouteVariant, only: Collection[RouteVariant]) -> bool:
    """Whether a way is among the requested ones, itself or as a variant; all are if `only` is empty."""
    return not only or by in only or by.partition("-")[0] in only


Lonlat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Strait:
    """A strait; crossing its `line` from shore to shore counts as passing it; degrees, lon/lat."""

    id: str
    name: str
    line: tuple[Lonlat, ...]
    way: RouteVariant | None = None
    channel: tuple[Lonlat, ...] = ()
    """Navigable water of a canal or narrows, regardless of the coastline."""
    fine: tuple[float, float, float] | None = None
    """Longitude, latitude and radius in km of the area that uses the most detailed coastline."""


@dataclass(frozen=True, slots=True)
class Fairway:
    """Water to a port where the coastline is too coarse; degrees, lon/lat."""

    name: str
    channel: tuple[Lonlat, ...]


@dataclass(frozen=True, slots=True)
class Bay:
    """An area that uses the most detailed coastline: longitude, latitude, radius in km."""

    name: str
    fine: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Straits:
    """All declared straits, fairways and bays."""

    straits: tuple[Strait, ...]
    fairways: tuple[Fairway, ...] = ()
    bays: tuple[Bay, ...] = ()

    @property
    def fine(self) -> tuple[tuple[float, float, float], ...]:
        """Areas with the most detailed coastline."""
        straits = (strait.fine for strait in self.straits if strait.fine)
        return (*straits, *(bay.fine for bay in self.bays))

    @property
    def channels(self) -> tuple[tuple[Lonlat, ...], ...]:
        """Navigable water regardless of the coastline."""
        straits = (strait.channel for strait in self.straits if strait.channel)
        return (*straits, *(fairway.channel for fairway in self.fairways))
