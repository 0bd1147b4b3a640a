"""The part of the Earth that pictures are fetched for."""

from dataclasses import dataclass

Place = tuple[float, float]
"""Longitude and latitude, degrees."""


@dataclass(frozen=True, slots=True)
class FetchView:
    """Places all over a view of the map, and its size."""

    places: tuple[Place, ...]
    width: int
    """Pixels."""
    height: int


def _everywhere() -> tuple[Place, ...]:
    return tuple((lon, lat) for lon in range(-180, 181, 5) for lat in range(50, 91, 5))


ARCTIC = FetchView(_everywhere(), 2048, 2048)
"""All north of 50 degrees."""
