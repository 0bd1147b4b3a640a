"""Ways by sea that the route planner found."""

from dataclasses import dataclass

from arctic_map.model.strait import Lonlat, RouteVariant


@dataclass(frozen=True, slots=True)
class RouteLine:
    """The shortest way of its kind; `line` has its turning points in degrees, joined by geodesics."""

    by: RouteVariant
    line: tuple[Lonlat, ...]
    length: float
    """Metres on the ellipsoid."""
    through: tuple[str, ...]
    """Ids of the straits, in order."""


@dataclass(frozen=True, slots=True)
class LaneWay:
    """A way found for a lane of the atlas."""

    feature: str
    """Id of the lane."""
    by: RouteVariant
    km: float
    through: tuple[str, ...]
    """Names of straits."""
