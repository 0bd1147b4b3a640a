"""What the route planner finds where the atlas has drawn a lane."""

from dataclasses import dataclass

from arctic_map.model.strait import By


@dataclass(frozen=True, slots=True)
class LaneWay:
    feature: str
    """The id of the lane."""
    by: By
    km: float
    through: tuple[str, ...]
    """Names of straits."""
