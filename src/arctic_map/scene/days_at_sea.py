"""How long a ship is at sea."""

from math import isfinite

KM_PER_NAUTICAL_MILE = 1.852


def voyage_days(km: float, knots: float) -> float:
    """Days at sea at a steady speed, without a stop. Raises ValueError for a speed that gets nowhere."""
    if not (isfinite(knots) and knots > 0.0):
        raise ValueError(f"{knots} knots is no speed")
    return km / (knots * KM_PER_NAUTICAL_MILE * 24.0)
