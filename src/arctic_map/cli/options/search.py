"""The options of `arctic-map search`."""

from __future__ import annotations

import argparse

from arctic_map.cli.parser import Commands

TEXT = """Finds facts, features and people by their names, figures, dates or words, and places by coordinates.

Russian and Chinese names, other spellings and small typing mistakes are understood. What fits best is printed
first; nothing found is no failure."""
MOST = 500


def add(commands: Commands) -> None:
    command = commands.add(
        "search",
        help="find facts, features, people and places",
        text=TEXT,
        examples=(
            "arctic-map search Archangelsk",
            "arctic-map search 18,709 km",
            "arctic-map search Севморпуть --json",
            'arctic-map search "64°32′N 40°31′E"',
        ),
    )
    command.add_argument(
        "query", metavar="QUERY", nargs="+", help="what to look for; behind -- it may begin with -"
    )
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
    command.add_argument("--limit", metavar="N", type=limit, default=10, help="how many at most (10)")


def limit(text: str) -> int:
    """A number of hits, from 1 to 500."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MOST):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST}")
    return int(text)
