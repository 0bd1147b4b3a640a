"""`arctic-map export`: one map, or with `--batch` many; if one fails, the others continue."""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arctic_map.cli import values
from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.export_map import write_map
from arctic_map.cli.main import add_common
from arctic_map.cli.map_options import add_map_options
from arctic_map.cli.parser import Parser, UsageError, suggestion
from arctic_map.cli.shared_files import SharedAddress
from arctic_map.cli.text import complain, one_line, say
from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.storage.base_map import land_on
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.decoding import read_toml
from arctic_map.storage.preparation import read_drawing, read_labelled

TEXT = tr_later(
    """Exports the map to a file. The suffix selects the format. Needs no display.

The page has title, legend, scale, sources and all other parts of a map. --without leaves parts out:
title, subtitle, period, legend, relief and rivers (from A2 on), inset, chart, scale, arrow, frame,
frame-labels, projection, sources, warning, version.
Presets: slide-16x9, a4-portrait, a4-landscape, a3-portrait, a3-landscape, journal-single, journal-double,
square, hd-16x9, vertical-9x16.
PNG, JPEG, WebP, SVG and PDF contain the view that they show, and --from draws it again. The PDF is not PDF/A,
because Qt supports only A-1, which forbids transparency. --batch draws many maps: the file has a table
[[map]] for each, with `out` and the options by their names, and [defaults] for all."""
)


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
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
    parser.add_argument("out", metavar="OUT", type=values.file, nargs="?", help=tr("the file to write"))
    parser.add_argument(
        "--batch", metavar="MAPS.toml", type=Path, help=tr("export the maps that this file lists")
    )
    add_map_options(parser)


def run(args: argparse.Namespace) -> int:
    """Export one map, or all maps of a list. Return 1 if one fails."""
    if args.batch is not None:
        if args.out is not None:
            raise UsageError(tr("with --batch, each map's file is named in the list of maps"))
        return run_batch(args)
    if args.out is None:
        raise UsageError(
            tr("the following arguments are required: OUT, such as map.png"), see="arctic-map export"
        )
    write_map(args, catalog_of(args))
    return 0


KEYS = (
    "preset", "size", "dpi", "theme", "title", "subtitle", "credit", "without", "facts", "text-scale",
    "margin", "quality", "outlines", "world-file", "high-contrast", "language", "names", "units", "from",
    "with", "projection", "meridian", "plane", "extent", "fit", "everything", "legend", "layers", "hide",
    "month", "when", "route", "via", "by", "close", "speed", "ice-speed",
)  # fmt: skip
"""Options that a map in the list may have. `plane` is the name of `projection` in version 0.1."""
MAX_MAPS = 1000
BAR = 24
"""Width of the progress bar in characters."""


@dataclass(frozen=True, slots=True)
class BatchJob:
    """A map of the list: its file, and its options as command line arguments."""

    out: str
    arguments: tuple[str, ...]


def run_batch(options: argparse.Namespace) -> int:
    """Export all maps of the list. Return 1 if any fails. Raises UsageError for an invalid list."""
    jobs = read_jobs(options.batch)
    catalog = catalog_of(options)
    drawings = drawings_for(catalog, read_drawing, read_labelled, land_on)
    progress = Progress(len(jobs))
    failed, written = 0, set[Path]()
    for number, job in enumerate(jobs, start=1):
        progress.show(number - 1, job.out)
        try:
            arguments = parsed(job, options.batch.parent)
            if arguments.out.resolve() in written:
                raise UsageError(tr("another map of the list is written to {name!r}", name=job.out))
            write_map(arguments, catalog, drawings)
            written.add(arguments.out.resolve())
            progress.done(number, tr("{file} is written", file=job.out))
        except (UsageError, ArcticMapError) as error:
            failed += 1
            progress.failed(number, f"{job.out}: {_without_name(_message(error), job.out)}")
    progress.end()
    good = tr_count(
        len(jobs) - failed, "{count} map of {all} written", "{count} maps of {all} written", all=len(jobs)
    )
    say(tr("{written}, {count} failed", written=good, count=failed) if failed else good)
    return 1 if failed else 0


def read_jobs(path: Path) -> tuple[BatchJob, ...]:
    """The maps of a list with `[defaults]` and `[[map]]`. Raises UsageError."""
    try:
        table = read_toml(path)
    except Unreadable as error:
        where = f"{path}: {error.where}" if error.where else f"{path}"
        raise UsageError(f"{where}: {error.why}") from None
    return tuple(_jobs(table, str(path)))


