"""`arctic-map ice`."""

import argparse
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any, get_args

from arctic_map.cli import values
from arctic_map.cli.catalog_reading import catalog_of, in_language_of_data
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.text import say, say_json, table
from arctic_map.model.reckoning import MONTHS, IceRecord
from arctic_map.model.style import Colours
from arctic_map.model.tr import digits, interface, tr, tr_later
from arctic_map.scene.sea_ice import CREDIT, FIRST, LAST, NOW, OPEN, SEAS, THEN, ice_chart, season, share
from arctic_map.storage.ice_record import read_ice_record

TEXT = tr_later(
    """Prints the share of ice in the seas of the route, month by month, from the measured record.

A share is the mean extent of the month in per cent of the largest monthly extent of this sea. Extent counts
areas with at least 15 per cent of ice as full. The areas of the months are those within the median edge of
1981-2010, which is generalised and never today's ice. The record has no concentration and no thickness.
Credit: Sea Ice Index, National Snow and Ice Data Center."""
)
RIGHT = frozenset(range(1, MONTHS + 1))
"""Columns with numbers, which are right-aligned."""
SHORT = 3
"""Letters of the name of a month."""


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map ice",
            "arctic-map ice --year 2012",
            "arctic-map ice --sea Kara --out kara.svg",
            "arctic-map ice --sea chukchi --year 2024 --month 8 --out chukchi.csv",
            "arctic-map ice --json > ice.json",
        ),
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))
    parser.add_argument(
        "--year",
        metavar="Y",
        type=int,
        choices=range(FIRST, LAST + 1),
        default=LAST,
        help=tr("the year beside the means, {first} to {last} ({last})", first=FIRST, last=LAST),
    )
    parser.add_argument(
        "--sea", metavar="NAME", type=sea, help=tr("of one sea: {names}", names=", ".join(SEAS))
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=values.in_folder,
        help=tr("draw the chart of the sea to an .svg or .png file, or write a .csv file"),
    )
    parser.add_argument(
        "--month", metavar="N", type=values.month, help=tr("month marked in the chart (September and March)")
    )
    parser.add_argument(
        "--theme", choices=get_args(Colours), default="light", help=tr("colours of the drawing (light)")
    )


def sea(text: str) -> str:
    """The id of a sea by its name in the record or on the map, in any case."""
    for id, name in SEAS.items():
        if text.casefold() in (id.casefold(), name.casefold()):
            return id
    raise argparse.ArgumentTypeError(
        tr("there is no sea {name!r}; seas are {names}", name=text, names=", ".join(SEAS))
    )


def run(args: Namespace) -> int:
    """Print the ice shares, or draw the chart of a sea to a file."""
    record = read_ice_record()
    if args.out is not None:
        draw(args, record)
        return 0
    seas = (args.sea,) if args.sea else tuple(SEAS)
    if args.json:
        say_json(ice_json(record, args.year, seas))
        return 0
    for line in lines_of(record, args.year, seas):
        say(line)
    return 0


def draw(args: Namespace, record: IceRecord) -> None:
    """Draw the chart of a sea to a file. Raises UsageError and ExportError."""
    if args.sea is None:
        raise UsageError(tr("--out draws one sea: name it, as in: arctic-map ice --sea Kara --out kara.svg"))
    # Late import: Qt takes 200 ms, and printing does not need it.
    from arctic_map.render.headless import write_ice

    catalog = catalog_of(args)
    with in_language_of_data(args) if args.out.suffix.lower() == ".csv" else nullcontext():
        chart = ice_chart(record, args.sea, args.month, args.year)
        write_ice(args.out, chart, catalog, colours=args.theme)


def ice_json(
    record: IceRecord, year: int, seas: Sequence[str] = tuple(SEAS)
) -> dict[str, list[dict[str, Any]]]:
    """The record for JSON: areas in million km2, shares in per cent, null for missing months."""
    return {
        "months": [
            {"month": month, "median_area_mkm2": area} for month, area in sorted(record.median_areas.items())
        ],
        "seas": [
            {
                "name": name,
                "month": month,
                "share_1981_2010": _rounded(share(record, sea, month, THEN)),
                "share_2015_2024": _rounded(share(record, sea, month, NOW)),
                f"share_{year}": _rounded(share(record, sea, month, (year, year))),
            }
            for sea, name in ((each, SEAS[each]) for each in seas)
            for month in range(1, MONTHS + 1)
        ],
    }


def lines_of(record: IceRecord, year: int, seas: Sequence[str] = tuple(SEAS)) -> Iterator[str]:
    """Yield a table for each sea, and its months below OPEN per cent."""
    short = [name[:SHORT] for name in interface().months]
    for sea in seas:
        rows: list[tuple[str, ...]] = [(tr(SEAS[sea]).upper(), *short)]
        for label, years in (("1981-2010, %", THEN), ("2015-2024, %", NOW), (f"{year}, %", (year, year))):
            shares = (share(record, sea, month, years) for month in range(1, MONTHS + 1))
            rows.append((label, *("-" if value is None else f"{value:.0f}" for value in shares)))
        yield from table(rows, RIGHT)
        before, after = (season(record, sea, years) for years in (THEN, NOW))
        yield tr(
            "months below {share} %: {before}; in 2015-2024: {after}",
            share=f"{OPEN:g}",
            before=_named(before, short),
            after=_named(after, short),
        )
        yield ""
    areas = sorted(record.median_areas.items())
    yield from table(
        [
            (tr("Within the median edge").upper(), *short),
            (tr("million km2"), *(digits(f"{area:.1f}") for _, area in areas)),
        ],
        RIGHT,
    )
    yield tr("Shares of the sea's own largest monthly extent.")
    yield CREDIT


def _named(months: tuple[int, ...], short: list[str]) -> str:
    return tr(", ").join(short[month - 1] for month in months) or tr("none")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
