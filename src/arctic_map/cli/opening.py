"""`arctic-map open`: the window, also without a command."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.content import data_of
from arctic_map.cli.parser import Commands
from arctic_map.errors import MapFailed

if TYPE_CHECKING:
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.links import Link

PICTURES = (".png", ".svg", ".pdf")
SCHEME = "arctic-map:"
TEXT = """Opens the window, at what a link leads to or at the view of an exported picture if one is given.

A link goes to the window that is open already on the same content, if there is one; with --new it opens
another. Links are copied from the facts (Ctrl+Shift+L); there are arctic-map://fact/T3,
arctic-map://feature/arkhangelsk and arctic-map://place/64.5,40.5."""


def add(commands: Commands) -> None:
    command = commands.add(
        "open",
        run,
        help="open the window",
        text=TEXT,
        examples=(
            "arctic-map",
            "arctic-map open arctic-map://fact/T3",
            "arctic-map open map.png",
            "arctic-map open --data my-atlas",
        ),
    )
    command.add_argument(
        "link",
        metavar="LINK|PICTURE",
        nargs="?",
        help="a fact, feature or place, or an exported PNG, SVG or PDF",
    )
    command.add_argument("--new", action="store_true", help="another window, even if one is open")
    command.add_argument(
        "--fresh", action="store_true", help="start without the last session and window layout"
    )


def run(options: Namespace) -> int:
    data = data_of(options)
    text: str | None = getattr(options, "link", None)
    fresh: bool = getattr(options, "fresh", False)
    if text is None:
        return open_window(data, fresh=fresh)
    if not text.startswith(SCHEME) and (picture := Path(text)).suffix.lower() in PICTURES:
        return open_window(data, view=_view(picture), fresh=fresh)
    return open_at(_link(text, data), data, new=options.new or fresh, fresh=fresh)


def open_at(link: Link, data: Path, *, new: bool, fresh: bool = False) -> int:
    """Goes there in the window that is open already, or else in one of its own. Raises MapFailed."""
    if not new:
        from arctic_map.desktop.instance import hand_over

        if hand_over(link, data):
            return 0
    return open_window(data, link, fresh=fresh)


def open_window(
    data: Path, link: Link | None = None, *, view: SavedView | None = None, fresh: bool = False
) -> int:
    """The window, until it is closed. Raises MapFailed where there is none to be seen.

    Without a display, Qt would end the process with a page of its own words.
    """
    from arctic_map.desktop import environment

    if not environment.has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise MapFailed(
            "there is no display for a window; `arctic-map export map.png` draws the map into a file"
        )
    from arctic_map.desktop.app import run as stay_open

    return stay_open(data, link, view, fresh=fresh)


def _view(picture: Path) -> SavedView:
    """Raises ContentError for a picture that carries no view."""
    from arctic_map.files import snapshot

    return snapshot.read(picture)


def _link(text: str, data: Path) -> Link:
    """Raises WrongLink, also for a link to what the content does not hold."""
    from arctic_map.files.catalog import load
    from arctic_map.scene import links

    link = links.parse(text)
    links.require(link, load(data))
    return link
