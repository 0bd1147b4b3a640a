"""`arctic-map charts`."""

import argparse
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.text import say, say_json
from arctic_map.errors import UnknownName
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.style import Colours
from arctic_map.model.tr import labelled, tr, tr_later
from arctic_map.scene.chart_values import Bar, bars, in_words, notes, source

TEXT = tr_later(
    """Prints what the charts beside the facts show, or draws one of them to a file.

All values are figures, names and dates of the facts. A value derived from two figures says how. Lanes are
measured again each time."""
)
NARROWEST, WIDEST = 160, 2000
"""Minimum and maximum width in pixels."""


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map charts",
            "arctic-map charts cargo transits",
            "arctic-map charts institutions --out institutions.svg",
            "arctic-map charts distances --out distances.png --theme greyscale",
            "arctic-map charts --json > charts.json",
        ),
    )
    parser.add_argument("ids", metavar="CHART", nargs="*", help=tr("the id of a chart; default: all"))
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=tr("draw one chart to an .svg or .png file"))
    parser.add_argument(
        "--theme", choices=get_args(Colours), default="light", help=tr("colours of the drawing (light)")
    )
    parser.add_argument(
        "--width", metavar="PX", type=width, default=360, help=tr("width of the drawing (360)")
    )


def width(text: str) -> int:
    """A width in pixels, from 160 to 2000."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and NARROWEST <= int(text) <= WIDEST):
        raise argparse.ArgumentTypeError(
            tr(
                "{text!r} is not a width from {least} to {most} pixels",
                text=text,
                least=NARROWEST,
                most=WIDEST,
            )
        )
    return int(text)


def run(args: Namespace) -> int:
    """Print the charts, or draw one of them to a file."""
    catalog = catalog_of(args)
    charts = chosen(catalog, args.ids)
    if args.out is not None:
        if len(charts) != 1:
            raise UsageError(
                tr("--out draws one chart: name its id, as in: arctic-map charts cargo --out x.svg")
            )
        # Late import: Qt takes 200 ms, and printing does not need it.
        from arctic_map.render.headless import write_chart

        write_chart(args.out, charts[0], catalog, colours=args.theme, width=args.width)
    elif args.json:
        say_json([chart_json(chart, catalog) for chart in charts])
    else:
        texts = (
            f"{labelled(chart.id, in_words(chart, catalog))}\n{source(chart, catalog)}" for chart in charts
        )
        say("\n\n".join(texts))
    return 0


def chosen(catalog: Catalog, ids: Sequence[str]) -> tuple[Chart, ...]:
    """The charts with these ids in their order, or all. Raises UnknownName."""
    known = {chart.id: chart for chart in catalog.charts}
    for id in ids:
        if id not in known:
            raise UnknownName(
                tr("there is no chart {id!r}", id=id), why=tr("known charts: {names}", names=", ".join(known))
            )
    return tuple(known[id] for id in dict.fromkeys(ids)) if ids else catalog.charts


def chart_json(chart: Chart, catalog: Catalog) -> dict[str, Any]:
    """A chart for JSON."""
    chart_bars = bars(chart, catalog)
    return {
        "id": chart.id,
        "title": chart.title,
        "unit": chart.unit or None,
        "form": chart.form.value,
        "facts": list(chart.facts),
        "items": [bar_json(bar) for bar in chart_bars],
        "notes": list(notes(chart, chart_bars, catalog)),
        "source": source(chart, catalog),
    }


def bar_json(bar: Bar) -> dict[str, Any]:
    """A bar for JSON: its value in the chart's unit, on a timeline in years, or null if unknown."""
    return {
        "label": bar.label,
        "value": None if bar.unknown else bar.value,
        "words": bar.words,
        "derived": bar.how or None,
        "drawn_km": None if bar.drawn is None else round(bar.drawn, 3),
        "target": bar.target,
        "lasting": bar.lasting,
    }
