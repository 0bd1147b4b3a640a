"""The options of `arctic-map atlas`."""

from __future__ import annotations

from pathlib import Path

from arctic_map.cli.parser import Commands

TEXT = """Makes an atlas of your own, and turns it from one file (.arctic) into a folder to edit and back.

An atlas file holds the catalogue, layers, facts, people, charts, tour and styles of a folder of content, with
the article's text if its owner put it in, and checksums of all. `new` puts a text on an empty base map;
`unpack` makes a folder whose files a person can edit, `pack` makes one file of it again: the same content
gives the same bytes. A folder that `check` finds problems in is not packed. A file that is there already is
replaced only when the new one is whole."""
ABOUT = {
    "title": "the title of the article and of the atlas; the file's name when left out",
    "author": "who wrote the article",
    "date": "when it appeared, as 2025-11-30",
    "address": "where it appeared",
    "language": "its language, as en",
}


def add(commands: Commands) -> None:
    command = commands.add(
        "atlas",
        help="make, unpack and pack an atlas of your own",
        text=TEXT,
        examples=(
            'arctic-map atlas new ice.arctic --article ice.txt --title "Ice and trade"',
            "arctic-map atlas unpack ice.arctic ice",
            "arctic-map atlas pack ice ice.arctic",
            "arctic-map check ice.arctic",
            "arctic-map open ice.arctic",
        ),
    )
    command.add_argument("what", choices=("new", "pack", "unpack"), help="what to do")
    command.add_argument(
        "source", metavar="FROM", type=Path, help="the folder, the atlas, or the atlas to make"
    )
    command.add_argument("target", metavar="TO", type=Path, nargs="?", help="the atlas or folder to make")
    command.add_argument("--article", metavar="TEXT", type=Path, help="new: the article's text")
    command.add_argument(
        "--allow-problems",
        action="store_true",
        help="pack: also a folder that check finds problems in; files that cannot be read are left out",
    )
    for name, what in ABOUT.items():
        command.add_argument(f"--{name}", metavar=name.upper(), default="", help=f"new: {what}")
