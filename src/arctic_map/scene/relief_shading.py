"""Shaded relief: light from the upper left on the values of a raster as heights."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

AZIMUTH, ALTITUDE = radians(315.0), radians(45.0)
"""Where the light comes from on the map."""
METRES = frozenset({"", "m", "metre", "metres", "meter", "meters"})
RANGE = 4000.0
"""Heights in metres that the range of other quantities is shown as."""
CLOSE, GROWTH = 2.4, 0.45
"""Resolution in m at which heights are as steep as on the ground, and how exaggeration grows with it."""
DARKEST, BRIGHTEST = 0.25, 1.35
"""Least and greatest factor of a colour."""


def metres_per_unit(unit: str, low: float, high: float) -> float:
    """What one unit of a quantity is shown as, in metres of height."""
    return 1.0 if unit.strip().lower() in METRES else RANGE / (high - low)


def shaded(colours: NDArray[Any], heights: NDArray[Any], resolution: float) -> NDArray[Any]:
    """Colours RGBA (height, width, 4), darker on slopes away from the light and brighter towards it.

    `heights` (height, width) and `resolution` are in metres. Small scales exaggerate the heights, which would
    look flat otherwise. Without a height, colours stay.
    """
    # Late import: only rasters need numpy here.
    import numpy as np

    if min(heights.shape) < 2:
        return colours
    steepness = max(1.0, (resolution / CLOSE) ** GROWTH) / resolution
    down, east = np.gradient(heights.astype(np.float32))
    east, north = east * steepness, -down * steepness
    # The angle between the light and the normal of the ground, relative to that on flat ground.
    light = sin(ALTITUDE) - cos(ALTITUDE) * (east * sin(AZIMUTH) + north * cos(AZIMUTH))
    factor = light / (sin(ALTITUDE) * np.sqrt(1.0 + east**2 + north**2))
    factor = np.clip(np.where(np.isfinite(factor), factor, 1.0), DARKEST, BRIGHTEST)
    painted = colours.copy()
    painted[..., :3] = np.clip(colours[..., :3] * factor[..., None] + 0.5, 0.0, 255.0).astype(np.uint8)
    return painted
