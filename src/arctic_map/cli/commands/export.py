"""`arctic-map export`."""

import argparse

from arctic_map.cli.batch import run_all
from arctic_map.cli.catalog import catalog_of
from arctic_map.cli.exporting import write
from arctic_map.cli.parser import UsageError


def run(options: argparse.Namespace) -> int:
    if options.batch is not None:
        if options.out is not None:
            raise UsageError("with --batch, each map's file is named in the list of maps")
        return run_all(options)
    if options.out is None:
        raise UsageError(
            "the following arguments are required: OUT, such as map.png (see arctic-map export --help)"
        )
    write(options, catalog_of(options))
    return 0
