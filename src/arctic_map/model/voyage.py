"""A way by sea that was found."""

from dataclasses import dataclass

from arctic_map.model.strait import By, Lonlat


@dataclass(frozen=True, slots=True)
class Voyage:
    """The shortest way of its kind; `line` has its turning points in degrees, joined by geodesics."""

    by: By
    line: tuple[Lonlat, ...]
    length: float
    """Metres on the ellipsoid."""
    through: tuple[str, ...]
    """Ids of the straits, in order."""
