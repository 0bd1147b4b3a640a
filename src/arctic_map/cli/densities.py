"""Options and reading of the commands that show how dense the points of a file are."""

import argparse
from argparse import Namespace

from arctic_map.cli.file_arguments import add_choices, path_named
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.shared_files import local
from arctic_map.cli.text import ProgressOutput, complain
from arctic_map.cli.values import in_folder
from arctic_map.errors import ContentError
from arctic_map.model.derived_file import DerivedFile
from arctic_map.model.opened import Choice, parted
from arctic_map.model.tr import labelled, tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.file_data import read
from arctic_map.tables.readers.read_features import Bulk

USUAL_KM = 50.0


def add_options(parser: Parser, density: DerivedFile, meaning: str) -> None:
    """Add the file, the file to write, and the length with its meaning."""
    parser.add_argument(
        "file", metavar="FILE", type=path_named, help=tr("the file, or FILE:LAYER for one of its layers")
    )
    parser.add_argument(
        "out", metavar="OUT", type=in_folder, help=tr("the file to write, *{suffix}", suffix=density.suffix)
    )
    parser.add_argument(
        density.option,
        dest="km",
        metavar="KM",
        type=float,
        default=USUAL_KM,
        help=f"{meaning} ({USUAL_KM:g})",
    )
    add_choices(parser)
    parser.add_argument("--tell-share", action="store_true", help=argparse.SUPPRESS)


def points_of(args: Namespace, density: DerivedFile) -> Bulk:
    """The points of the file. Raises UsageError, and ContentError if it cannot be read or has no points."""
    least, most = density.limits
    if not least <= args.km <= most:
        raise UsageError(
            tr(
                "{option} must be between {least} and {most} km",
                option=density.option,
                least=f"{least:g}",
                most=f"{most:g}",
            )
        )
    if args.out.suffix.lower() != density.suffix:
        raise UsageError(tr("{file}: the name must end with {suffix}", file=args.out, suffix=density.suffix))
    path = local(args.file)
    file, layer = parted(path)
    choice = Choice((), args.crs, tuple(args.columns)).for_layer(layer)
    try:
        data = read(file.absolute(), 1, choice, ProgressOutput(enabled=args.tell_share).part(0.0, 0.9))
    except Unreadable as error:
        raise ContentError(error.why, where=labelled(str(path), error.where)) from None
    for faulty, why in data.problems:
        complain(labelled(str(path), faulty, why))
    if not len(data.shapes.x):
        raise ContentError(tr("the file has no points"), where=str(path))
    return data.shapes
