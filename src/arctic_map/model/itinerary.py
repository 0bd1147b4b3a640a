"""What a reader asks of the route planner: two ends, places between them, what is closed."""

from dataclasses import dataclass

from arctic_map.model.strait import ASKED_FOR, By, Lonlat

SPEED, ICE_SPEED = 14.0, 8.0
"""Knots in open water and in ice, where none are given: the reader's to change."""
SLOWEST, FASTEST = 1.0, 60.0
"""Knots."""
MOST_STOPS = 20
"""Places between the ends."""
LONGEST_NAME, MOST_CLOSED = 200, 100
"""Characters, and straits."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to start from, to end at or to sail by; degrees, lon/lat."""

    name: str
    """Empty where only the place is known."""
    place: Lonlat
    code: str = ""
    """UN/LOCODE; empty for what is no port of the gazetteer."""


@dataclass(frozen=True, slots=True)
class Itinerary:
    """As it stands in the planner's fields."""

    start: Stop | None = None
    finish: Stop | None = None
    via: tuple[Stop, ...] = ()
    """Places that each way sails by, in order."""
    closed: tuple[str, ...] = ()
    """Ids of straits and canals, sorted."""
    only: tuple[By, ...] = ()
    """The ways that are asked for, however long, sorted; empty for all that a ship would sail."""

    @property
    def stops(self) -> tuple[Stop, ...]:
        """From start to finish; empty where one of them is open."""
        return (self.start, *self.via, self.finish) if self.start and self.finish else ()


NOWHERE = Itinerary()


def require_sound(route: Itinerary) -> None:
    """Raises ValueError for what no reader ever asked."""
    stops = tuple(each for each in (route.start, *route.via, route.finish) if each)
    for stop in stops:
        lon, lat = stop.place
        if not (abs(lon) <= 180.0 and abs(lat) <= 90.0):
            raise ValueError("a place of the route is not on the Earth")
        if max(len(stop.name), len(stop.code)) > LONGEST_NAME:
            raise ValueError("a name of the route is too long")
    if len(route.via) > MOST_STOPS or len(route.closed) > MOST_CLOSED:
        raise ValueError("the route has too many places or straits")
    if route.only != tuple(sorted({*route.only}.intersection(ASKED_FOR))):
        raise ValueError(f"the ways of the route are none of {', '.join(ASKED_FOR)}")


@dataclass(frozen=True, slots=True)
class Speeds:
    """Knots."""

    open: float = SPEED
    ice: float = ICE_SPEED


USUAL_SPEEDS = Speeds()


def require_possible(speeds: Speeds) -> None:
    """Raises ValueError for speeds at which no ship sails."""
    if not all(SLOWEST <= each <= FASTEST for each in (speeds.open, speeds.ice)):
        raise ValueError("a speed is none of a ship")
