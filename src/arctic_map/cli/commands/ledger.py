"""`arctic-map ledger`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from arctic_map.cli import values
from arctic_map.cli.catalog import catalog_of
from arctic_map.cli.parser import Parser
from arctic_map.cli.text import say, say_json, table
from arctic_map.scene.ledger import ledger
from arctic_map.scene.ledger.groups import places_computed, places_of_difference, places_stated
from arctic_map.scene.ledger.planned import planned_rows
from arctic_map.storage.shipped.lane_ways import read_lane_ways

if TYPE_CHECKING:
    from arctic_map.scene.ledger.ledger import Row

TEXT = """Compares figures of the article with values from the drawn lanes and from arithmetic.

Lengths are geodesics on WGS84 and are measured again each time. --knots adds the days at sea at that speed,
and the days of waiting or escort that cancel the advantage of the Arctic route."""
WIDTH = 100
"""Width of the explanations in characters."""


def options(parser: Parser) -> None:
    parser.describe(
        TEXT,
        examples=(
            "arctic-map ledger",
            "arctic-map ledger --knots 14",
            "arctic-map ledger --json > ledger.json",
        ),
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--knots", metavar="N", type=values.knots, help="add days at sea at this speed")


def run(args: Namespace) -> int:
    """Print the ledger."""
    catalog = catalog_of(args)
    rows = (*ledger.rows(catalog), *planned_rows(catalog, read_lane_ways()))
    if args.knots is not None:
        rows += ledger.day_rows(catalog, args.knots)
    if args.json:
        say_json([row_json(row) for row in rows])
        return 0
    for line in (*row_table(rows), *(line for row in rows for line in explained(row))):
        say(line)
    return 0


def row_json(row: Row) -> dict[str, Any]:
    """A row for JSON."""
    return {
        "id": row.id,
        "what": row.what,
        "stated": rounded(row.stated),
        "computed": rounded(row.computed),
        "unit": row.unit,
        "difference": rounded(row.difference),
        "difference_percent": rounded(row.difference_percent),
        "how": row.how,
        "why": row.why,
        "article": row.passage or None,
    }


def row_table(rows: Sequence[Row]) -> list[str]:
    """The rows as lines of a table."""
    cells = [("FIGURE", "STATED", "COMPUTED", "DIFFERENCE", "PER CENT", "UNIT")]
    cells += [
        (
            row.id,
            "-" if row.stated is None else f"{row.stated:,.{places_stated(row)}f}",
            f"{row.computed:,.{places_computed(row)}f}",
            "-" if row.difference is None else f"{row.difference:+,.{places_of_difference(row)}f}",
            "-" if row.difference_percent is None else f"{row.difference_percent:+.1f} %",
            row.unit,
        )
        for row in rows
    ]
    return table(cells, right=frozenset({1, 2, 3, 4}))


def explained(row: Row) -> list[str]:
    """The explanation of a row: what it compares, how it was computed and why it may differ."""
    lines = ["", *wrap(f"{row.id}: {row.what}", WIDTH, subsequent_indent=" " * 5)]
    for name, text in (("how", row.how), ("why", row.why), ("article", row.passage)):
        if text:
            lines += wrap(f"{name}: {text}", WIDTH, initial_indent=" " * 5, subsequent_indent=" " * 10)
    return lines


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
