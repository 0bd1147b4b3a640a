"""`arctic-map search`."""

import argparse
from argparse import Namespace
from typing import Any

from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.parser import Parser
from arctic_map.cli.text import one_line, say, say_json, table
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.search_entries import Kind
from arctic_map.scene.search_index import Hit, index

TEXT = tr_later(
    """Finds facts, layers, features and people by names, figures, dates or words, and places by
coordinates.

Russian and Chinese names, words for the same thing, other spellings and small typing mistakes are understood.
The best match is printed first. Exit code 0 also if nothing is found."""
)
MAX_RESULTS = 500
KINDS: dict[Kind, str] = {
    "fact": tr_later("fact"),
    "layer": tr_later("layer"),
    "feature": tr_later("feature"),
    "person": tr_later("person"),
    "place": tr_later("place"),
}


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map search Archangelsk",
            "arctic-map search 18,709 km",
            "arctic-map search Севморпуть --json",
            'arctic-map search "64°32′N 40°31′E"',
        ),
    )
    parser.add_argument(
        "query", metavar="QUERY", nargs="+", help=tr("what to search for; after -- it may begin with -")
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))
    parser.add_argument(
        "--limit", metavar="N", type=limit, default=10, help=tr("maximum number of results (10)")
    )


def limit(text: str) -> int:
    """A number of results, from 1 to 500."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MAX_RESULTS):
        raise argparse.ArgumentTypeError(
            tr("{text!r} is not a number from 1 to {most}", text=text, most=MAX_RESULTS)
        )
    return int(text)


def run(args: Namespace) -> int:
    """Print the search results."""
    hits = index(catalog_of(args)).find(" ".join(args.query), args.limit)
    if args.json:
        say_json([hit_json(hit) for hit in hits])
        return 0
    for line in (
        table([(f"{hit.score:.2f}", tr(KINDS[hit.kind]), hit.id, one_line(hit.title)) for hit in hits])
        if hits
        else ()
    ):
        say(line)
    return 0


def hit_json(hit: Hit) -> dict[str, Any]:
    """A result for JSON."""
    return {"kind": hit.kind, "id": hit.id, "title": hit.title, "score": round(hit.score, 3)}
