"""The months of the year, of which ice differs."""

MONTHS = 12
EXTREMES = (3, 9)
"""Those with the most ice and with the least: shown beside each other where no month is chosen."""


def shown(month: int | None) -> tuple[int, ...]:
    """The months, from 1 to 12, of which something is shown when this one is chosen, or none."""
    return EXTREMES if month is None else (month,)
