"""Input of the route planner: two ends, places between them, closed straits."""

from dataclasses import dataclass

from arctic_map.model.strait import REQUESTABLE, Lonlat, RouteVariant

SPEED, ICE_SPEED = 14.0, 8.0
"""Default speeds in open water and in ice, in knots."""
SLOWEST, FASTEST = 1.0, 60.0
"""Allowed speeds in knots."""
MAX_STOPS = 20
"""Places between the ends."""
MAX_NAME_LENGTH, MAX_CLOSED = 200, 100
"""Limits in characters and in straits."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A start, end or intermediate place of a route; degrees, lon/lat."""

    name: str
    """Empty if only the position is known."""
    place: Lonlat
    code: str = ""
    """UN/LOCODE; empty if it is no port of the gazetteer."""


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A route as entered in the planner."""

    start: Stop | None = None
    finish: Stop | None = None
    via: tuple[Stop, ...] = ()
    """Places that each way passes, in order."""
    closed: tuple[str, ...] = ()
    """Ids of closed straits and canals, sorted."""
    only: tuple[RouteVariant, ...] = ()
    """The requested ways, however long, sorted; empty for all sensible ways."""

    @property
    def stops(self) -> tuple[Stop, ...]:
        """From start to finish; empty if one of them is missing."""
        return (self.start, *self.via, self.finish) if self.start and self.finish else ()


NOWHERE = Itinerary()


def require_sound(route: Itinerary) -> None:
    """Raise ValueError if the planner could not have made this itinerary."""
    stops = tuple(each for each in (route.start, *route.via, route.finish) if each)
    for stop in stops:
        lon, lat = stop.place
        if not (abs(lon) <= 180.0 and abs(lat) <= 90.0):
            raise ValueError("a place of the route is not on the Earth")
        if max(len(stop.name), len(stop.code)) > MAX_NAME_LENGTH:
            raise ValueError("a name of the route is too long")
    if len(route.via) > MAX_STOPS or len(route.closed) > MAX_CLOSED:
        raise ValueError("the route has too many places or straits")
    if route.only != tuple(sorted({*route.only}.intersection(REQUESTABLE))):
        raise ValueError(f"the ways of the route are none of {', '.join(REQUESTABLE)}")


@dataclass(frozen=True, slots=True)
class Speeds:
    """Speeds in knots."""

    open: float = SPEED
    ice: float = ICE_SPEED


USUAL_SPEEDS = Speeds()


def require_possible(speeds: Speeds) -> None:
    """Raise ValueError for speeds outside the allowed range."""
    if not all(SLOWEST <= each <= FASTEST for each in (speeds.open, speeds.ice)):
        raise ValueError("a speed is none of a ship")
