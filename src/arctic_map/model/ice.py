"""The measured record of sea ice: how far it reached, month by month."""

from dataclasses import dataclass, field

Month = tuple[int, int]
"""A year and a month of it, 1 to 12."""
MONTHS = 12
EXTREMES = (3, 9)
"""Those with the most ice and with the least: shown beside each other where no month is chosen."""


@dataclass(frozen=True)
class IceRecord:
    """Mean monthly extents. Months that the satellites did not see are not there."""

    seas: dict[str, dict[Month, float]] = field(default_factory=dict)
    """Of each sea by its name in the record, km2."""
    arctic: dict[Month, float] = field(default_factory=dict)
    """Of the whole Arctic, million km2."""
    median_areas: dict[int, float] = field(default_factory=dict)
    """Area of sea within the median edge of 1981-2010, by month, million km2, as the atlas measured it."""


def shown(month: int | None) -> tuple[int, ...]:
    """The months, from 1 to 12, of which something is shown when this one is chosen, or none."""
    return EXTREMES if month is None else (month,)
