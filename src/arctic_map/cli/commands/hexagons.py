"""`arctic-map hexagons`."""

import argparse
from argparse import Namespace
from pathlib import Path

from arctic_map.cli.file_arguments import add_choices, path_named
from arctic_map.cli.main import Parser, UsageError
from arctic_map.cli.text import ProgressOutput, complain
from arctic_map.errors import ContentError
from arctic_map.model.export_formats import HEXAGON_WIDTHS_KM
from arctic_map.model.opened import Choice, parted
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.file_data import read
from arctic_map.tables.hexagons import hexagons_of, write_hexagons

TEXT = """Counts the points of a file in hexagons of equal area and writes these as a GeoPackage, with the
columns count and per_1000_km2. Hexagons without points are left out. Lines and areas are ignored."""
SUFFIX = ".gpkg"


def options(parser: Parser) -> None:
    parser.describe(TEXT, examples=("arctic-map hexagons ships.csv density.gpkg --width 50",))
    parser.add_argument(
        "file", metavar="FILE", type=path_named, help="the file, or FILE:LAYER for one of its layers"
    )
    parser.add_argument("out", metavar="OUT", type=Path, help=f"the file to write, *{SUFFIX}")
    parser.add_argument(
        "--width", metavar="KM", type=float, default=50.0, help="width of a hexagon between two sides (50)"
    )
    add_choices(parser)
    parser.add_argument("--tell-share", action="store_true", help=argparse.SUPPRESS)


def run(args: Namespace) -> int:
    """Write the hexagons. Raises UsageError, ContentError and ExportError."""
    least, most = HEXAGON_WIDTHS_KM
    if not least <= args.width <= most:
        raise UsageError(f"--width must be between {least:g} and {most:g} km")
    if args.out.suffix.lower() != SUFFIX:
        raise UsageError(f"{args.out}: the name must end with {SUFFIX}")
    file, layer = parted(args.file)
    choice = Choice((), args.crs, tuple(args.columns)).for_layer(layer)
    try:
        data = read(file.absolute(), 1, choice, ProgressOutput(enabled=args.tell_share).part(0.0, 0.9))
    except Unreadable as error:
        raise ContentError(error.why, where=": ".join(filter(None, (str(args.file), error.where)))) from None
    for faulty, why in data.problems:
        complain(": ".join(filter(None, (str(args.file), faulty, why))))
    found = hexagons_of(data.shapes, args.width)
    if not len(found.counts):
        raise ContentError(tr("the file has no points"), where=str(args.file))
    write_hexagons(found, args.out, args.out.stem)
    return 0
