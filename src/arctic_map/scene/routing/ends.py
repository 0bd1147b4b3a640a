"""Finds the ends of a route: ports by name or code, or positions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from arctic_map.errors import UnknownName
from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Feature, Geometry
from arctic_map.model.itinerary import Port, Stop
from arctic_map.model.strait import Lonlat
from arctic_map.model.tr import tr, tr_content
from arctic_map.scene.search_words import fold, slips
from arctic_map.scene.words.coordinates import position

OWN_LAYERS = ("ports", "ports-other")
"""Layers of the atlas whose ports have names in three languages."""
SAME_PLACE = 1.0
"""Maximum distance in degrees of a port in the atlas and its namesake in the gazetteer that are the same."""
MAX_LISTED = 12


def own_ports(catalog: Catalog) -> tuple[Port, ...]:
    """The ports of the atlas at their positions, not yet moved to water."""
    ports = []
    layers = [layer for layer in catalog.layers if layer.id in OWN_LAYERS]
    for feature in (each for layer in layers for each in layer.features):
        if feature.geometry["type"] == "Point":
            lon, lat = feature.geometry["coordinates"][:2]
            others = (*feature.names.values(), *feature.aliases)
            ports.append(Port("", feature.name, "", (lon, lat), (lon, lat), 0.0, others))
    return tuple(ports)


def merged(own: Sequence[Port], listed: Sequence[Port]) -> tuple[Port, ...]:
    """All ports; one of the atlas replaces the same one of the gazetteer and takes its code."""
    used = set[str]()
    first = []
    called: dict[str, list[Port]] = {}
    for each in listed:
        called.setdefault(fold(each.name), []).append(each)
    for port in own:
        place = port.place
        names = dict.fromkeys(fold(name) for name in (port.name, *port.names))
        same = [each for name in names for each in called.get(name, ()) if _near(each.place, place)]
        used |= {each.code for each in same}
        if same:
            # The gazetteer lists some ports twice; the nearest entry provides the code.
            nearest = min(same, key=lambda each: _apart(each.place, place))
            port = replace(port, code=nearest.code, country=nearest.country)
        first.append(port)
    return (*first, *(port for port in listed if port.code not in used))


def end_named(text: str, ports: Sequence[Port]) -> Port:
    """The port for a name, a UN/LOCODE or a position; for a position it has no code.

    Raises UnknownName with the candidates if there is none or more than one.
    """
    if place := position(text):
        return Port("", text.strip(), "", place, place, 0.0)
    query = fold(text).strip()
    code = query.replace(" ", "")
    if by_code := [port for port in ports if port.code and port.code.casefold() == code]:
        return by_code[0]
    whole = [port for port in ports if query in map(fold, _names(port))]
    if own := [port for port in whole if port.names]:
        # Prefer the port of the atlas: there is also a Hamburg on the Great Lakes.
        return own[0]
    begun = whole or [
        port
        for port in ports
        if len(query) > 2 and any(fold(name).startswith(query) for name in _names(port))
    ]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise UnknownName(
            tr("{name!r} is more than one port", name=text),
            why=tr("{ports}; give the code", ports=_listed(begun)),
        )
    raise UnknownName(tr("there is no port {name!r}", name=text), why=_hint(query, ports))


def _names(port: Port) -> tuple[str, ...]:
    return (port.name, *port.names, *port.others)


def _hint(query: str, ports: Sequence[Port]) -> str:
    most = min(2, len(query) // 4)
    close = [port for port in ports if slips(fold(port.name), query, most) <= most]
    if close and most:
        return tr("did you mean {ports}?", ports=_listed(close))
    return tr("give a port, its UN/LOCODE or a position: 69.5N 33.5E")


def _near(one: Lonlat, other: Lonlat) -> bool:
    return _apart(one, other) < SAME_PLACE


def _apart(one: Lonlat, other: Lonlat) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _listed(ports: Sequence[Port]) -> str:
    names = [
        tr("{port}, {country}", port=port.title, country=tr(port.country)) if port.country else port.title
        for port in ports[:MAX_LISTED]
    ]
    more = len(ports) - len(names)
    return "; ".join(names) + (tr("; and {count} more", count=more) if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggestion for a typed text."""

    stop: Stop
    title: str
    detail: str


class EndFinder:
    """Finds ports, places of the atlas and positions for a typed text."""

    def __init__(self, catalog: Catalog, listed: Sequence[Port]) -> None:
        self._ports = [(tuple(map(fold, _names(port))), port) for port in merged(own_ports(catalog), listed)]
        self._places = [
            (tuple(fold(name) for name in (each.name, *each.names.values(), *each.aliases)), each, layer.name)
            for layer in catalog.layers
            if layer.id not in OWN_LAYERS and not layer.file
            for each in layer.features
        ]

    def find(self, text: str, limit: int = MAX_LISTED) -> tuple[Candidate, ...]:
        """Suggestions, best first: a position, a code, names with this prefix or word, similar names."""
        query = fold(text).strip()
        if not query:
            return ()
        if place := position(text):
            return (Candidate(Stop(text.strip(), place), text.strip(), tr("Position")),)
        ranked = [
            *((rank, _of_port(port)) for names, port in self._ports if (rank := _rank(query, names, port))),
            *(
                (rank + 1, candidate)
                for names, each, layer in self._places
                if (rank := _rank(query, names)) and (candidate := _of_place(each, layer))
            ),
        ]
        if not ranked and (most := min(2, len(query) // 4)):
            ranked = [
                (0, _of_port(port)) for names, port in self._ports if slips(names[0], query, most) <= most
            ]
        ranked.sort(key=lambda each: (each[0], each[1].title))
        return tuple(candidate for _, candidate in ranked[:limit])

    def coded(self, code: str) -> Port | None:
        """The port with a UN/LOCODE; None if there is none."""
        query = code.casefold()
        return next((port for _, port in self._ports if port.code and port.code.casefold() == query), None)


def stop_of(port: Port) -> Stop:
    """The stop at a port."""
    return Stop(port.name, port.place, port.code)


def _rank(query: str, names: Sequence[str], port: Port | None = None) -> int:
    """A rank that is lower for better matches; 0 for none. Ports of the atlas precede their namesakes."""
    own = 0 if port is None or port.names else 1
    if port is not None and port.code.casefold() == query.replace(" ", ""):
        return 1
    if query in names:
        return 2 + own
    if any(name.startswith(query) for name in names):
        return 4 + own
    if any(f" {query}" in name for name in names):
        return 6 + own
    return 0


def _of_port(port: Port) -> Candidate:
    detail = " · ".join(filter(None, (tr(port.country), port.code))) or tr("Port")
    return Candidate(stop_of(port), tr(port.name), detail)


def _of_place(feature: Feature, layer: str) -> Candidate | None:
    place = _middle(feature.geometry)
    return Candidate(Stop(feature.name, place), feature.name, tr_content(layer)) if place else None


def _middle(geometry: Geometry) -> Lonlat | None:
    """The place of a point, the middle vertex of a line, or a vertex of an area; None if empty."""
    coordinates = geometry.get("coordinates") or []
    while (
        coordinates
        and not isinstance(coordinates[0], int | float)
        and not isinstance(coordinates[0][0], int | float)
    ):
        coordinates = coordinates[0]
    if not coordinates:
        return None
    lon, lat = (
        coordinates if isinstance(coordinates[0], int | float) else coordinates[len(coordinates) // 2]
    )[:2]
    return float(lon), float(lat)
