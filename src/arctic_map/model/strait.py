"""Straits and canals that a way can pass, or that can be closed."""

from dataclasses import dataclass
from typing import Literal

from arctic_map.model.tr import tr_later

RouteVariant = Literal[
    "direct", "nsr", "nsr-sannikov", "nsr-laptev", "suez", "panama", "cape", "horn", "nwp", "pole", "mixed"
]
WAYS: dict[RouteVariant, str] = {
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
"""`direct` stays on one side of the Atlantic and Indo-Pacific; `mixed` crosses more than once, differently.
"""
NORTH_OF_THE_COAST = ("zhelaniya", "shokalsky", "red-army", "severnaya-zemlya", "new-siberia")
"""Straits that the coastal variants of the Northern Sea Route avoid."""
VARIANTS: dict[RouteVariant, tuple[str, ...]] = {
    "nsr-sannikov": NORTH_OF_THE_COAST,
    "nsr-laptev": (*NORTH_OF_THE_COAST, "sannikov"),
}
"""Variants of the Northern Sea Route that are longer than `nsr`, with the straits that each avoids."""
GATES: tuple[RouteVariant, ...] = ("nsr", "suez", "panama", "cape", "horn", "nwp", "pole")
"""Ways that belong to straits."""
ASKED_FOR: tuple[RouteVariant, ...] = (*GATES, "direct")
"""Ways that can be requested on their own."""
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
