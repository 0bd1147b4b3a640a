"""`arctic-map hexagons`."""

from argparse import Namespace

from arctic_map.cli.densities import add_options, points_of
from arctic_map.cli.parser import Parser
from arctic_map.model.derived_file import HEXAGONS
from arctic_map.model.tr import tr, tr_later
from arctic_map.tables.hexagons import hexagons_of, write_hexagons

TEXT = tr_later(
    """Counts the points of a file in hexagons of equal area and writes these as a GeoPackage, with the
columns count and per_1000_km2. Hexagons without points are left out. Lines and areas are ignored."""
)


def options(parser: Parser) -> None:
    parser.describe(tr(TEXT), examples=("arctic-map hexagons ships.csv density.gpkg --width 50",))
    add_options(parser, HEXAGONS, tr("width of a hexagon between two sides"))


def run(args: Namespace) -> int:
    """Write the hexagons. Raises UsageError, ContentError and ExportError."""
    write_hexagons(hexagons_of(points_of(args, HEXAGONS), args.km), args.out, args.out.stem)
    return 0
