"""`arctic-map sample`."""

import argparse
from argparse import Namespace
from pathlib import Path

from arctic_map.cli.file_arguments import add_choices, path_named
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.rasters import add_band, values_of
from arctic_map.cli.shared_files import local
from arctic_map.cli.text import ProgressOutput, complain
from arctic_map.cli.values import in_folder
from arctic_map.errors import ContentError
from arctic_map.model.derived_file import SAMPLE
from arctic_map.model.opened import Choice, parted
from arctic_map.model.tr import labelled, tr, tr_later
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.file_data import read
from arctic_map.tables.rasters.sampling import write_sampled
from arctic_map.tables.writers.feature_files import write_many

TEXT = tr_later(
    """Writes the features of a file as a GeoPackage with one more column: the value of a raster at each
point, or in the middle of each line or area. Where the raster has no value, the cell is empty."""
)


def options(parser: Parser) -> None:
    parser.describe(tr(TEXT), examples=("arctic-map sample stations.csv ice.nc stations.gpkg --band 9",))
    parser.add_argument(
        "file", metavar="FILE", type=path_named, help=tr("the file, or FILE:LAYER for one of its layers")
    )
    parser.add_argument("raster", metavar="RASTER", type=path_named, help=tr("the raster"))
    parser.add_argument("out", metavar="OUT", type=in_folder, help=tr("the file to write, *.gpkg"))
    add_band(parser)
    add_choices(parser)
    parser.add_argument("--tell-share", action="store_true", help=argparse.SUPPRESS)


def run(args: Namespace) -> int:
    """Write the features with values. Raises UsageError, ContentError and ExportError."""
    if args.out.suffix.lower() != SAMPLE.suffix:
        raise UsageError(tr("{file}: the name must end with {suffix}", file=args.out, suffix=SAMPLE.suffix))
    path: Path = local(args.file)
    file, layer = parted(path)
    choice = Choice((), args.crs, tuple(args.columns)).for_layer(layer)
    progress = ProgressOutput(enabled=args.tell_share)
    try:
        data = read(file.absolute(), 1, choice, progress.part(0.0, 0.5))
    except Unreadable as error:
        raise ContentError(error.why, where=labelled(str(path), error.where)) from None
    for faulty, why in data.problems:
        complain(labelled(str(path), faulty, why))
    # The reference system in the arguments is that of the features.
    of_raster = Namespace(raster=args.raster, band=args.band, crs="")
    with ScratchFolder("table") as folder, values_of(of_raster) as store:
        write_sampled(data, store, args.band - 1, Path(folder))
        write_many(data.shapes, Path(folder), args.out, args.out.stem, progress.part(0.5, 1.0))
    return 0
