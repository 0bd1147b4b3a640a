"""A way found by the route planner for a lane of the atlas."""

from dataclasses import dataclass

from arctic_map.model.strait import By


@dataclass(frozen=True, slots=True)
class LaneWay:
    """A way found by the route planner for a lane."""

    feature: str
    """Id of the lane."""
    by: By
    km: float
    through: tuple[str, ...]
    """Names of straits."""
