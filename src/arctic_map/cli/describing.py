"""`arctic-map info`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from arctic_map.cli.file_layers import add_crs, split
from arctic_map.cli.parser import Commands, UsageError
from arctic_map.cli.text import complain, one_line, say, say_json, table
from arctic_map.files.paths import is_there
from arctic_map.files.reading import Unreadable
from arctic_map.model.endings import ATLAS, LAYERS
from arctic_map.model.opened import Choice

TEXT = """Says what is in a file of features: its layers, how many features they have, their reference
system, where they lie (west, south, east, north in degrees; west is greater than east across 180°), their
fields, and what is wrong with it. Of an atlas (.arctic) also its title, edition, article and text, and how
many facts, people, steps and other parts it has. Nothing is written. Exit code 1: it cannot be read."""
MOST_PROBLEMS = 20


def add(commands: Commands) -> None:
    command = commands.add(
        "info",
        run,
        help="say what is in a file of features or an atlas",
        text=TEXT,
        examples=(
            "arctic-map info my.gpkg",
            "arctic-map info my.gpkg:ports --json",
            "arctic-map info my-atlas.arctic",
        ),
    )
    command.add_argument(
        "file", metavar="FILE", type=Path, help="the file, or FILE:LAYER for one of its layers"
    )
    add_crs(command)
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")


def run(options: Namespace) -> int:
    # Readers, which --help can do without.
    from arctic_map.files.readers.description import Description, describe

    file, layer = split(options.file)
    if not is_there(file):
        raise UsageError(f"{options.file}: there is no such file")
    if file.suffix.lower() not in (*LAYERS, ATLAS):
        known = ", ".join((*LAYERS, ATLAS))
        raise UsageError(f"{options.file}: no file of features and no atlas; known kinds: {known}")
    refused = ""
    atlas: dict[str, Any] = {}
    try:
        if file.suffix.lower() == ATLAS:
            # Readers of atlases, which files of features do not need.
            from arctic_map.cli.describing_atlas import described_atlas

            found, atlas = described_atlas(file)
        else:
            found = describe(file, Choice((layer,) if layer else (), options.crs))
    except Unreadable as error:
        refused = f"{error.where}: {error.why}" if error.where else error.why
        found = Description("", (), (("", refused),))
    if options.json:
        report = asdict(found)
        report["driver"] = report["driver"] or None
        report["problems"] = [{"where": where, "why": why} for where, why in found.problems]
        say_json(report | ({"atlas": atlas} if atlas else {}))
    else:
        for line in _lines(found, atlas):
            say(one_line(line) if not line.startswith(" ") else line)
    if refused and not options.json:
        complain(f"{options.file}: {refused}")
    return 1 if refused else 0


def _lines(found: object, atlas: dict[str, Any]) -> list[str]:
    # Readers, which --help can do without.
    from arctic_map.cli.describing_atlas import lines_of
    from arctic_map.files.readers.description import Description

    assert isinstance(found, Description)
    if not found.driver:
        return []
    lines = [found.driver]
    if atlas:
        lines += table([(f"  {name}", one_line(words)) for name, words in lines_of(atlas)])
    for layer in found.layers:
        extent = ", ".join(f"{degrees:.6g}" for degrees in layer.extent) if layer.extent else "-"
        rows = [
            ("  geometry", layer.geometry or "none"),
            ("  features", f"{layer.features:,}"),
            ("  crs", layer.crs or "not said"),
            ("  extent", extent),
            # Those of an atlas's layers are the same for all.
            *((f"    {one_line(each.name)}", each.type) for each in layer.fields if not atlas),
        ]
        lines += [one_line(layer.name), *table(rows)]
    lines += [one_line(": ".join(filter(None, each))) for each in found.problems[:MOST_PROBLEMS]]
    if more := len(found.problems) - MOST_PROBLEMS:
        lines += [f"and {more:,} more problems"] if more > 0 else []
    return lines
