"""`arctic-map ice`."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from arctic_map.cli.catalog import catalog_of
from arctic_map.cli.parser import UsageError
from arctic_map.cli.text import say, say_json, table
from arctic_map.model.ice import MONTHS, IceRecord
from arctic_map.model.wording import ENGLISH
from arctic_map.scene.ice.chart import ice_chart
from arctic_map.scene.ice.shares import CREDIT, NOW, OPEN, SEAS, THEN, season, share
from arctic_map.storage.shipped.ice_record import read_ice_record

RIGHT = frozenset(range(1, MONTHS + 1))
"""Columns of numbers."""


def run(options: Namespace) -> int:
    record = read_ice_record()
    if options.out is not None:
        draw(options, record)
        return 0
    seas = (options.sea,) if options.sea else tuple(SEAS)
    if options.json:
        say_json(ice_json(record, options.year, seas))
        return 0
    for line in told(record, options.year, seas):
        say(line)
    return 0


def draw(options: Namespace, record: IceRecord) -> None:
    """Raises UsageError and ExportError."""
    if options.sea is None:
        raise UsageError("--out draws one sea: name it, as in: arctic-map ice --sea Kara --out kara.svg")
    # Qt, which telling in words does without.
    from arctic_map.render.chart_file import write_ice

    chart = ice_chart(record, options.sea, options.month, options.year)
    write_ice(options.out, chart, catalog_of(options), colours=options.theme)


def ice_json(
    record: IceRecord, year: int, seas: Sequence[str] = tuple(SEAS)
) -> dict[str, list[dict[str, Any]]]:
    """Areas in million km2, shares in per cent; null where the record has no such month."""
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


def told(record: IceRecord, year: int, seas: Sequence[str] = tuple(SEAS)) -> Iterator[str]:
    """A table for each sea, and the months below OPEN."""
    short = [name[:3] for name in ENGLISH.months]
    for sea in seas:
        rows: list[tuple[str, ...]] = [(SEAS[sea].upper(), *short)]
        for label, years in (("1981-2010, %", THEN), ("2015-2024, %", NOW), (f"{year}, %", (year, year))):
            found = (share(record, sea, month, years) for month in range(1, MONTHS + 1))
            rows.append((label, *("-" if value is None else f"{value:.0f}" for value in found)))
        yield from table(rows, RIGHT)
        before, after = (season(record, sea, years) for years in (THEN, NOW))
        yield f"months below {OPEN:g} %: {_named(before, short)}; in 2015-2024: {_named(after, short)}"
        yield ""
    areas = sorted(record.median_areas.items())
    yield from table(
        [("WITHIN THE MEDIAN EDGE", *short), ("million km2", *(f"{area:.1f}" for _, area in areas))], RIGHT
    )
    yield "Shares of the sea's own largest monthly extent."
    yield CREDIT


def _named(months: tuple[int, ...], short: list[str]) -> str:
    return ", ".join(short[month - 1] for month in months) or "none"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
