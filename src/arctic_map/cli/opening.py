"""`arctic-map open`: the window, also without a command."""

import os
from argparse import Namespace
from pathlib import Path

from arctic_map.cli.content import data_of
from arctic_map.cli.parser import Commands
from arctic_map.errors import MapFailed


def add(commands: Commands) -> None:
    commands.add(
        "open", run, help="open the window", examples=("arctic-map", "arctic-map open --data my-atlas")
    )


def run(options: Namespace) -> int:
    return open_window(data_of(options))


def open_window(data: Path) -> int:
    """The window, until it is closed. Raises MapFailed where there is none to be seen.

    Without a display, Qt would end the process with a page of its own words.
    """
    from arctic_map.desktop import environment

    if not environment.has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise MapFailed(
            "there is no display for a window; `arctic-map export map.png` draws the map into a file"
        )
    from arctic_map.desktop.app import run as stay_open

    return stay_open(data)
