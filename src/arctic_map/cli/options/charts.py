"""The options of `arctic-map charts`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import get_args

from arctic_map.cli.parser import Commands
from arctic_map.model.style import Colours

TEXT = """Tells what the small charts beside the facts show, or draws one of them into a file.

All values are figures, names and dates of the facts; what follows from two figures says how. Lanes are
measured anew each time."""
NARROWEST, WIDEST = 160, 2000
"""Px."""


def add(commands: Commands) -> None:
    command = commands.add(
        "charts",
        help="read the charts, or draw one into a file",
        text=TEXT,
        examples=(
            "arctic-map charts",
            "arctic-map charts cargo transits",
            "arctic-map charts institutions --out institutions.svg",
            "arctic-map charts distances --out distances.png --theme greyscale",
            "arctic-map charts --json > charts.json",
        ),
    )
    command.add_argument("ids", metavar="CHART", nargs="*", help="the id of a chart; all without one")
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
    command.add_argument("--out", metavar="FILE", type=Path, help="draw the one chart into an .svg or .png")
    command.add_argument(
        "--theme", choices=get_args(Colours), default="light", help="colours of the drawing (light)"
    )
    command.add_argument("--width", metavar="PX", type=width, default=360, help="of the drawing (360)")


def width(text: str) -> int:
    """Px, from 160 to 2000."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and NARROWEST <= int(text) <= WIDEST):
        raise argparse.ArgumentTypeError(f"{text!r} is no width from {NARROWEST} to {WIDEST} pixels")
    return int(text)
