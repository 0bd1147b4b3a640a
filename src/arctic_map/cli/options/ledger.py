"""The options of `arctic-map ledger`."""

from __future__ import annotations

from arctic_map.cli import values
from arctic_map.cli.parser import Commands

TEXT = """Puts figures of the article beside what the drawn lanes and plain arithmetic give for them.

Lengths are geodesics on WGS84, measured anew each time. With --knots, days at sea at that speed are added,
and how many days of waiting or escort would eat up what the Arctic way saves."""


def add(commands: Commands) -> None:
    command = commands.add(
        "ledger",
        help="test the article's figures against the map",
        text=TEXT,
        examples=(
            "arctic-map ledger",
            "arctic-map ledger --knots 14",
            "arctic-map ledger --json > ledger.json",
        ),
    )
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
    command.add_argument("--knots", metavar="N", type=values.knots, help="add days at sea at this speed")
