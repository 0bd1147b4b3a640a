"""`arctic-map route`."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arctic_map.cli import values
from arctic_map.cli.content import catalog_of
from arctic_map.cli.ledger import knots
from arctic_map.cli.parser import Commands
from arctic_map.cli.text import complain, say, say_json, table
from arctic_map.errors import ArcticMapError, ExportError, UnknownName
from arctic_map.model.strait import WAYS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from arctic_map.geo.sailing.afloat import Harbour
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.port import Port
    from arctic_map.model.strait import Waters
    from arctic_map.scene.routing.routes import Route

TEXT = """Finds the shortest ways by sea between two ports: by the Northern Sea Route, Suez, Panama, round the
Cape of Good Hope or Cape Horn, by the Northwest Passage or across the pole, shortest first.

FROM and TO are names of ports, UN/LOCODEs or positions. Each is moved to the nearest navigable water. With
--month, kilometres within the median ice edge of 1981-2010 are told, and days counted with --ice-speed in it.
Not for navigation: depth, ice class and rules are not known."""
SUFFIXES = (".geojson", ".gpkg", ".gpx", ".csv")
SPEED, ICE_SPEED = 14.0, 8.0
"""Knots, where none are given."""


def add(commands: Commands) -> None:
    command = commands.add(
        "route",
        run,
        help="find the ways by sea between two ports",
        text=TEXT,
        examples=(
            "arctic-map route Murmansk Yokohama",
            "arctic-map route DEHAM CNSHA --month 9 --speed 14 --ice-speed 8",
            'arctic-map route Rotterdam "35.5N 139.8E" --close suez --json',
            "arctic-map route Hamburg Shanghai --by nsr --out way.geojson",
        ),
    )
    command.add_argument("start", metavar="FROM", help="a port by name or UN/LOCODE, or a position")
    command.add_argument("finish", metavar="TO", help="likewise")
    command.add_argument("--by", metavar="WAY", action="append", choices=tuple(WAYS), help=", ".join(WAYS))
    command.add_argument(
        "--close",
        metavar="STRAITS",
        type=values.some_names,
        action="append",
        default=[],
        help="straits or whole ways, such as suez,kiel",
    )
    command.add_argument("--month", metavar="N", type=month, help="1 to 12: tell kilometres in ice")
    command.add_argument("--speed", metavar="KNOTS", type=knots, default=SPEED, help="in open water (14)")
    command.add_argument("--ice-speed", metavar="KNOTS", type=knots, default=ICE_SPEED, help="in ice (8)")
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
    command.add_argument(
        "--out", metavar="FILE", type=file, help=f"write the ways; the name ends with {', '.join(SUFFIXES)}"
    )


def run(options: Namespace) -> int:
    # All that searching needs is loaded only here.
    from arctic_map.files.straits import read_straits
    from arctic_map.scene.routing.routes import CAUTION, ICE, cautioned

    waters = read_straits()
    closed = closed_straits(options.close, waters)
    routes = found(options, waters, closed, catalog_of(options))
    if options.out:
        write(options.out, routes, options.month)
    if options.json:
        say_json([route_json(each) for each in routes])
        complain(cautioned(options.month))
        return 0
    for line in told(routes, (CAUTION,) if options.month is None else (ICE, CAUTION)):
        say(line)
    return 0


def found(options: Namespace, waters: Waters, closed: frozenset[str], catalog: Catalog) -> list[Route]:
    """The ways that were asked for. Raises UnknownName and ArcticMapError."""
    # All that searching needs is loaded only here.
    from arctic_map.files.gazetteer import read_ports
    from arctic_map.files.route_network import read_network
    from arctic_map.geo.sailing.afloat import Harbour
    from arctic_map.geo.sailing.search import Planner
    from arctic_map.scene.routing.ends import end_named, merged, own_ports
    from arctic_map.scene.routing.routes import route

    ports = merged(own_ports(catalog), read_ports())
    start, finish = (end_named(text, ports) for text in (options.start, options.finish))
    network = read_network()
    harbour = Harbour(network)
    start, finish = afloat(start, harbour), afloat(finish, harbour)
    voyages = Planner(network, waters.straits, closed).ways(start.water, finish.water, options.by or ())
    if not voyages:
        ways = f" by {' or '.join(options.by)}" if options.by else ""
        raise ArcticMapError(
            f"there is no way{ways} from {start.name} to {finish.name}",
            why="all are closed, or both ports lie on the same side of it",
        )
    ice = ice_of(options.month)
    return [
        route(
            start,
            finish,
            voyage,
            waters.straits,
            knots=options.speed,
            ice_knots=options.ice_speed,
            ice=None if ice is None else in_ice(voyage.line, ice),
        )
        for voyage in voyages
    ]


def ice_of(month: int | None) -> BaseGeometry | None:
    if month is None:
        return None
    # Only a route with a month asks for it.
    from arctic_map.files.ice import read_median_ice
    from arctic_map.geo.sailing.ice import area

    return area(read_median_ice(month))


def in_ice(line: Sequence[tuple[float, float]], ice: BaseGeometry) -> float:
    # Only a route with a month asks for it.
    import numpy as np

    from arctic_map.geo.sailing.ice import within

    return within(np.array(line), ice)


def afloat(port: Port, harbour: Harbour) -> Port:
    """The port at its nearest navigable water. Raises UnknownName."""
    try:
        water, moved = harbour.afloat(port.place)
    except ValueError:
        raise UnknownName(f"there is no navigable water near {port.name}") from None
    return replace(port, water=water, moved=moved)


def closed_straits(lists: Sequence[Sequence[str]], waters: Waters) -> frozenset[str]:
    """Ids of straits; a way (`nsr`) closes all of its straits. Raises UnknownName."""
    found = set[str]()
    for id in (each for listed in lists for each in listed):
        ids = {strait.id for strait in waters.straits if id in (strait.id, strait.way)}
        if not ids:
            known = ", ".join(strait.id for strait in waters.straits)
            raise UnknownName(f"there is no strait {id!r}", why=f"straits are {known}")
        found |= ids
    return frozenset(found)


def told(routes: Sequence[Route], caution: Sequence[str]) -> list[str]:
    """The ways as a table, and what must be known of it."""
    first = routes[0]
    cells = [("BY", "KM", "NMI", "DAYS", "IN ICE, KM", "MORE, KM", "THROUGH")]
    cells += [
        (
            each.by,
            f"{each.km:.0f}",
            f"{each.nmi:.0f}",
            f"{each.days:.1f}",
            "-" if each.ice_km is None else f"{each.ice_km:.0f}",
            f"{each.km - first.km:.0f}",
            ", ".join(each.through) or "-",
        )
        for each in routes
    ]
    lines = [f"{first.start.title} - {first.finish.title}", *table(cells, right=frozenset({1, 2, 3, 4, 5}))]
    lines += [
        f"{port.title}: the way ends at navigable water, {port.moved / 1000:.1f} km from the port"
        for port in (first.start, first.finish)
        if port.moved >= 100.0
    ]
    return [*lines, *caution]


def route_json(route: Route) -> dict[str, Any]:
    return {
        "by": route.by,
        "through": list(route.through),
        "distance_km": round(route.km, 1),
        "distance_nmi": round(route.nmi, 1),
        "days": round(route.days, 2),
        "ice_km": None if route.ice_km is None else round(route.ice_km, 1),
        "from": end_json(route.start),
        "to": end_json(route.finish),
    }


def end_json(port: Port) -> dict[str, Any]:
    return {
        "name": port.name,
        "code": port.code or None,
        "position": list(port.water),
        "moved_km": round(port.moved / 1000.0, 1),
    }


def write(out: Path, routes: Sequence[Route], month: int | None) -> None:
    """Raises ExportError."""
    # Only a route that is written asks for it.
    from arctic_map.files.routes_out import WRITERS
    from arctic_map.files.safe_write import write_bytes
    from arctic_map.scene.routing.routes import table

    try:
        write_bytes(out, WRITERS[out.suffix.lower()](table(routes, month)))
    except OSError as error:
        raise ExportError("the file cannot be written", where=str(out), why=error.strerror or "") from error


def month(text: str) -> int:
    """A month, from 1 to 12."""
    if not (text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= 12):
        raise argparse.ArgumentTypeError(f"{text!r} is no month from 1 to 12")
    return int(text)


def file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{text!r}: the name must end with {', '.join(SUFFIXES)}")
    if path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r}: there is no such folder to write a file into")
    return path
