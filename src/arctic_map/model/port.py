"""A port of the gazetteer."""

from dataclasses import dataclass

from arctic_map.model.strait import Lonlat


@dataclass(frozen=True, slots=True)
class Port:
    """A port, its `place` in the gazetteer and the nearest navigable `water`; degrees, lon/lat."""

    code: str
    """UN/LOCODE; empty if unknown."""
    name: str
    country: str
    place: Lonlat
    water: Lonlat
    moved: float
    """Metres from `place` to `water`."""
    names: tuple[str, ...] = ()
    """Alternative names for searches."""

    @property
    def title(self) -> str:
        """The name with its code, or the position of a place without a name."""
        lon, lat = self.place
        position = f"{abs(lat):.1f}°{'NS'[lat < 0]} {abs(lon):.1f}°{'EW'[lon < 0]}"
        return f"{self.name} ({self.code})" if self.code else self.name or position
