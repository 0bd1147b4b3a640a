"""`arctic-map open`: the window, also if no command is given."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.main import atlas_file_of, data_of, folder_of
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.desktop.shell.startup.instance_lock import InstanceLock, acquire, give_up_all
from arctic_map.errors import ArcticMapError, MapFailed
from arctic_map.model.opened import ATLAS
from arctic_map.model.tr import speak, tr, tr_later
from arctic_map.render.display import has_display, plugins, require_x
from arctic_map.storage.user_language import LANGUAGE_VARIABLE

if TYPE_CHECKING:
    from arctic_map.scene.words.links import Link

TEXT = tr_later(
    """Opens the window with an atlas of your own (.arctic), data files as layers, the view of an exported
picture, your copy of the article, or at a link.

If a window is already open on the same content, it shows them, unless --new is given. Files are never
changed; their problems are listed. Copy links from the facts (Ctrl+Shift+L). Links have these forms:
arctic-map://fact/T3, arctic-map://feature/arkhangelsk, arctic-map://place/64.5,40.5, for a rotated map with
the meridian that points down arctic-map://place/64.5,40.5,30, and for certain dates
arctic-map://place/64.5,40.5~2022-01-01..2023-12-31.

Data files are GeoJSON, TopoJSON, GeoPackage, Shapefile (also in a .zip), FlatGeobuf, GeoParquet, KML, KMZ,
GPX, MapInfo, DXF, S-57 charts, tables with coordinates (CSV, TSV, Excel, OpenDocument), and the rasters
GeoTIFF, NetCDF and GRIB, in any coordinate reference system."""
)


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map",
            "arctic-map my.geojson",
            "arctic-map open map.png",
            "arctic-map open arctic-map://fact/T3",
            "arctic-map open my-atlas.arctic",
            "arctic-map open --data my-atlas",
        ),
    )
    parser.add_argument(
        "what",
        metavar="FILE|LINK",
        nargs="*",
        help=tr("an atlas, files of features, exported pictures, a copy of the article, or a link"),
    )
    parser.add_argument("--new", action="store_true", help=tr("open another window, even if one is open"))
    parser.add_argument(
        "--desktop", action="store_true", help=tr("report errors in the window, for a start by double click")
    )
    parser.add_argument(
        "--fresh", action="store_true", help=tr("start without the last session and window layout")
    )


def run(args: Namespace) -> int:
    """Open the window."""
    words: list[str] = getattr(args, "what", [])
    fresh: bool = getattr(args, "fresh", False)
    if args.language:
        os.environ[LANGUAGE_VARIABLE] = args.language
    new: bool = getattr(args, "new", False) or fresh
    if not words:
        return open_at(None, data_of(args), new=new, fresh=fresh, file=atlas_file_of(args))
    return _open_named(words, args, new=new, fresh=fresh)


def _open_named(words: list[str], args: Namespace, *, new: bool, fresh: bool) -> int:
    # Late import: takes 50 ms, which a window without arguments need not wait for.
    from arctic_map.cli import open_arguments

    wrong = ""
    file = atlas_file_of(args)
    if atlases := [word for word in words if word.lower().endswith(ATLAS)]:
        words = [word for word in words if word not in atlases]
        try:
            file = open_arguments.atlas_file(atlases)
            args.data = folder_of(file)
        except (ArcticMapError, UsageError) as error:
            if not args.desktop:
                raise
            wrong, file = str(error), None
    data = data_of(args)
    if args.desktop:
        link, files, more = open_arguments.parse_leniently(words)
        wrong = "; ".join(each for each in (wrong, more) if each)
        # A window that is already open only gets what can be opened.
        return open_at(link, data, files=files, new=new or bool(wrong), fresh=fresh, wrong=wrong, file=file)
    link, files = open_arguments.parse(words, data) if words else (None, [])
    return open_at(link, data, files=files, new=new, fresh=fresh, file=file)


def open_at(
    link: Link | None,
    data: Path,
    *,
    new: bool,
    files: Sequence[Path] = (),
    fresh: bool = False,
    wrong: str = "",
    file: Path | None = None,
) -> int:
    """Open the link and files in the window that is open or starting, or else in a new one.

    `file` is the atlas file that `data` was unpacked from: only one window edits it. `wrong` is shown in the
    window. Raises MapFailed.
    """
    key = file or data
    if acquire(key) is not InstanceLock.ACQUIRED and not new:
        # Late import: Qt's sockets take 70 ms and are only needed if another window is open.
        from arctic_map.desktop.shell.startup.instance import hand_over

        if hand_over([*files, *([link] if link else [])], key):
            return 0
    try:
        return open_window(data, link, files=files, fresh=fresh, wrong=wrong, file=file)
    finally:
        give_up_all()


def open_window(
    data: Path,
    link: Link | None = None,
    *,
    files: Sequence[Path] = (),
    fresh: bool = False,
    wrong: str = "",
    file: Path | None = None,
) -> int:
    """Show the window until it is closed. Raises MapFailed without a usable display: Qt would exit."""
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise MapFailed(tr("no display is available; `arctic-map export map.png` draws the map into a file"))
    require_x(plugins())
    # The window chooses the language, also by its settings.
    speak(None)
    # Late import: not needed if another window has taken over, or there is no display.
    from arctic_map.desktop.shell.app import run as stay_open

    return stay_open(data, link, files, fresh=fresh, wrong=wrong, atlas_file=file)
