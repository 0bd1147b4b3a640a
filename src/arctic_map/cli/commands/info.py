"""`arctic-map info`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from arctic_map.cli.file_layers import split
from arctic_map.cli.parser import UsageError
from arctic_map.cli.text import complain, one_line, say, say_json, table
from arctic_map.model.endings import ATLAS, LAYERS
from arctic_map.model.opened import Choice
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.paths import is_there
from arctic_map.tables.description import Description, describe

MOST_PROBLEMS = 20


def run(options: Namespace) -> int:
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
            # All of an atlas, which files of features do without.
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


def _lines(found: Description, atlas: dict[str, Any]) -> list[str]:
    if not found.driver:
        return []
    lines = [found.driver]
    if atlas:
        lines += table([(f"  {name}", one_line(words)) for name, words in _about(atlas)])
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


def _about(atlas: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What an atlas is, for people."""
    article = [value for key, value in atlas["article"].items() if value and key != "language"]
    yield "title", atlas["title"]
    yield "edition", atlas["edition"] or "not said"
    yield "article", ", ".join(article) or "not said"
    words = atlas["text_words"]
    yield "text", "none in it" if words is None else f"{words:,} words"
    for key in ("facts", "people", "ledger_rows", "charts", "tour_steps", "views", "sources"):
        yield key.replace("_", " "), f"{atlas[key]:,}"
