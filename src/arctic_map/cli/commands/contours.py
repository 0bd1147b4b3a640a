"""`arctic-map contours`."""

import argparse
from argparse import Namespace

from arctic_map.cli.file_arguments import path_named
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.rasters import add_band, values_of
from arctic_map.cli.values import in_folder
from arctic_map.errors import ContentError
from arctic_map.model.derived_file import CONTOURS
from arctic_map.model.shared_source import without_password
from arctic_map.model.tr import tr, tr_later
from arctic_map.tables.rasters.contours import contours_of, write_contours

TEXT = tr_later(
    """Draws the lines of equal value of a raster and writes them as a GeoPackage with the column value.
They are at the multiples of the interval, and go around pixels without a value."""
)


def options(parser: Parser) -> None:
    parser.describe(tr(TEXT), examples=("arctic-map contours depths.tif depths.gpkg --interval 500",))
    parser.add_argument("raster", metavar="RASTER", type=path_named, help=tr("the raster"))
    parser.add_argument("out", metavar="OUT", type=in_folder, help=tr("the file to write, *.gpkg"))
    parser.add_argument(
        "--interval", metavar="AMOUNT", type=float, required=True, help=tr("the step from line to line")
    )
    add_band(parser)
    parser.add_argument(
        "--crs", metavar="EPSG:N", default="", help=tr("its reference system, if it states none")
    )
    parser.add_argument("--tell-share", action="store_true", help=argparse.SUPPRESS)


def run(args: Namespace) -> int:
    """Write the contours. Raises UsageError, ContentError and ExportError."""
    least, most = CONTOURS.limits
    if not least <= args.interval <= most:
        raise UsageError(
            tr("--interval must be between {least} and {most}", least=f"{least:g}", most=f"{most:g}")
        )
    if args.out.suffix.lower() != CONTOURS.suffix:
        raise UsageError(tr("{file}: the name must end with {suffix}", file=args.out, suffix=CONTOURS.suffix))
    with values_of(args) as store:
        found = contours_of(store, args.band - 1, args.interval)
    if not len(found.values):
        why = tr("no contour at a multiple of {interval} crosses it", interval=f"{args.interval:g}")
        raise ContentError(why, where=without_password(str(args.raster)))
    write_contours(found, args.out, args.out.stem)
    return 0
