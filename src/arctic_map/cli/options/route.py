"""The options of `arctic-map route`."""

from __future__ import annotations

import argparse
from pathlib import Path

from arctic_map.cli import values
from arctic_map.cli.options import ways
from arctic_map.cli.parser import Commands
from arctic_map.model.itinerary import USUAL_SPEEDS

TEXT = """Finds the shortest ways by sea between two ports: by the Northern Sea Route, Suez, Panama, round the
Cape of Good Hope or Cape Horn, by the Northwest Passage or across the pole, shortest first.

FROM and TO are names of ports, UN/LOCODEs or positions. Each is moved to the nearest navigable water. With
--month, kilometres within the median ice edge of 1981-2010 are told, and days counted with --ice-speed in it.
Not for navigation: depth, ice class and rules are not known."""
SUFFIXES = (".geojson", ".gpkg", ".gpx", ".csv")


def add(commands: Commands) -> None:
    command = commands.add(
        "route",
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
    ways.add_options(command, USUAL_SPEEDS)
    command.add_argument("--month", metavar="N", type=values.month, help="1 to 12: tell kilometres in ice")
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
    command.add_argument(
        "--out", metavar="FILE", type=file, help=f"write the ways; the name ends with {', '.join(SUFFIXES)}"
    )


def file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{text!r}: the name must end with {', '.join(SUFFIXES)}")
    if path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r}: there is no such folder to write a file into")
    return path
