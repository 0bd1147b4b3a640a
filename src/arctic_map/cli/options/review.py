"""The options of `arctic-map review`."""

from __future__ import annotations

from pathlib import Path

from arctic_map.cli.parser import Commands

TEXT = """Lists what a careful editor would ask of the atlas's claims: claims without a passage, places that
are not on the map, forecasts without a date, figures that no row of the ledger tests. With --article,
or of an atlas that holds its text, also the sentences that hold a figure and have no fact. None of it is a
fault; `check` finds those."""


def add(commands: Commands) -> None:
    command = commands.add(
        "review",
        help="list what a careful editor would ask",
        text=TEXT,
        examples=("arctic-map review", "arctic-map review --article my-copy.txt --json"),
    )
    command.add_argument("--article", metavar="TEXT", type=Path, help="your copy of the article")
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
