"""The options of `arctic-map info`."""

from __future__ import annotations

from arctic_map.cli.addresses import path_named
from arctic_map.cli.file_layers import add_crs
from arctic_map.cli.parser import Commands

TEXT = """Says what is in a file of features: its layers, how many features they have, their reference
system, where they lie (west, south, east, north in degrees; west is greater than east across 180°), their
fields, and what is wrong with it. Of an atlas (.arctic) also its title, edition, article and text, and how
many facts, people, steps and other parts it has. Nothing is written. Exit code 1: it cannot be read."""


def add(commands: Commands) -> None:
    command = commands.add(
        "info",
        help="say what is in a file of features or an atlas",
        text=TEXT,
        examples=(
            "arctic-map info my.gpkg",
            "arctic-map info my.gpkg:ports --json",
            "arctic-map info my-atlas.arctic",
        ),
    )
    command.add_argument(
        "file", metavar="FILE", type=path_named, help="the file, or FILE:LAYER for one of its layers"
    )
    add_crs(command)
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
