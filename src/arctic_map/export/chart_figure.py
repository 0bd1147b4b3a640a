"""Draws a chart as a matplotlib figure, with bars and symbols in pixels from the top, and writes SVG."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import StringIO
from math import ceil, floor
from threading import Lock
from typing import TYPE_CHECKING, Any

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from arctic_map import resources
from arctic_map.export.chart_layout import (
    BAR,
    COLUMN,
    HEAD,
    HULL,
    LINE,
    NOTE,
    TEXT,
    TITLE,
    Layout,
    ink_of,
    row,
)
from arctic_map.export.marks.typeface import CHINESE_FAMILY, FAMILY, weight_of
from arctic_map.export.marks.typeface import width as width_of
from arctic_map.model.chart import Chart, Form
from arctic_map.model.style import Look
from arctic_map.scene.chart_values import Bar, symbol_value

if TYPE_CHECKING:
    from matplotlib.axes import Axes


MIN_BAR_LENGTH = 6.0
"""Width of the shortest bar on a timeline in pixels."""
YEAR = 40.0
"""Smallest width of a year label in pixels."""
STEPS = (1, 2, 5, 10, 20, 50)
"""Possible years between two labels of the axis."""


def columns(axes: Axes, layout: Layout, look: Look) -> None:
    """Draw vertical bars."""
    each = layout.width / len(layout.bars)
    thick = min(44.0, each * 0.5)
    base = layout.plot_top + HEAD + COLUMN
    scale = COLUMN / max(_reach(layout.bars), 1e-9)
    for number, (bar, lines) in enumerate(zip(layout.bars, layout.labels, strict=True)):
        middle, high = each * (number + 0.5), bar.value * scale
        axes.bar(middle, -high, thick, bottom=base, **_paint(bar, look))
        if bar.more:
            axes.plot([middle], [base - high - 3], marker="^", markersize=7, **_mark(bar, look))
            high += 7
        write(
            axes,
            (bar.words,),
            middle,
            base - high - TEXT * LINE,
            TEXT,
            look.palette.ink,
            weight=600,
            ha="center",
        )
        write(axes, lines, middle, base + 2, TEXT, look.palette.quiet, ha="center")
    axes.plot([0, layout.width], [base, base], color=look.palette.quiet, linewidth=0.8, clip_on=False)


def lying_bars(axes: Axes, layout: Layout, look: Look) -> None:
    """Draw horizontal bars, with a line at the length measured on the map."""
    words = max(width_of(bar.words, TEXT, weight=600) for bar in layout.bars)
    scale = (layout.width - words - 14) / max(_reach(layout.bars), 1e-9)
    top = layout.plot_top
    for bar, lines in zip(layout.bars, layout.labels, strict=True):
        write(axes, lines, 0, top, TEXT, look.palette.quiet)
        middle = top + len(lines) * TEXT * LINE + BAR / 2 + 1
        end = bar.value * scale
        axes.barh(middle, end, BAR, left=0, **_paint(bar, look))
        if bar.more:
            axes.plot([end + 3], [middle], marker=">", markersize=8, **_mark(bar, look))
            end += 7
        if bar.drawn is not None:
            at = bar.drawn * scale
            axes.plot(
                [at, at], [middle - BAR, middle + BAR], color=look.palette.ink, linewidth=1.6, clip_on=False
            )
            end = max(end, at)
        write(axes, (bar.words,), end + 5, middle - TEXT * LINE / 2, TEXT, look.palette.ink, weight=600)
        top += row(Form.BARS, lines)


def units(axes: Axes, layout: Layout, look: Look) -> None:
    """Draw ship symbols, each for one or a round number of things, or one with a question mark if unknown."""
    words = max(width_of(bar.words, TEXT, weight=600) for bar in layout.bars)
    counts = _counts(layout.bars)
    each = min(36.0, (layout.width - words - 8) / max(1, *map(ceil, counts)))
    top = layout.plot_top
    for bar, lines, count in zip(layout.bars, layout.labels, counts, strict=True):
        write(axes, lines, 0, top, TEXT, look.palette.quiet)
        middle = top + len(lines) * TEXT * LINE + HULL / 2 + 3
        for number in range(ceil(count)):
            axes.fill(*_hull(number * each, each, min(1.0, count - number), middle), **_paint(bar, look))
        above, ink = middle - TEXT * LINE / 2, look.palette.ink
        if bar.unknown:
            write(axes, ("?",), each * 5 / 12, above, TEXT, ink, ha="center")
        write(axes, (bar.words,), ceil(count) * each + 2, above, TEXT, ink, weight=600)
        top += row(Form.UNITS, lines)


def _counts(found: tuple[Bar, ...]) -> tuple[float, ...]:
    """Number of symbols for each value."""
    each = symbol_value(found)
    return tuple(1.0 if bar.unknown else max(bar.value, 0.0) / each for bar in found)


def _hull(start: float, each: float, share: float, middle: float) -> tuple[list[float], list[float]]:
    """The corners of a symbol in a slot of width `each`, with its bow cut off for a `share` below 1."""
    # Leave space for the outline.
    left, right = start + 1, start + each * 5 / 6
    cut = left + share * (right - left)
    stern, shoulder = min(left + each / 12, cut), min(right - each / 4, cut)
    top, bottom = middle - HULL / 2, middle + HULL / 2
    return [left, stern, shoulder, cut, shoulder, stern], [middle, top, top, middle, bottom, bottom]


def timeline(axes: Axes, layout: Layout, look: Look) -> None:
    """Draw each bar on its own line from its first day. Ongoing ones end in an arrow."""
    spans = [bar.span for bar in layout.bars if bar.span]
    start = floor(min((first for first, _ in spans), default=0.0))
    end = max(ceil(max((last for _, last in spans), default=1.0)), start + 1)
    scale = layout.width / (end - start)
    years = _ticks(start, end, scale)
    top = layout.plot_top
    for bar, lines in zip(layout.bars, layout.labels, strict=True):
        write(axes, (bar.words,), 0, top, TEXT, look.palette.ink, weight=600)
        write(axes, lines, 0, top + TEXT * LINE, TEXT, look.palette.quiet)
        middle = top + (len(lines) + 1) * TEXT * LINE + BAR / 2 + 2
        _track(axes, middle, layout.width, [(year - start) * scale for year in years], look)
        first, last = bar.span or (start, start)
        left = (first - start) * scale
        # The arrow needs its head, and a short period must stay visible.
        right = layout.width - 8 if bar.lasting else max((last - start) * scale, left + MIN_BAR_LENGTH)
        left = min(left, right - MIN_BAR_LENGTH)
        axes.barh(middle, right - left, BAR - 2, left=left, zorder=3, **_paint(bar, look))
        if bar.lasting:
            axes.plot([layout.width - 4], [middle], marker=">", markersize=8, zorder=3, **_mark(bar, look))
        top += row(Form.TIMELINE, lines)
    for year in years:
        write(axes, (str(year),), (year - start) * scale, top, NOTE, look.palette.quiet, ha="center")


def _track(axes: Axes, middle: float, width: float, ticks: list[float], look: Look) -> None:
    line: dict[str, Any] = {"color": look.palette.quiet, "linewidth": 0.6, "clip_on": False}
    axes.plot([0, width], [middle, middle], **line)
    for at in ticks:
        axes.plot([at, at], [middle - 3, middle + 3], **line)


def _ticks(start: int, end: int, scale: float) -> list[int]:
    """Round years whose labels fit beside each other and within the chart."""
    step = next((step for step in STEPS if step * scale >= YEAR), STEPS[-1])
    years = range(-(-start // step) * step, end + 1, step)
    half = YEAR / 2 - 4
    return [year for year in years if half <= (year - start) * scale <= (end - start) * scale - half]


def _reach(found: tuple[Bar, ...]) -> float:
    return max((max(bar.value, bar.drawn or 0) for bar in found), default=0.0)


def _paint(bar: Bar, look: Look) -> dict[str, Any]:
    """Stated values are filled, derived ones hatched, targets hollow and dashed. Never colour alone."""
    colour = ink_of(look, bar.style)
    hollow = bar.derived or bar.target
    return {
        "facecolor": "none" if hollow else colour,
        "edgecolor": colour,
        "linewidth": 1.2,
        "linestyle": (0, (4, 2.5)) if bar.target else "solid",
        "hatch": "/////" if bar.derived else None,
        "clip_on": False,
    }


def _mark(bar: Bar, look: Look) -> dict[str, Any]:
    colour = ink_of(look, bar.style)
    return {"color": colour, "linestyle": "none", "markeredgewidth": 0, "clip_on": False}


def write(
    axes: Axes,
    lines: tuple[str, ...],
    x: float,
    top: float,
    size: float,
    colour: str,
    *,
    weight: int = 400,
    ha: str = "left",
) -> None:
    """Write lines of text below each other. `top` is the upper edge of the first."""
    for number, line in enumerate(lines):
        baseline = top + (number + 0.8) * size * LINE
        # Dollar signs would start a formula.
        bold = weight_of(line, weight)
        axes.text(
            x, baseline, line, size=size, color=colour, weight=bold, ha=ha, va="baseline", parse_math=False
        )


PLOTS = {Form.COLUMNS: columns, Form.BARS: lying_bars, Form.UNITS: units, Form.TIMELINE: timeline}


_SETTINGS = Lock()
"""Settings of matplotlib are global, so that two threads must not draw at the same time."""


def draw(layout: Layout, look: Look, chart: Chart, pad: float) -> str:
    """The SVG of a chart, with `pad` pixels of paper around it."""
    with _SETTINGS, rc_context(_settings(chart.id)):
        # At 72 dpi, one point is one pixel of the SVG.
        right, bottom = layout.width + pad, layout.height + pad
        figure = Figure(figsize=((right + pad) / 72, (bottom + pad) / 72), dpi=72)
        FigureCanvasSVG(figure)
        figure.patch.set_facecolor(look.palette.paper)
        figure.patch.set_visible(pad > 0)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(-pad, right), ylim=(bottom, -pad))
        axes.set_axis_off()
        write(axes, layout.title, 0, 0, TITLE, look.palette.ink, weight=600)
        PLOTS[layout.form](axes, layout, look)
        write(axes, layout.notes, 0, layout.notes_top, NOTE, look.palette.quiet)
        return _tidied(_written(figure), chart)


def _settings(salt: str) -> dict[Any, Any]:
    _learn_typeface()
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": salt,
        "font.family": [FAMILY, CHINESE_FAMILY],
        "hatch.linewidth": 0.9,
        "path.simplify": False,
    }


@cache
def _learn_typeface() -> None:
    for file in sorted(resources.fonts().glob("*.[ot]tf")):
        font_manager.fontManager.addfont(file)
    # The Chinese face has one weight; without this, matplotlib warns whenever it looks for bold text.
    faces = font_manager.fontManager.ttflist
    faces += [replace(face, weight=600) for face in faces if face.name == CHINESE_FAMILY]


def _written(figure: Figure) -> str:
    out = StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return out.getvalue()


def _tidied(svg: str, chart: Chart) -> str:
    """The SVG with ids unique to the chart, so that charts can share a page, and lengths in pixels."""
    body = svg[svg.index("<svg") :]
    # Qt reads a list of families as a single name, and finds the face for Chinese by itself.
    body = body.replace(f"'{FAMILY}', '{CHINESE_FAMILY}'", f"'{FAMILY}'")
    body = re.sub(r'(\s(?:width|height)="[\d.]+)pt"', r'\1"', body)
    body = re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>chart-{chart.id}-", body)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + body
