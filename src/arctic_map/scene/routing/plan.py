"""What was found for a route: its places at sea, its ways, and how much of each lies within the ice edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arctic_map.scene.routing.routes import Route, route

if TYPE_CHECKING:
    from arctic_map.model.itinerary import Itinerary, Speeds
    from arctic_map.model.port import Port
    from arctic_map.model.strait import Strait
    from arctic_map.model.voyage import Voyage

MOST_TIMES = 3.0
"""A way that is so many times longer than the shortest is left out: nobody would sail it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer to an itinerary."""

    asked: Itinerary
    month: int | None
    stops: tuple[Port, ...] = ()
    """From start to finish, each at the water that the ways lead to."""
    ways: tuple[Voyage, ...] = ()
    """Shortest first."""
    icy: tuple[float, ...] = ()
    """Metres of each way within the month's median edge; none without a month."""
    left_out: tuple[Voyage, ...] = ()
    """Ways more than MOST_TIMES as long as the shortest."""
    straits: tuple[Strait, ...] = ()
    problem: str = ""
    """Why there is no way, as a sentence."""


def sensible(ways: tuple[Voyage, ...]) -> tuple[tuple[Voyage, ...], tuple[Voyage, ...]]:
    """Those that are not many times longer than the shortest, and the others; ways come shortest first."""
    most = MOST_TIMES * ways[0].length if ways else 0.0
    kept = tuple(way for way in ways if way.length <= most)
    return kept, ways[len(kept) :]


def routes_of(plan: Plan, speeds: Speeds) -> tuple[Route, ...]:
    """The ways with all their figures, shortest first."""
    return tuple(
        route(
            plan.stops[0],
            plan.stops[-1],
            way,
            plan.straits,
            knots=speeds.open,
            ice_knots=speeds.ice,
            ice=plan.icy[number] if plan.icy else None,
        )
        for number, way in enumerate(plan.ways)
    )