def _jobs(table: Mapping[str, Any], file: str) -> Iterator[BatchJob]:
    for key in table:
        if key not in ("defaults", "map"):
            raise UsageError(
                tr(
                    "{file}: there is no table {name!r}; a list of maps has [defaults] and [[map]]",
                    file=file,
                    name=key,
                )
            )
    defaults, maps = table.get("defaults", {}), table.get("map", [])
    if not isinstance(defaults, dict) or not isinstance(maps, list) or not maps:
        raise UsageError(
            tr("{file}: a list of maps has a table [[map]] for each, and may have [defaults]", file=file)
        )
    if len(maps) > MAX_MAPS:
        raise UsageError(tr("{file}: a list has at most {count} maps", file=file, count=MAX_MAPS))
    for number, own in enumerate(maps, start=1):
        where = tr("{file}: map {number}", file=file, number=number)
        if not isinstance(own, dict) or not isinstance(own.get("out"), str):
            raise UsageError(tr("{where}: `out` names the file to write", where=where))
        merged = {**defaults, **own}
        out = merged.pop("out")
        yield BatchJob(out, tuple(_arguments(merged, where)))


def _arguments(table: Mapping[str, Any], where: str) -> Iterator[str]:
    for key, value in table.items():
        if key not in KEYS:
            hint = suggestion(key, KEYS)
            raise UsageError(
                tr("{where}: there is no option {name!r}{hint}", where=where, name=key, hint=hint)
            )
        if key in ("world-file", "high-contrast", "outlines", "everything"):
            if not isinstance(value, bool):
                raise UsageError(tr("{where}: {name} is true or false", where=where, name=key))
            if value:
                yield f"--{key}"
            continue
        if key == "legend":
            yield from _legend(value, where)
            continue
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str | int | float) and not isinstance(item, bool) for item in items):
            raise UsageError(
                tr("{where}: {name} is text, a number, or a list of them", where=where, name=key)
            )
        if key == "route":
            if len(items) != 2:
                raise UsageError(tr("{where}: route is a list of two ports", where=where))
            yield from ("--route", *map(str, items))
        elif key in ("with", "via", "by"):
            yield from (f"--{key}={item}" for item in items)
        else:
            yield f"--{key}={','.join(map(str, items))}"


def _legend(value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict) or not all(isinstance(words, str) for words in value.values()):
        raise UsageError(tr("{where}: legend is a table of styles and their words", where=where))
    yield from (f"--legend={style}={words}" for style, words in value.items())


def parsed(job: BatchJob, folder: Path) -> argparse.Namespace:
    """The options of a map, with files relative to the folder of the list. Raises UsageError."""
    parser = Parser(prog="arctic-map export", add_help=False)
    parser.add_argument("out", type=values.file)
    add_common(parser, None)
    add_map_options(parser)
    options = parser.parse_args([*job.arguments, "--", str(folder / job.out)])
    if options.snapshot is not None:
        options.snapshot = folder / options.snapshot
    options.files = [each if isinstance(each, SharedAddress) else folder / each for each in options.files]
    return options


class Progress:
    """A progress bar on a terminal, else a line for each map."""

    def __init__(self, total: int) -> None:
        self._total, self._live = total, sys.stderr.isatty()

    def show(self, done: int, name: str) -> None:
        """Draw the bar."""
        if self._live:
            full = round(BAR * done / self._total)
            bar = "#" * full + "." * (BAR - full)
            self._line(f"[{bar}] {done}/{self._total} {one_line(name)[:50]}")

    def done(self, number: int, sentence: str) -> None:
        """Report a written map."""
        if not self._live:
            say(f"{number}/{self._total} {one_line(sentence)}")

    def failed(self, number: int, sentence: str) -> None:
        """Report a failed map."""
        self._line("")
        complain(f"{number}/{self._total} {sentence}")

    def end(self) -> None:
        """Remove the bar."""
        self._line("")

    def _line(self, text: str) -> None:
        if self._live:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _message(error: UsageError | ArcticMapError) -> str:
    """The message without the hint to --help at its end."""
    return error.message if isinstance(error, UsageError) else str(error)


def _without_name(sentence: str, name: str) -> str:
    """The message without the file's name at its start."""
    head, *rest = re.split(": |：", sentence, maxsplit=1)
    return rest[0] if rest and head.endswith(name) else sentence
