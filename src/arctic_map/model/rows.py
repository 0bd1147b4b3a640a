"""Rows on disk: features of an opened file that are too many to keep in memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """Number and styles of features on disk."""

    count: int
    """Number of features in the file."""
    styles: tuple[str, ...]
    """Styles of areas, lines and points, in this order, if there are any."""
