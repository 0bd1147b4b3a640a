"""A way found by the route planner for a lane of the atlas."""

from dataclasses import dataclass

from arctic_map.model.strait import RouteVariant


@dataclass(frozen=True, slots=True)
class LaneWay:
    """A way found by the route planner for a lane."""

    feature: str
    """Id of the lane."""
    by: RouteVariant
    km: float
    through: tuple[str, ...]
    """Names of straits."""
