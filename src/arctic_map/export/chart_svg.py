"""Small charts as SVG: those of an atlas, and a sea ice extent by month."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from math import ceil

from arctic_map.export.chart_layout import LINE, MIN_WIDTH, NOTE, TEXT, TITLE, arrange
from arctic_map.export.marks.markup import dashes, group, tag, text
from arctic_map.export.marks.typeface import FAMILY, weight_of, wrapped
from arctic_map.export.marks.typeface import width as width_of
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.preferences import Units
from arctic_map.model.reckoning import MONTHS
from arctic_map.model.style import Look
from arctic_map.scene.chart_values import bars, in_words, source
from arctic_map.scene.sea_ice import IceChart, Line

PAD = 16.0
"""Pixels of paper around a chart that stands alone."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG of a size in pixels, and its content as text."""

    svg: str
    width: float
    height: float
    words: str


def picture(
    chart: Chart, catalog: Catalog, look: Look, width: float, *, paper: bool = False, units: Units = "km"
) -> Picture:
    """The chart at a width in px, reproducible; `paper` adds background and source; lengths in `units`."""
    # Late import: matplotlib takes longer to load than everything else.
    from arctic_map.export.chart_figure import draw

    chart_bars = bars(chart, catalog)
    layout = arrange(
        chart, chart_bars, catalog, max(width, MIN_WIDTH), (source(chart, catalog),) if paper else ()
    )
    pad = PAD if paper else 0.0
    svg = draw(layout, look, chart, pad)
    return Picture(svg, layout.width + 2 * pad, layout.height + 2 * pad, in_words(chart, catalog, units))


def height_of(chart: Chart, catalog: Catalog, width: float) -> float:
    """The height of a chart of this width in pixels, computed without matplotlib."""
    return arrange(chart, bars(chart, catalog, measured=False), catalog, max(width, MIN_WIDTH)).height


PLOT = 120.0
"""Height of 100 per cent in pixels."""
LEFT, GAP = 30.0, 8.0
"""Width of the axis numbers, and gap between parts, in pixels."""
STROKES: dict[str, tuple[float, tuple[float, ...]]] = {
    "then": (1.6, (5.0, 3.0)),
    "now": (2.6, ()),
    "year": (1.2, (1.0, 2.5)),
}
"""Widths and dashes, so that lines do not differ by colour only."""
GRID = (0, 50, 100)
MONTH_GAP = 3.0
"""Between names of months, in pixels."""


