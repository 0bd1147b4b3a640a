"""`arctic-map film`: the year of ice, the timeline or the tour as a film."""

from __future__ import annotations

import argparse
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.map_options import add_map_options
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.prepared_map import prepared_map
from arctic_map.cli.text import ProgressOutput, complain
from arctic_map.cli.values import in_folder
from arctic_map.export.page.subject import only_subject
from arctic_map.export.request import Request, preset_named
from arctic_map.model.export_formats import FILM_FORMATS
from arctic_map.model.tr import interface, tr, tr_later
from arctic_map.render.film_files import Film, replaced, require_program, write_film
from arctic_map.render.film_frames import FilmOrder, filmed, readable
from arctic_map.render.progress import reporting_to
from arctic_map.render.snapshot import write
from arctic_map.scene.film import FilmSubject, moments_of, title_of, without_events
from arctic_map.storage.app_folders import ScratchFolder, remove_stale
from arctic_map.storage.languages import wording

HD = 1280, 720
"""Width and height without --size and --preset."""
TEXT = tr_later(
    """Films what the map shows: a year of ice month by month, the timeline event by event, the tour step
by step, or a route as a ship sails it. Each picture is a page as `export` draws it, with title, date,
legend, scale and sources. Needs no display.

The suffix selects the format: .webm for browsers and slides, .gif, .webp, .png for numbered pictures, and
.mp4 if the program ffmpeg is installed. The year of ice leaves out layers of events, unless --layers or
--everything says otherwise. The other options are those of `export`."""
)


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map film ice.webm --of year",
            "arctic-map film events.gif --of timeline --size 960x540",
            "arctic-map film tour.webm --of tour --language ru",
            "arctic-map film ice.webp --of year --preset square --theme dark",
            "arctic-map film voyage.webm --of route --route Murmansk Yokohama --month 9",
            "arctic-map film days.webm --of timeline --with ice.nc --layers land,depth,graticule,ice.nc",
        ),
    )
    parser.add_argument("out", metavar="OUT", type=out, help=tr("the file to write"))
    parser.add_argument("--of", choices=[*FilmSubject], required=True, help=tr("what the film shows"))
    add_map_options(parser)


def out(text: str) -> Path:
    """A file that a film can be written to."""
    path = Path(text)
    if path.suffix.lower() not in FILM_FORMATS:
        known = ", ".join(FILM_FORMATS)
        raise argparse.ArgumentTypeError(
            tr("{text!r}: the name must end with {known}", text=text, known=known)
        )
    return in_folder(text)


def run(args: Namespace) -> int:
    """Write the film."""
    if args.of == FilmSubject.YEAR and args.month is not None:
        raise UsageError(tr("a film of a year shows every month: leave out {option}", option="--month"))
    if args.subtitle is not None:
        raise UsageError(
            tr("each picture of a film has its own subtitle: leave out {option}", option="--subtitle")
        )
    if args.of == FilmSubject.TOUR and args.title is not None:
        raise UsageError(tr("each step of the tour has its own title: leave out {option}", option="--title"))
    if args.world_file:
        raise UsageError(tr("a film has no world files: leave out {option}", option="--world-file"))
    size = _size(args)
    # Before all is painted.
    require_program(args.out.suffix)
    if args.out.suffix.lower() != ".webm":
        write_film(_film(args), args.out)
        return 0
    # Late import: Chromium takes 100 ms to load, which only this format needs.
    from arctic_map.desktop.shell import film_process

    app = film_process.prepare()
    write({args.out: film_process.encoded(_film(args), size)})
    del app
    return 0


def _film(args: Namespace) -> Film:
    remove_stale()
    # Rows on disk are deleted once all is painted.
    with ScratchFolder("rows") as folder:
        return _painted(args, Path(folder))


def _painted(args: Namespace, folder: Path) -> Film:
    progress = ProgressOutput(enabled=args.tell_share)
    prepared = prepared_map(args, catalog_of(args), None, folder, progress, whole=args.of == FilmSubject.TOUR)
    request, session = prepared.request, prepared.session
    if args.size is None and args.preset is None:
        request = replace(request, width=HD[0], height=HD[1])
    if args.of == FilmSubject.YEAR and not request.everything:
        session = without_events(prepared.catalog, session)
    words = wording(request.language or interface().language)
    subject = FilmSubject(args.of)
    scene, drawings = prepared.scene_of(session)
    moments = moments_of(subject, only_subject(scene, drawings, request), session, drawings, words)
    # Before all is painted.
    replaced(args.out, len(moments))
    if request.title is None:
        request = replace(request, title=title_of(subject, prepared.catalog, words))
    with reporting_to(lambda sentence: complain(f"{args.out}: {sentence}")):
        return filmed(FilmOrder(moments, prepared.scene_of, readable(request)))


def _size(args: Namespace) -> tuple[int, int]:
    """Width and height in pixels. Raises UsageError."""
    request = (
        preset_named(args.preset).applied(Request()) if args.preset else Request(width=HD[0], height=HD[1])
    )
    if args.size is not None:
        request = replace(request, width=args.size.width, height=args.size.height, unit=args.size.unit)
    width, height = request.pixels
    if request.unit != "px":
        raise UsageError(tr("a film has a size in pixels, such as --size 1280x720 or --preset hd-16x9"))
    if width % 2 or height % 2:
        raise UsageError(tr("a film has an even number of pixels in each direction, such as 1280x720"))
    return width, height
