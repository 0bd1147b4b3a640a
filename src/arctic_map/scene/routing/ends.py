"""Finding the ends of a route: ports by name or code, or positions."""

from collections.abc import Sequence
from dataclasses import replace

from arctic_map.errors import UnknownName
from arctic_map.model.catalog import Catalog
from arctic_map.model.port import Port
from arctic_map.model.strait import Lonlat
from arctic_map.model.tr import tr
from arctic_map.scene.search.folding import fold
from arctic_map.scene.search.spelling import slips
from arctic_map.scene.words.coordinates import position

OWN_LAYERS = ("ports", "ports-other")
"""Of the atlas, whose ports have names in three languages."""
SAME_PLACE = 1.0
"""Degrees within which a port of the atlas and one of the gazetteer of the same name are one."""
MOST_LISTED = 12


def own_ports(catalog: Catalog) -> tuple[Port, ...]:
    """Ports of the atlas, where it has them; not yet moved to water."""
    found = []
    layers = [layer for layer in catalog.layers if layer.id in OWN_LAYERS]
    for feature in (each for layer in layers for each in layer.features):
        if feature.geometry["type"] == "Point":
            lon, lat = feature.geometry["coordinates"][:2]
            others = (*feature.names.values(), *feature.aliases)
            found.append(Port("", feature.name, "", (lon, lat), (lon, lat), 0.0, others))
    return tuple(found)


def merged(own: Sequence[Port], listed: Sequence[Port]) -> tuple[Port, ...]:
    """One list; a port of the atlas takes the code of the same one in the gazetteer, and stands for it."""
    taken = set[str]()
    first = []
    for port in own:
        place = port.place
        names = {fold(name) for name in (port.name, *port.names)}
        same = [each for each in listed if fold(each.name) in names and _near(each.place, port.place)]
        taken |= {each.code for each in same}
        if same:
            # The list has some ports twice; the code whose place is nearer is the port's.
            nearest = min(same, key=lambda each: _apart(each.place, place))
            port = replace(port, code=nearest.code, country=nearest.country)
        first.append(port)
    return (*first, *(port for port in listed if port.code not in taken))


def end_named(text: str, ports: Sequence[Port]) -> Port:
    """The port that a name, a UN/LOCODE or a position says; a position is a port without a code.

    Raises UnknownName where there is none, or more than one, with the candidates.
    """
    if place := position(text):
        return Port("", text.strip(), "", place, place, 0.0)
    wanted = fold(text).strip()
    code = wanted.replace(" ", "")
    if by_code := [port for port in ports if port.code and port.code.casefold() == code]:
        return by_code[0]
    whole = [port for port in ports if wanted in map(fold, (port.name, *port.names))]
    if own := [port for port in whole if port.names]:
        # There is a Hamburg by the Great Lakes, which is not the one of this atlas.
        return own[0]
    begun = whole or [port for port in ports if fold(port.name).startswith(wanted) and len(wanted) > 2]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise UnknownName(
            tr("{name} is more than one port", name=repr(text)),
            why=tr("{ports}; give the code", ports=_listed(begun)),
        )
    raise UnknownName(tr("there is no port {name}", name=repr(text)), why=_hint(wanted, ports))


def _hint(wanted: str, ports: Sequence[Port]) -> str:
    most = min(2, len(wanted) // 4)
    close = [port for port in ports if slips(fold(port.name), wanted, most) <= most]
    if close and most:
        return tr("did you mean {ports}?", ports=_listed(close))
    return tr("give a port, its UN/LOCODE or a position: 69.5N 33.5E")


def _near(one: Lonlat, other: Lonlat) -> bool:
    return _apart(one, other) < SAME_PLACE


def _apart(one: Lonlat, other: Lonlat) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _listed(ports: Sequence[Port]) -> str:
    names = [f"{port.title}, {port.country}" if port.country else port.title for port in ports[:MOST_LISTED]]
    more = len(ports) - len(names)
    return "; ".join(names) + (f"; and {more} more" if more > 0 else "")
