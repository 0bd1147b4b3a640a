"""The values of a raster along a measured line."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any, Protocol

from arctic_map.model.tr import Wording, interface, tr
from arctic_map.scene.raster_pictures import band_words
from arctic_map.scene.words.measures import METRES, length_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from arctic_map.model.catalog import Layer
    from arctic_map.model.preferences import Units

COUNT = 400
"""About how many places have a value."""


class ValuesOnDisk(Protocol):
    """The values of an opened raster."""

    def values_at(self, lon: NDArray[Any], lat: NDArray[Any], band: int) -> NDArray[Any] | None:
        """The values of a band at places in degrees, NaN without one; None if unavailable."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Values along a line."""

    title: str
    quantity: str
    """Name and unit of the values."""
    metres: tuple[float, ...]
    """Distances from the start."""
    places: tuple[tuple[float, float], ...]
    """Longitudes and latitudes, degrees."""
    values: tuple[float | None, ...]

    @property
    def known(self) -> tuple[float, ...]:
        """The values that there are."""
        return tuple(value for value in self.values if value is not None)


def round_step(amount: float) -> float:
    """The next greater number of 1, 2 or 5 with zeros; `amount` is greater than 0."""
    power = 10.0 ** floor(log10(amount))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= amount * 0.999)


def ticks(low: float, high: float) -> tuple[float, ...]:
    """About five round values from `low` to `high`."""
    step = round_step((high - low) / 5)
    return tuple(number * step for number in range(ceil(low / step), floor(high / step) + 1))


def length_ticks(metres: float, units: Units) -> tuple[float, ...]:
    """About five round lengths in the unit from 0 to a length, in metres."""
    # Round metres are also round kilometres.
    unit = 1.0 if units == "km" else METRES[units]
    return tuple(number * unit for number in ticks(0.0, metres / unit))


def profile_of(layer: Layer, on_disk: ValuesOnDisk, places: Sequence[tuple[float, float]]) -> Profile | None:
    """The values of a raster along a line through places in degrees; None without any."""
    # Late import: only rasters need numpy and PROJ here.
    from arctic_map.geo.profile import places_along

    raster = layer.raster
    if raster is None or raster.band is None or raster.is_colour:
        return None
    metres, lon, lat = places_along(places, COUNT)
    values = on_disk.values_at(lon, lat, raster.band)
    if values is None:
        return None
    listed = tuple(None if value != value else float(value) for value in values.tolist())
    name = band_words(raster.bands[raster.band]) if raster.bands else ""
    found = Profile(
        tr("{name} along the line", name=layer.name),
        ", ".join(filter(None, (name, raster.unit))) or tr("Value"),
        tuple(metres.tolist()),
        tuple(zip(lon.tolist(), lat.tolist(), strict=True)),
        listed,
    )
    return found if found.known else None


def profile_in_words(profile: Profile, units: Units, wording: Wording | None = None) -> str:
    """Length, least and greatest value with their places, for readers of the screen and below the chart."""
    wording = wording or interface()
    pairs = zip(profile.values, profile.metres, strict=True)
    known = [(value, metres) for value, metres in pairs if value is not None]
    (low, low_at), (high, high_at) = min(known), max(known)
    return wording(
        "{length} long, from {low} at {low_at} to {high} at {high_at}",
        length=length_in_words(profile.metres[-1], units, wording),
        low=wording.number(low, 2),
        low_at=length_in_words(low_at, units, wording),
        high=wording.number(high, 2),
        high_at=length_in_words(high_at, units, wording),
    )


def profile_table(profile: Profile) -> str:
    """The profile as CSV: distance in metres, longitude and latitude in degrees, and value."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("metres", "longitude", "latitude", profile.quantity))
    for metres, (lon, lat), value in zip(profile.metres, profile.places, profile.values, strict=True):
        written = "" if value is None else f"{value:.7g}"
        writer.writerow((f"{metres:.1f}", f"{lon:.6f}", f"{lat:.6f}", written))
    return text.getvalue()
