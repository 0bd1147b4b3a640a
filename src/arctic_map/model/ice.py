"""The measured record of sea ice extent by month."""

from dataclasses import dataclass, field

Month = tuple[int, int]
"""Year and month (1 to 12)."""
MONTHS = 12
EXTREMES = (3, 9)
"""The months with the most and the least ice; both are shown if no month is selected."""


@dataclass(frozen=True)
class IceRecord:
    """Mean monthly extents, without months that the satellites did not measure."""

    seas: dict[str, dict[Month, float]] = field(default_factory=dict)
    """Extent of each sea by its name in the record, km2."""
    arctic: dict[Month, float] = field(default_factory=dict)
    """Extent of the whole Arctic, million km2."""
    median_areas: dict[int, float] = field(default_factory=dict)
    """Sea area within the median edge of 1981-2010 by month, million km2, as measured by the atlas."""


def shown(month: int | None) -> tuple[int, ...]:
    """The months (1 to 12) to show if this month, or none, is selected."""
    return EXTREMES if month is None else (month,)
