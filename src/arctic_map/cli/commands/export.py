"""`arctic-map export`."""

import argparse
from pathlib import Path

from arctic_map.cli import values
from arctic_map.cli.catalog import catalog_of
from arctic_map.cli.export_batch import run_batch
from arctic_map.cli.export_map import write_map
from arctic_map.cli.map_options import add_map_options
from arctic_map.cli.parser import Parser, UsageError

TEXT = """Exports the map to a file. The suffix selects the format. Needs no display.

The page has title, legend, scale, sources and all other parts of a map. --without leaves parts out:
title, subtitle, period, legend, relief and rivers (from A2 on), inset, chart, scale, arrow, frame,
frame-labels, projection, sources, warning, version.
Presets: slide-16x9, a4-portrait, a4-landscape, a3-portrait, a3-landscape, journal-single, journal-double,
square.
PNG, JPEG, WebP, SVG and PDF contain the view that they show, and --from draws it again. The PDF is not PDF/A,
because Qt supports only A-1, which forbids transparency. --batch draws many maps: the file has a table
[[map]] for each, with `out` and the options by their names, and [defaults] for all."""


def options(parser: Parser) -> None:
    parser.describe(
        TEXT,
        examples=(
            "arctic-map export map.png",
            "arctic-map export world.png --projection world --size 3840x2160",
            "arctic-map export port.png --fit arkhangelsk --hide drills,ports-other --theme dark",
            "arctic-map export figure.pdf --preset journal-double --theme greyscale --facts T1,T3",
            "arctic-map export strait.svg --extent 160,60,200,75 --size 180x120mm --without inset,legend",
            "arctic-map export mine.pdf --with my.geojson --fit my.geojson",
            "arctic-map export lanes.png --language ru --units nmi",
            "arctic-map export small.webp --size 1200x800 --quality 80",
            "arctic-map export again.pdf --from map.png --preset a4-landscape",
            "arctic-map export ways.pdf --route Murmansk Yokohama --month 9 --projection world",
            "arctic-map export suez.png --route DEHAM CNSHA --by suez --by nsr --fit route",
            "arctic-map export --batch maps.toml",
        ),
    )
    parser.add_argument("out", metavar="OUT", type=values.file, nargs="?", help="the file to write")
    parser.add_argument(
        "--batch", metavar="MAPS.toml", type=Path, help="export the maps that this file lists"
    )
    add_map_options(parser)


def run(args: argparse.Namespace) -> int:
    """Export one map, or all maps of a list. Return 1 if one fails."""
    if args.batch is not None:
        if args.out is not None:
            raise UsageError("with --batch, each map's file is named in the list of maps")
        return run_batch(args)
    if args.out is None:
        raise UsageError(
            "the following arguments are required: OUT, such as map.png (see arctic-map export --help)"
        )
    write_map(args, catalog_of(args))
    return 0
