"""The result for a route: its stops at sea, its ways, and the length of each in ice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arctic_map.model.found_way import RouteLine
from arctic_map.model.itinerary import Itinerary, Speeds
from arctic_map.model.port import Port
from arctic_map.model.strait import Strait, is_high_latitude
from arctic_map.scene.routing.routes import Route, route

MAX_RATIO = 3.0
"""Ways longer than the first by this factor are omitted, as nobody would sail them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The result for an itinerary."""

    requested: Itinerary
    month: int | None
    stops: tuple[Port, ...] = ()
    """From start to finish, each with its navigable water."""
    ways: tuple[RouteLine, ...] = ()
    """Shortest first, and the high-latitude ones last."""
    icy: tuple[float, ...] = ()
    """Metres of each way within the median ice edge of the month; empty without a month."""
    omitted: tuple[RouteLine, ...] = ()
    """Omitted ways, more than MAX_RATIO as long as the first."""
    straits: tuple[Strait, ...] = ()
    problem: str = ""
    """Why there is no way, as a sentence."""


def in_order(ways: Iterable[RouteLine]) -> tuple[RouteLine, ...]:
    """Ways with the shortest first, and the high-latitude ones last."""
    return tuple(sorted(ways, key=lambda way: (is_high_latitude(way.by), way.length)))


def sensible(ways: Sequence[RouteLine]) -> tuple[tuple[RouteLine, ...], tuple[RouteLine, ...]]:
    """Split ways in order into sensible ones and those that are too long."""
    most = MAX_RATIO * ways[0].length if ways else 0.0
    short = tuple(way for way in ways if way.length <= most)
    return short, tuple(way for way in ways if way.length > most)


def routes_of(plan: Plan, speeds: Speeds) -> tuple[Route, ...]:
    """The ways with all their figures, in the order of the plan."""
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
