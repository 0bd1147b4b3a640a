"""How often the values of a raster occur."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Histogram:
    """Numbers of pixels in equal parts of a range of values."""

    low: float
    high: float
    counts: tuple[int, ...]
