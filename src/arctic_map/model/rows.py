"""Features of an opened file that lie on disk as rows, too many to be held one by one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """How many, and what they look like."""

    count: int
    """Features that the file holds."""
    styles: tuple[str, ...]
    """Of its areas, lines and points, in this order, as far as there are any."""
