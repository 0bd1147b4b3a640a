"""A port of the gazetteer."""

from dataclasses import dataclass

from arctic_map.model.strait import Lonlat


@dataclass(frozen=True, slots=True)
class Port:
    """`place` is where the gazetteer has it, `water` the nearest navigable water; degrees, lon/lat."""

    code: str
    """UN/LOCODE; empty where none is known."""
    name: str
    country: str
    place: Lonlat
    water: Lonlat
    moved: float
    """Metres from place to water."""
    names: tuple[str, ...] = ()
    """Others under which it is found."""

    @property
    def title(self) -> str:
        return f"{self.name} ({self.code})" if self.code else self.name
