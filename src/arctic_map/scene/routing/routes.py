"""The result for a route: its ways with their lengths, days and ice."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import atan, degrees, isfinite, radians, sin, tan

from arctic_map.model.attributes import Row, Table, Value
from arctic_map.model.feature import Edges, Geometry
from arctic_map.model.itinerary import USUAL_SPEEDS, Itinerary, Port, RouteLine, Speeds
from arctic_map.model.strait import WAYS, Lonlat, RouteVariant, Strait, is_high_latitude
from arctic_map.model.tr import tr, tr_later

METRES_PER_NAUTICAL_MILE = 1852.0
CAUTION = tr_later("Not for navigation: depth, ice class and rules are not known.")
ICE = tr_later(
    "Ice: median edge of 1981-2010, not today's. Credit: Sea Ice Index, National Snow and Ice Data Center."
)
COLUMNS = (
    *("by", "name", "from", "to", "via", "closed", "through", "distance_km", "distance_nmi"),
    *("days", "knots", "ice_km", "ice_knots", "month", "note"),
)
KM_PER_NAUTICAL_MILE = 1.852
UNRELIABLE = 30_000.0
"""Metres from a port to navigable water beyond which that may lie on another coast."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way with its figures; `ice_km` is None without a month."""

    start: Port
    finish: Port
    by: RouteVariant
    through: tuple[str, ...]
    """Names of straits."""
    line: tuple[Lonlat, ...]
    km: float
    days: float
    ice_km: float | None
    via: tuple[Port, ...] = ()
    closed: tuple[str, ...] = ()
    """Names of closed straits, and of ways whose straits are all closed."""
    speeds: Speeds = USUAL_SPEEDS

    @property
    def nmi(self) -> float:
        """Length in nautical miles."""
        return self.km * 1000.0 / METRES_PER_NAUTICAL_MILE


def route(
    start: Port,
    finish: Port,
    voyage: RouteLine,
    straits: Sequence[Strait],
    *,
    knots: float,
    ice_knots: float,
    ice: float | None,
) -> Route:
    """The route for a way; `ice` is its length within the ice edge in metres."""
    names = {strait.id: strait.name for strait in straits}
    icy = (ice or 0.0) / 1000.0
    km = voyage.length / 1000.0
    days = voyage_days(km - icy, knots) + voyage_days(icy, ice_knots)
    through = tuple(names[id] for id in voyage.through)
    icy_km = None if ice is None else icy
    return Route(start, finish, voyage.by, through, voyage.line, km, days, icy_km)


def table(routes: Sequence[Route], month: int | None) -> Table:
    """Routes as features for other programs."""
    columns: dict[str, type[str] | type[date]] = dict.fromkeys(COLUMNS, str)
    rows = tuple(Row(each.by, geometry(dense(each.line)), _values(each, month)) for each in routes)
    return Table(id="routes", name=tr("Routes by sea"), note=cautioned(month), columns=columns, rows=rows)


def geometry(line: Sequence[Lonlat]) -> Geometry:
    """A GeoJSON line in degrees, cut where it crosses 180 degrees."""
    parts = [list(part) for part in _parts(line)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _values(route: Route, month: int | None) -> tuple[Value, ...]:
    return (
        route.by,
        WAYS[route.by],
        route.start.title,
        route.finish.title,
        ", ".join(port.title for port in route.via),
        ", ".join(route.closed),
        ", ".join(route.through),
        f"{route.km:.0f}",
        f"{route.nmi:.0f}",
        f"{route.days:.1f}",
        f"{route.speeds.open:g}",
        None if route.ice_km is None else f"{route.ice_km:.0f}",
        None if route.ice_km is None else f"{route.speeds.ice:g}",
        None if month is None else str(month),
        cautioned(month, (route.start, *route.via, route.finish)),
    )


def cautioned(month: int | None, stops: Sequence[Port] = ()) -> str:
    """The caution for routes through stops, with the credit for ice if there is a month."""
    far = unreliable_in_words(stops)
    return " ".join([*([far] if far else []), tr(CAUTION), *([] if month is None else [tr(ICE)])])


def unreliable(stops: Iterable[Port]) -> list[Port]:
    """The stops so far from navigable water that lengths of ways near them are of no use."""
    return [*dict.fromkeys(stop for stop in stops if stop.moved > UNRELIABLE)]


def unreliable_in_words(stops: Iterable[Port]) -> str:
    """Near which stops lengths are of no use, as a sentence; empty for none."""
    names = tr(", ").join(stop.title for stop in unreliable(stops))
    if not names:
        return ""
    return tr(
        "Distances near {ports} are not reliable: the sea of the map does not reach there.", ports=names
    )


def dense(line: Sequence[Lonlat]) -> list[Lonlat]:
    """The line with additional vertices, for programs that draw straight segments."""
    from arctic_map.geo.projecting import dense_positions  # late: loads numpy and PROJ

    return dense_positions(line, Edges.GEODESIC)


def _parts(line: Sequence[Lonlat]) -> Iterator[list[Lonlat]]:
    part = [line[0]]
    for (lon, lat), (further, on) in itertools.pairwise(line):
        if abs(further - lon) > 180.0:
            side = 180.0 if lon > 0.0 else -180.0
            meets = _latitude_at(side, (lon, lat), (further + 2.0 * side, on))
            if part[-1] != (side, meets):
                part.append((side, meets))
            yield part
            part = [(-side, meets)]
        if part[-1] != (further, on):
            part.append((further, on))
    if len(part) > 1:
        yield part


def _latitude_at(meridian: float, one: Lonlat, other: Lonlat) -> float:
    """The latitude where the great circle between places on either side of a meridian crosses it."""
    before, after = radians(meridian - one[0]), radians(other[0] - meridian)
    if not before or not after:
        return one[1] if not before else other[1]
    slopes = tan(radians(one[1])) * sin(after) + tan(radians(other[1])) * sin(before)
    return degrees(atan(slopes / sin(before + after)))


def voyage_days(km: float, knots: float) -> float:
    """Days at sea at a constant speed, without a stop. Raises ValueError unless the speed is positive."""
    if not (isfinite(knots) and knots > 0.0):
        raise ValueError(tr("{knots} knots is not a speed", knots=knots))
    return km / (knots * KM_PER_NAUTICAL_MILE * 24.0)


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
    via, closed = plan.stops[1:-1], closed_names(plan)
    routes = (
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
    return tuple(replace(each, via=via, closed=closed, speeds=speeds) for each in routes)


def closed_names(plan: Plan) -> tuple[str, ...]:
    """Names of closed straits; those of an Arctic way count once if all of them are closed."""
    names: dict[str, None] = {}
    for strait in plan.straits:
        if strait.id in plan.requested.closed:
            is_whole = strait.way in ("nsr", "nwp") and all(
                each.id in plan.requested.closed for each in plan.straits if each.way == strait.way
            )
            names[WAYS[strait.way] if is_whole and strait.way else strait.name] = None
    return tuple(names)
