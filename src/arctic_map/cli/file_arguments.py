"""Files in arguments: my.gpkg, my.gpkg:ports, or a URL such as file:///home/me/my.gpkg."""

from __future__ import annotations

import os
from argparse import _ActionsContainer
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from arctic_map.cli.parser import UsageError
from arctic_map.cli.shared_files import SharedAddress, local
from arctic_map.model.opened import Choice, parted
from arctic_map.model.shared_source import is_shared
from arctic_map.model.tr import tr

SCHEME = "file:"


def add_choices(command: _ActionsContainer) -> None:
    """Add options for what files do not state: reference system, and columns with coordinates."""
    command.add_argument(
        "--columns",
        metavar=("X", "Y"),
        nargs=2,
        default=(),
        help=tr("the columns of tables with longitude and latitude, or easting and northing"),
    )
    command.add_argument(
        "--crs",
        metavar="EPSG:N",
        default="",
        help=tr("the coordinate reference system of the files, where they do not say it rightly (EPSG:3413)"),
    )


def chosen(
    paths: Iterable[Path | SharedAddress], crs: str, columns: Sequence[str], *, together: bool = False
) -> dict[Path, Choice]:
    """What to read of each path, each once; the named layers of one file as one layer if `together`."""
    choice = Choice((), crs, tuple(columns))
    if not together:
        return dict.fromkeys(map(local, paths), choice)
    named: dict[Path, tuple[str, ...]] = {}
    for file, layer in map(parted, map(local, paths)):
        named[file] = (*named.get(file, ()), *([layer] if layer else []))
    return {file: replace(choice, layers=layers) for file, layers in named.items()}


def is_address(word: str) -> bool:
    """Whether the text is a file URL."""
    return word[: len(SCHEME)].lower() == SCHEME


def path_named(word: str) -> Path | SharedAddress:
    """The path given as such or as a URL, or the address of a server or database. Raises UsageError."""
    if is_shared(word):
        return SharedAddress(word)
    return local_path(word) if is_address(word) else Path(word)


def local_path(address: str) -> Path:
    """The path of a file URL. Raises UsageError for another computer or an invalid path."""
    parts = urlsplit(address)
    path = os.fsdecode(unquote_to_bytes(parts.path))
    if parts.netloc.lower() not in ("", "localhost"):
        raise UsageError(
            tr("{address!r} is on another computer; only files on this one can be opened", address=address)
        )
    if "\0" in path or not path.startswith("/"):
        raise UsageError(tr("{address!r} is not the address of a file", address=address))
    # On Windows: file:///C:/maps/a.geojson.
    return Path(path[1:] if os.name == "nt" and path[2:3] == ":" else path)
