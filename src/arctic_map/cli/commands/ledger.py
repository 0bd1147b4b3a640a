"""`arctic-map ledger`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from arctic_map.cli import values
from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.parser import Parser
from arctic_map.cli.text import say, say_json, table, wrapped
from arctic_map.model.tr import digits, interface, labelled, tr, tr_later
from arctic_map.scene.ledger import ledger_rows
from arctic_map.scene.ledger.groups import (
    COLUMNS,
    places_computed,
    places_of_difference,
    places_stated,
    planned_rows,
)
from arctic_map.scene.ledger.ledger_rows import Basis, Row
from arctic_map.storage.route_data import read_lane_ways

TEXT = tr_later(
    """Compares figures of the article with values from the drawn lanes and from arithmetic.

Lengths are geodesics on WGS84 and are measured again each time. --knots adds the days at sea at that speed,
and the days of waiting or escort that cancel the advantage of the Arctic route."""
)
FIGURE, DIFFERENCE = tr_later("Figure"), tr_later("Difference")
PER_CENT, UNIT = tr_later("Per cent"), tr_later("Unit")
WIDTH = 100
"""Width of the explanations in characters."""


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map ledger",
            "arctic-map ledger --knots 14",
            "arctic-map ledger --json > ledger.json",
        ),
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))
    parser.add_argument("--knots", metavar="N", type=values.knots, help=tr("add days at sea at this speed"))


def run(args: Namespace) -> int:
    """Print the ledger."""
    catalog = catalog_of(args)
    ways = read_lane_ways()
    rows = (*ledger_rows.rows(catalog, ways=ways), *planned_rows(catalog, ways))
    if args.knots is not None:
        rows += ledger_rows.day_rows(catalog, args.knots)
    if args.json:
        say_json([row_json(row) for row in rows])
        return 0
    for basis in Basis:
        for line in row_table([row for row in rows if row.basis is basis], basis):
            say(line)
    for line in (line for row in rows for line in explained(row)):
        say(line)
    return 0


def row_json(row: Row) -> dict[str, Any]:
    """A row for JSON: the tested figure is `stated` in the article, `drawn` on the map or in a `fact`."""
    return {
        "id": row.id,
        "what": row.what,
        **{basis.value: rounded(row.stated) if row.basis is basis else None for basis in Basis},
        "computed": rounded(row.computed),
        "unit": row.unit,
        "difference": rounded(row.difference),
        "difference_percent": rounded(row.difference_percent),
        "how": row.how,
        "why": row.why,
        "article": row.passage or None,
    }


def row_table(rows: Sequence[Row], basis: Basis) -> list[str]:
    """The rows as lines of a table, or none without rows; `basis` names its columns."""
    if not rows:
        return []
    tested, computed = (tr(name).upper() for name in COLUMNS[basis])
    words = (tr(each).upper() for each in (FIGURE, DIFFERENCE, PER_CENT, UNIT))
    figure, difference, per_cent, unit = words
    cells = [(figure, tested, computed, difference, per_cent, unit)]
    cells += [
        (
            row.id,
            "-" if row.stated is None else digits(f"{row.stated:,.{places_stated(row)}f}"),
            digits(f"{row.computed:,.{places_computed(row)}f}"),
            "-" if row.difference is None else digits(f"{row.difference:+,.{places_of_difference(row)}f}"),
            "-" if row.difference_percent is None else digits(f"{row.difference_percent:+.1f} %"),
            interface().unit(row.computed, row.unit),
        )
        for row in rows
    ]
    return table(cells, right=frozenset({1, 2, 3, 4}))


def explained(row: Row) -> list[str]:
    """The explanation of a row: what it compares, how it was computed and why it may differ."""
    lines = ["", *wrapped(labelled(row.id, row.what), WIDTH, 0, 5)]
    for name, text in ((tr("how"), row.how), (tr("why"), row.why), (tr("article"), row.passage)):
        if text:
            lines += wrapped(labelled(name, text), WIDTH, 5, 10)
    return lines


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
