"""`arctic-map open`: the window, also without a command."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.content import atlas_file_of, data_of, folder_of
from arctic_map.cli.parser import UsageError
from arctic_map.desktop.startup.instance_lock import InstanceLock, acquire, give_up
from arctic_map.errors import ArcticMapError, MapFailed
from arctic_map.model.endings import ATLAS
from arctic_map.render.display import has_display

if TYPE_CHECKING:
    from arctic_map.scene.words.links import Link


def run(options: Namespace) -> int:
    words: list[str] = getattr(options, "what", [])
    fresh: bool = getattr(options, "fresh", False)
    new: bool = getattr(options, "new", False) or fresh
    if not words:
        return open_at(None, data_of(options), new=new, fresh=fresh, file=atlas_file_of(options))
    return _open_named(words, options, new=new, fresh=fresh)


def _open_named(words: list[str], options: Namespace, *, new: bool, fresh: bool) -> int:
    # Only who names something waits for what understands it.
    from arctic_map.cli import named

    wrong = ""
    file = atlas_file_of(options)
    if atlases := [word for word in words if word.lower().endswith(ATLAS)]:
        words = [word for word in words if word not in atlases]
        try:
            file = named.atlas(atlases)
            options.data = folder_of(file)
        except (ArcticMapError, UsageError) as error:
            if not options.desktop:
                raise
            wrong, file = str(error), None
    data = data_of(options)
    if options.desktop:
        link, files, more = named.handed(words)
        wrong = "; ".join(each for each in (wrong, more) if each)
        # Another window that is open already hears only of what can be opened.
        return open_at(link, data, files=files, new=new or bool(wrong), fresh=fresh, wrong=wrong, file=file)
    link, files = named.meant(words, data) if words else (None, [])
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
    key = file or data
    if acquire(key) is not InstanceLock.MINE and not new:
        # Qt's sockets, where somebody is there to speak to.
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
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise MapFailed(
            "there is no display for a window; `arctic-map export map.png` draws the map into a file"
        )
    # Another window may have taken it over by here, or there may be no display.
    from arctic_map.desktop.app import run as stay_open

    return stay_open(data, link, files, fresh=fresh, wrong=wrong, atlas_file=file)