def ice_picture(chart: IceChart, look: Look, width: float, pad: float = 0.0) -> Picture:
    """The chart at a width in pixels, with `pad` pixels of paper. The same input gives the same bytes."""
    ink, quiet, accent = look.palette.ink, look.palette.quiet, look.palette.accent
    inks = {"then": quiet, "now": accent, "year": ink}
    title = wrapped(chart.title, TITLE * 1.04, width)
    top = len(title) * TITLE * LINE + GAP
    step = (width - LEFT) / len(chart.months)
    base = top + PLOT + 6.0

    def at(month: int) -> float:
        return LEFT + step * (month - 0.5)

    def up(value: float) -> float:
        return base - PLOT * value / 100.0

    parts = [_words(title, 0.0, 0.0, TITLE, ink, weight="600")]
    for month in chart.chosen:
        x = at(month) - step / 2
        parts.append(
            tag("rect", x=x, y=base - PLOT, width=step, height=PLOT, fill=accent, fill_opacity="0.12")
        )
    for value in GRID:
        parts.append(_rule(LEFT, width, up(value), quiet, 0.5, ""))
        parts.append(_word(f"{value}", LEFT - 6.0, up(value) + 4.0, NOTE, quiet, "end"))
    parts.append(_rule(LEFT, width, up(chart.open), quiet, 1.0, "2 3"))
    parts.append(_word(f"{chart.open:g}", LEFT - 6.0, up(chart.open) + 4.0, NOTE, quiet, "end"))
    # Where there is no room for all months, each second or third one has its name.
    apart = ceil((max(width_of(name, NOTE) for name in chart.months) + MONTH_GAP) / step)
    for number, name in [*enumerate(chart.months, 1)][::apart]:
        parts.append(_word(name, at(number), base + NOTE * LINE, NOTE, quiet, "middle"))
    for line in chart.lines:
        thick, dash = STROKES[line.look]
        d = " ".join(
            f"M {at(number):.1f} {up(one):.1f} L {at(number + 1):.1f} {up(other):.1f}"
            for number, (one, other) in enumerate(pairwise(line.values), 1)
            if one is not None and other is not None
        )
        parts.append(
            tag(
                "path",
                d=d,
                fill="none",
                stroke=inks[line.look],
                stroke_width=thick,
                stroke_dasharray=dashes(dash),
            )
        )
    below, key = base + NOTE * LINE + GAP, LEFT
    for line in chart.lines:
        thick, dash = STROKES[line.look]
        if key > LEFT and key + 32.0 + _wide(line) > width:
            key, below = LEFT, below + TEXT * LINE
        parts.append(_rule(key, key + 26.0, below + TEXT * 0.55, inks[line.look], thick, dashes(dash) or ""))
        parts.append(_word(line.label, key + 32.0, below + TEXT * 0.9, TEXT, ink, "start"))
        key += 32.0 + _wide(line) + 2 * GAP
    below += TEXT * LINE + GAP
    notes = [written for note in chart.notes for written in wrapped(note, NOTE, width)]
    parts.append(_words(notes, 0.0, below, NOTE, quiet))
    high = below + len(notes) * NOTE * LINE + 2.0
    return Picture(_sheet(parts, look, width, high, pad), width + 2 * pad, high + 2 * pad, chart.words)


def _sheet(parts: list[str], look: Look, width: float, high: float, pad: float) -> str:
    paper = tag("rect", x=-pad, y=-pad, width=width + 2 * pad, height=high + 2 * pad, fill=look.palette.paper)
    return tag(
        "svg",
        paper if pad else "",
        group(*parts, font_family=FAMILY),
        xmlns="http://www.w3.org/2000/svg",
        width=width + 2 * pad,
        height=high + 2 * pad,
        viewBox=f"{-pad:g} {-pad:g} {width + 2 * pad:g} {high + 2 * pad:g}",
    )


def _wide(line: Line) -> float:
    return 0.56 * TEXT * len(line.label)


def _rule(x: float, to: float, y: float, colour: str, thick: float, dash: str) -> str:
    d = f"M {x:.1f} {y:.1f} L {to:.1f} {y:.1f}"
    return tag("path", d=d, fill="none", stroke=colour, stroke_width=thick, stroke_dasharray=dash or None)


def _words(
    lines: list[str] | tuple[str, ...], x: float, top: float, size: float, colour: str, weight: str = "400"
) -> str:
    return "".join(
        _word(line, x, top + (number + 0.8) * size * LINE, size, colour, "start", weight)
        for number, line in enumerate(lines)
    )


def _word(words: str, x: float, y: float, size: float, colour: str, anchor: str, weight: str = "400") -> str:
    bold = weight_of(words, int(weight))
    return tag(
        "text", text(words), x=x, y=y, font_size=size, fill=colour, text_anchor=anchor, font_weight=str(bold)
    )


def comma_separated(chart: IceChart) -> str:
    """CSV with a row per month: its number, each line's per cent or nothing, notes in the first row."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["month", *(line.label for line in chart.lines), "note"])
    note = " ".join((f"{chart.title}.", *chart.notes))
    for month in range(1, MONTHS + 1):
        values = (line.values[month - 1] for line in chart.lines)
        cells = ("" if value is None else f"{value:.2f}" for value in values)
        writer.writerow([month, *cells, note if month == 1 else ""])
    return text.getvalue()
