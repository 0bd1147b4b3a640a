"""The options of `arctic-map ice`."""

import argparse
from pathlib import Path
from typing import get_args

from arctic_map.cli import values
from arctic_map.cli.parser import Commands
from arctic_map.model.style import Colours
from arctic_map.scene.ice.shares import FIRST, LAST, SEAS

TEXT = """Tells how much ice the seas of the route have, month by month, from the measured record.

A share is the mean extent of the month in per cent of the largest monthly extent that this sea ever had;
extent counts whatever has at least 15 per cent of ice as full. The areas of the months are of sea within the
median edge of 1981-2010, which is generalised and never today's ice. Nothing here is a concentration or a
thickness.
Credit: Sea Ice Index, National Snow and Ice Data Center."""


def add(commands: Commands) -> None:
    command = commands.add(
        "ice",
        help="tell how much ice the seas of the route have, by month",
        text=TEXT,
        examples=(
            "arctic-map ice",
            "arctic-map ice --year 2012",
            "arctic-map ice --sea Kara --out kara.svg",
            "arctic-map ice --sea chukchi --year 2024 --month 8 --out chukchi.csv",
            "arctic-map ice --json > ice.json",
        ),
    )
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
    command.add_argument(
        "--year",
        metavar="Y",
        type=int,
        choices=range(FIRST, LAST + 1),
        default=LAST,
        help=f"the year beside the means, {FIRST} to {LAST} ({LAST})",
    )
    command.add_argument("--sea", metavar="NAME", type=sea, help=f"of one sea: {', '.join(SEAS)}")
    command.add_argument(
        "--out", metavar="FILE", type=Path, help="draw the sea's year into an .svg or .png, or write a .csv"
    )
    command.add_argument(
        "--month", metavar="N", type=values.month, help="month that the drawing marks (September and March)"
    )
    command.add_argument(
        "--theme", choices=get_args(Colours), default="light", help="colours of the drawing (light)"
    )


def sea(text: str) -> str:
    """A sea by its name in the record or on the map, in any case."""
    for id, name in SEAS.items():
        if text.casefold() in (id.casefold(), name.casefold()):
            return id
    raise argparse.ArgumentTypeError(f"there is no sea {text!r}; seas are {', '.join(SEAS)}")
