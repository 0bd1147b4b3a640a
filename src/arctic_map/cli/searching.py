"""`arctic-map search`."""

from __future__ import annotations

import argparse
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from arctic_map.cli.content import catalog_of
from arctic_map.cli.parser import Commands
from arctic_map.cli.text import one_line, say, say_json, table
from arctic_map.scene.search.search import index

if TYPE_CHECKING:
    from arctic_map.scene.search.search import Hit

TEXT = """Finds facts, features and people by their names, figures, dates or words, and places by coordinates.

Russian and Chinese names, other spellings and small typing mistakes are understood. What fits best is printed
first; nothing found is no failure."""
MOST = 500


def add(commands: Commands) -> None:
    command = commands.add(
        "search",
        run,
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


def run(options: Namespace) -> int:
    catalog = catalog_of(options)
    hits = index(catalog).find(" ".join(options.query), options.limit)
    if options.json:
        say_json([hit_json(hit) for hit in hits])
        return 0
    for line in (
        table([(f"{hit.score:.2f}", hit.kind, hit.id, one_line(hit.title)) for hit in hits]) if hits else ()
    ):
        say(line)
    return 0


def hit_json(hit: Hit) -> dict[str, Any]:
    return {"kind": hit.kind, "id": hit.id, "title": hit.title, "score": round(hit.score, 3)}


def limit(text: str) -> int:
    """A number of hits, from 1 to 500."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MOST):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST}")
    return int(text)
