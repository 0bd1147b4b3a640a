"""`arctic-map open`: the window, also without a command."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.content import atlas_file_of, data_of, folder_of
from arctic_map.cli.parser import Commands, UsageError
from arctic_map.errors import ArcticMapError, ContentError, MapFailed
from arctic_map.files.paths import is_there
from arctic_map.model.endings import ATLAS

if TYPE_CHECKING:
    from arctic_map.scene.words.links import Link

TEXT = """Opens the window: on an atlas of your own (.arctic), with files of features as layers, at a
picture's view, with your copy of the article beside the facts, or where a link leads.

They go to the window that is open already on the same content, if there is one; with --new they open
another. Files are never changed; what is wrong in them is listed. Links are copied from the facts
(Ctrl+Shift+L); there are arctic-map://fact/T3, arctic-map://feature/arkhangelsk and
arctic-map://place/64.5,40.5, of a turned map with the meridian that points down: arctic-map://place/64.5,40.5,30,
of certain days arctic-map://place/64.5,40.5~2022-01-01..2023-12-31.

Files of features are GeoJSON, TopoJSON, GeoPackage, Shapefile (also in a .zip), FlatGeobuf, GeoParquet, KML,
KMZ, GPX, CSV and TSV with coordinates, MapInfo, DXF and S-57 charts, in any coordinate reference system."""


def add(commands: Commands) -> None:
    command = commands.add(
        "open",
        run,
        help="open the window",
        text=TEXT,
        examples=(
            "arctic-map",
            "arctic-map open my.geojson",
            "arctic-map open map.png",
            "arctic-map open arctic-map://fact/T3",
            "arctic-map open my-atlas.arctic",
            "arctic-map open --data my-atlas",
        ),
    )
    command.add_argument(
        "what",
        metavar="FILE|LINK",
        nargs="*",
        help="an atlas, files of features, exported pictures, a copy of the article, or a link",
    )
    command.add_argument("--new", action="store_true", help="another window, even if one is open")
    command.add_argument(
        "--desktop",
        action="store_true",
        help="started by a double click: what cannot be opened is said in the window",
    )
    command.add_argument(
        "--fresh", action="store_true", help="start without the last session and window layout"
    )


def run(options: Namespace) -> int:
    words: list[str] = getattr(options, "what", [])
    desktop: bool = getattr(options, "desktop", False)
    atlases = [word for word in words if word.lower().endswith(ATLAS)]
    wrong = ""
    file = atlas_file_of(options)
    if atlases:
        words = [word for word in words if word not in atlases]
        try:
            file = _atlas(atlases)
            options.data = folder_of(file)
        except (ArcticMapError, UsageError) as error:
            if not desktop:
                raise
            wrong, file = str(error), None
    data = data_of(options)
    fresh: bool = getattr(options, "fresh", False)
    new: bool = getattr(options, "new", False) or fresh
    if desktop:
        link, files, more = _handed(words)
        wrong = "; ".join(each for each in (wrong, more) if each)
        # Another window that is open already hears only of what can be opened.
        return open_at(link, data, files=files, new=new or bool(wrong), fresh=fresh, wrong=wrong, file=file)
    link, files = _meant(words, data) if words else (None, [])
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
    """Goes there in the window that is open already or about to be, or else in one of its own.

    `file` is the atlas file that `data` was unpacked from: one window edits it, whatever it holds by now.
    `wrong` is said in the window. Raises MapFailed.
    """
    # Only what this way of opening needs: the map waits for each import.
    from arctic_map.desktop.startup.instance_lock import InstanceLock, acquire, give_up

    # Qt's sockets are loaded only where somebody is there to speak to.
    key = file or data
    if acquire(key) is not InstanceLock.MINE and not new:
        from arctic_map.desktop.startup.instance import hand_over_to_first

        if hand_over_to_first([*files, *([link] if link else [])], key):
            return 0
    try:
        return open_window(data, link, files=files, fresh=fresh, wrong=wrong, file=file)
    finally:
        give_up(key)


def open_window(
    data: Path,
    link: Link | None = None,
    *,
    files: Sequence[Path] = (),
    fresh: bool = False,
    wrong: str = "",
    file: Path | None = None,
) -> int:
    """The window, until it is closed. Raises MapFailed where there is none to be seen.

    Without a display, Qt would end the process with a page of its own words.
    """
    # Only what this way of opening needs: the map waits for each import.
    from arctic_map.render.display import has_display

    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise MapFailed(
            "there is no display for a window; `arctic-map export map.png` draws the map into a file"
        )
    from arctic_map.desktop.app import run as stay_open

    return stay_open(data, link, files, fresh=fresh, wrong=wrong, atlas_file=file)


def _atlas(words: Sequence[str]) -> Path:
    """The one atlas file that was named. Raises UsageError."""
    # Only what this way of opening needs: the map waits for each import.
    from arctic_map.cli.addresses import is_address, local_path

    if len(words) > 1:
        raise UsageError("only one atlas can be opened in a window")
    return local_path(words[0]) if is_address(words[0]) else Path(words[0]).absolute()


def _handed(words: Sequence[str]) -> tuple[Link | None, list[Path], str]:
    """The link and the files that were named, there or not, and what is wrong with what is neither."""
    # Only what this way of opening needs: the map waits for each import.
    from arctic_map.cli.addresses import is_address, local_path
    from arctic_map.errors import ArcticMapError
    from arctic_map.scene.words import links

    link, files, wrong = None, [], []
    for word in words:
        try:
            if is_address(word):
                files.append(local_path(word))
            elif word.lower().startswith(f"{links.SCHEME}:"):
                link = links.parse(word)
            else:
                files.append(Path(word).absolute())
        except (ArcticMapError, UsageError) as error:
            wrong.append(str(error))
    return link, files, "; ".join(wrong)


def _meant(words: Sequence[str], data: Path) -> tuple[Link | None, list[Path]]:
    """The link and the files that were named. Raises ContentError, UsageError and WrongLink."""
    # Only what this way of opening needs: the map waits for each import.
    from arctic_map.cli.addresses import is_address, local_path
    from arctic_map.model.endings import ARTICLES, LAYERS, PICTURES

    files: list[Path] = []
    links: list[str] = []
    for word in words:
        if is_address(word):
            files.append(local_path(word))
        elif Path(word).suffix.lower() in (*PICTURES, *LAYERS, *ARTICLES) or is_there(Path(word)):
            files.append(Path(word).absolute())
        else:
            links.append(word)
    if len(links) > 1:
        raise UsageError("only one link can be opened at a time")
    for file in files:
        if not is_there(file):
            raise ContentError("the file does not exist", where=str(file))
        if file.suffix.lower() in PICTURES:
            _require_view(file)
    return (_link(links[0], data) if links else None), files


def _require_view(picture: Path) -> None:
    """Raises ContentError for a picture that carries no view."""
    # Only what this way of opening needs: the map waits for each import.
    from arctic_map.files import snapshot

    snapshot.read(picture)


def _link(text: str, data: Path) -> Link:
    """Raises WrongLink, also for a link to what the content does not hold."""
    # Only what this way of opening needs: the map waits for each import.
    from arctic_map.files.catalog import load
    from arctic_map.scene.words import links

    link = links.parse(text)
    links.require(link, load(data))
    return link
