"""Input and results of the route planner: ports, itineraries, the ways found and their lengths."""

from dataclasses import dataclass

from arctic_map.model.strait import REQUESTABLE, Lonlat, RouteVariant, is_high_latitude
from arctic_map.model.tr import tr

SPEED, ICE_SPEED = 14.0, 8.0
"""Default speeds in open water and in ice, in knots."""
SLOWEST, FASTEST = 1.0, 60.0
"""Allowed speeds in knots."""
MAX_STOPS = 20
"""Places between the ends."""
FARTHEST = 150_000.0
"""Metres from navigable water beyond which no ship calls at a place."""
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
            raise ValueError(tr("a place of the route is not on the Earth"))
        if max(len(stop.name), len(stop.code)) > MAX_NAME_LENGTH:
            raise ValueError(tr("a name of the route is too long"))
    if len(route.via) > MAX_STOPS or len(route.closed) > MAX_CLOSED:
        raise ValueError(tr("the route has too many places or straits"))
    if route.only != tuple(sorted({*route.only}.intersection(REQUESTABLE))):
        raise ValueError(tr("the route has variants other than {known}", known=", ".join(REQUESTABLE)))


@dataclass(frozen=True, slots=True)
class Speeds:
    """Speeds in knots."""

    open: float = SPEED
    ice: float = ICE_SPEED


USUAL_SPEEDS = Speeds()


def require_possible(speeds: Speeds) -> None:
    """Raise ValueError for speeds outside the allowed range."""
    if not all(SLOWEST <= each <= FASTEST for each in (speeds.open, speeds.ice)):
        limits = {"slowest": f"{SLOWEST:g}", "fastest": f"{FASTEST:g}"}
        raise ValueError(tr("a ship's speed is not between {slowest} and {fastest} knots", **limits))


@dataclass(frozen=True, slots=True)
class Port:
    """A port, its `place` in the gazetteer and the nearest navigable `water`; degrees, lon/lat."""

    code: str
    """UN/LOCODE; empty if unknown."""
    name: str
    country: str
    place: Lonlat
    water: Lonlat
    moved: float
    """Metres from `place` to `water`."""
    names: tuple[str, ...] = ()
    """Alternative names of a port of the atlas, for searches."""
    others: tuple[str, ...] = ()
    """Names of a port of the gazetteer in other languages, for searches."""

    @property
    def title(self) -> str:
        """The name with its code, or the position of a place without a name."""
        lon, lat = self.place
        position = f"{abs(lat):.1f}°{'NS'[lat < 0]} {abs(lon):.1f}°{'EW'[lon < 0]}"
        name = tr(self.name)
        return f"{name} ({self.code})" if self.code else name or position


@dataclass(frozen=True, slots=True)
class RouteLine:
    """The shortest way of its kind; `line` has its turning points in degrees, joined by geodesics."""

    by: RouteVariant
    line: tuple[Lonlat, ...]
    length: float
    """Metres on the ellipsoid."""
    through: tuple[str, ...]
    """Ids of the straits, in order."""


@dataclass(frozen=True, slots=True)
class LaneWay:
    """A way found for a lane of the atlas."""

    feature: str
    """Id of the lane."""
    by: RouteVariant
    km: float
    through: tuple[str, ...]
    """Names of straits."""


LAYER = "route"
"""Id of the layer."""
TOPIC = "route"
FEATURES = "route."
"""Prefix of the ids of its features."""
STYLES = "way-"
"""Prefix of their styles, followed by the way, such as suez; the ends have `way-end` and `way-stop`."""
SOURCE = "route"


def feature_id(by: str) -> str:
    """The id of the feature of a way."""
    return f"{FEATURES}{by}"


def style_of(by: RouteVariant) -> str:
    """The style of a way; variants share it, and all high-latitude ways have that across the pole."""
    return f"{STYLES}{'pole' if is_high_latitude(by) else by.partition('-')[0]}"


def is_way(style: str) -> bool:
    """Whether a style belongs to ways or their ends."""
    return style.startswith(STYLES)


def way_of(feature_id: str) -> str:
    """The way that a feature represents; empty for ends of the route and for other features."""
    by = feature_id.removeprefix(FEATURES) if feature_id.startswith(FEATURES) else ""
    return "" if by.startswith("stop") else by


@dataclass(frozen=True, slots=True)
class Length:
    """A bar with its label."""

    label: str
    words: str
    """The length as text, with further details of the way."""
    value: float
    """Length of the bar, in a unit common to all bars."""
    style: str
    """Style that provides the colour of the bar."""
    icy: float = 0.0
    """The part of the value that lies in ice; painted paler."""
    rare: bool = False
    """Left out where room is short."""


@dataclass(frozen=True, slots=True)
class Distances:
    """A heading, bars and notes."""

    heading: str
    rows: tuple[Length, ...]
    notes: tuple[str, ...] = ()
    """Lines below the bars."""
    left_out: str = ""
    """The note that says that rare ways are left out."""

    @property
    def short(self) -> "Distances":
        """Without rare ways."""
        rows = tuple(row for row in self.rows if not row.rare)
        return Distances(self.heading, rows, (*self.notes, self.left_out))
