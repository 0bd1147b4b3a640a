"""`arctic-map route`."""

import argparse
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from arctic_map.cli import values, ways
from arctic_map.cli.catalog_reading import catalog_of, in_language_of_data
from arctic_map.cli.map_options import add_route_options
from arctic_map.cli.parser import Parser
from arctic_map.cli.text import complain, say, say_json, table
from arctic_map.errors import ExportError, system_reason
from arctic_map.model.itinerary import USUAL_SPEEDS, Port, Speeds
from arctic_map.model.strait import is_high_latitude
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.scene.routing.routes import CAUTION, ICE, Plan, Route, cautioned, routes_of
from arctic_map.scene.routing.routes import table as routes_table
from arctic_map.scene.routing.way_texts import (
    course_in_words,
    moves_in_words,
    omitted_in_words,
    saving_in_words,
    savings,
)
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.route_data import read_straits
from arctic_map.tables.writers.route_files import ROUTE_FORMATS

TEXT = tr_later(
    """Finds the shortest routes by sea between two ports: through the Northern Sea Route, Suez, Panama,
around the Cape of Good Hope or Cape Horn, or through the Northwest Passage, shortest first. High-latitude
ways, north of the archipelagos or across the pole, come last. --by nsr lists all variants of a way.

FROM and TO are names of ports, UN/LOCODEs or positions. Each is moved to the nearest navigable water.
--month adds the kilometres within the median ice edge of 1981-2010 and computes the days there with
--ice-speed. Not for navigation: depth, ice class and rules are not known."""
)

HEADINGS = (
    *(tr_later("By"), tr_later("km"), tr_later("nmi"), tr_later("Days")),
    *(tr_later("In ice, km"), tr_later("More, km"), tr_later("Through")),
)


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map route Murmansk Yokohama",
            "arctic-map route DEHAM CNSHA --month 9 --speed 14 --ice-speed 8",
            'arctic-map route Rotterdam "35.5N 139.8E" --close suez --json',
            "arctic-map route Hamburg Shanghai --by nsr --out way.geojson",
        ),
    )
    parser.add_argument("start", metavar="FROM", help=tr("port by name or UN/LOCODE, or position"))
    parser.add_argument("finish", metavar="TO", help=tr("port or position"))
    add_route_options(parser, USUAL_SPEEDS)
    parser.add_argument(
        "--month", metavar="N", type=values.month, help=tr("month, 1 to 12, to compute kilometres in ice")
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=file,
        help=tr("write the ways; the name ends with {suffixes}", suffixes=", ".join(ROUTE_FORMATS)),
    )


def file(text: str) -> Path:
    """A file that routes can be written to, by its suffix."""
    path = Path(text)
    if path.suffix.lower() not in ROUTE_FORMATS:
        raise argparse.ArgumentTypeError(
            tr("{text!r}: the name must end with {known}", text=text, known=", ".join(ROUTE_FORMATS))
        )
    if path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(tr("{text!r}: the folder does not exist", text=text))
    return path


def run(args: Namespace) -> int:
    """Print the routes, or also write them to a file."""
    waters = read_straits()
    route = ways.requested((args.start, args.finish), args, catalog_of(args), waters)
    plan = ways.found(route, args.month, waters)
    routes = routes_of(plan, Speeds(args.speed, args.ice_speed))
    if args.out:
        with in_language_of_data(args):
            write(args.out, routes, args.month)
    if args.json:
        say_json([route_json(each) for each in routes])
        complain(cautioned(args.month))
        return 0
    for line in lines_of(plan, routes, (CAUTION,) if args.month is None else (ICE, CAUTION)):
        say(line)
    return 0


def lines_of(plan: Plan, routes: Sequence[Route], caution: Sequence[str]) -> list[str]:
    """The ways as a table, with remarks and cautions."""
    first = routes[0]
    cells = [tuple(tr(each).upper() for each in HEADINGS)]
    cells += [
        (
            each.by,
            f"{each.km:.0f}",
            f"{each.nmi:.0f}",
            digits(f"{each.days:.1f}"),
            "-" if each.ice_km is None else f"{each.ice_km:.0f}",
            f"{each.km - first.km:.0f}",
            tr(", ").join(map(tr, each.through)) or "-",
        )
        for each in routes
    ]
    course = course_in_words(f"{first.start.title} - {first.finish.title}", first.via, first.closed)
    lines = [course, *table(cells, right=frozenset({1, 2, 3, 4, 5}))]
    lines += [saving_in_words(each) for each in savings(routes, plan.requested.only)]
    high = tr(", ").join(each.by for each in routes if is_high_latitude(each.by))
    lines += [tr("High-latitude ways, which ships rarely take: {ways}", ways=high)] if high else []
    lines += filter(None, (omitted_in_words(plan), *moves_in_words(plan)))
    return [*lines, *map(tr, caution)]


def route_json(route: Route) -> dict[str, Any]:
    """A route for JSON."""
    return {
        "by": route.by,
        "high_latitude": is_high_latitude(route.by),
        "via": [end_json(port) for port in route.via],
        "closed": list(route.closed),
        "through": list(route.through),
        "distance_km": round(route.km, 1),
        "distance_nmi": round(route.nmi, 1),
        "days": round(route.days, 2),
        "knots": route.speeds.open,
        "ice_km": None if route.ice_km is None else round(route.ice_km, 1),
        "ice_knots": None if route.ice_km is None else route.speeds.ice,
        "from": end_json(route.start),
        "to": end_json(route.finish),
    }


def end_json(port: Port) -> dict[str, Any]:
    """An end of a route for JSON."""
    return {
        "name": port.name,
        "code": port.code or None,
        "position": list(port.water),
        "moved_km": round(port.moved / 1000.0, 1),
    }


def write(out: Path, routes: Sequence[Route], month: int | None) -> None:
    """Write the routes to a file. Raises ExportError."""
    try:
        write_bytes(out, ROUTE_FORMATS[out.suffix.lower()].encode(routes_table(routes, month)))
    except OSError as error:
        raise ExportError(
            tr("the file cannot be written"), where=str(out), why=system_reason(error)
        ) from error
