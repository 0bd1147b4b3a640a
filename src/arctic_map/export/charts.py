"""Small charts as SVG, drawn by matplotlib, which is loaded when the first one is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any

from arctic_map import resources
from arctic_map.export.marks.typeface import FAMILY, wrapped
from arctic_map.export.marks.typeface import width as width_of
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart, Form
from arctic_map.model.preferences import Units
from arctic_map.model.style import Look
from arctic_map.scene.charts import Bar, bars, heading, in_words, notes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TITLE, TEXT, NOTE = 13.0, 12.0, 11.0
"""Sizes of type, px."""
LINE = 1.25
"""Height of a line of type, in its size."""
BAR, COLUMN = 10.0, 92.0
"""Thickness of a lying bar, and height of the tallest standing one, px."""
GAP = 6.0
HEAD = TEXT * LINE + 8.0
"""Above the tallest column, for its open end and its value, px."""
PAD = 16.0
"""Of paper round a chart that stands alone, px."""
SMALLEST = 160.0
"""Width in which words and bars still have room, px."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart drawn in a width: SVG, its size in px, and all it says as text."""

    svg: str
    width: float
    height: float
    words: str


def picture(
    chart: Chart,
    catalog: Catalog,
    look: Look,
    width: float,
    *,
    paper: bool = False,
    units: Units = "km",
) -> Picture:
    """The chart as high as it needs to be; with `paper` it stands on some, which makes it larger.

    `units` is for measured lengths in its words.
    The same input gives the same bytes.
    """
    found = bars(chart, catalog)
    layout = _arrange(chart, found, catalog, max(width, SMALLEST))
    pad = PAD if paper else 0.0
    svg = _draw(layout, look, chart, pad)
    return Picture(svg, layout.width + 2 * pad, layout.height + 2 * pad, in_words(chart, catalog, units))


def chart_svg(chart: Chart, catalog: Catalog, look: Look, width: float, *, paper: bool = False) -> str:
    return picture(chart, catalog, look, width, paper=paper).svg


def height_of(chart: Chart, catalog: Catalog, width: float) -> float:
    """How high a chart of this width is, px; loads nothing to draw with."""
    return _arrange(chart, bars(chart, catalog, measured=False), catalog, max(width, SMALLEST)).height


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where all stands, px from the upper left corner."""

    form: Form
    width: float
    height: float
    title: tuple[str, ...]
    plot_top: float
    plot_height: float
    bars: tuple[Bar, ...]
    labels: tuple[tuple[str, ...], ...]
    """The lines of each bar's label."""
    notes_top: float
    notes: tuple[str, ...]


def _arrange(chart: Chart, found: tuple[Bar, ...], catalog: Catalog, width: float) -> _Layout:
    title = wrapped(heading(chart), TITLE * 1.04, width)
    top = len(title) * TITLE * LINE + GAP
    room = width / max(len(found), 1) - 4 if chart.form is Form.COLUMNS else width
    labels = tuple(wrapped(bar.label, TEXT, room) for bar in found)
    if chart.form is Form.COLUMNS:
        below = max(map(len, labels), default=1) * TEXT * LINE
        height = HEAD + COLUMN + below + 2
    else:
        height = sum(_row(lines) for lines in labels)
    written = tuple(line for note in notes(chart, found, catalog) for line in wrapped(note, NOTE, width))
    notes_top = top + height + (GAP if written else 0)
    return _Layout(
        form=chart.form,
        width=width,
        height=notes_top + len(written) * NOTE * LINE + 2,
        title=title,
        plot_top=top,
        plot_height=height,
        bars=found,
        labels=labels,
        notes_top=notes_top,
        notes=written,
    )


def _row(lines: tuple[str, ...]) -> float:
    return len(lines) * TEXT * LINE + BAR + GAP


def _draw(layout: _Layout, look: Look, chart: Chart, pad: float) -> str:
    # matplotlib takes longer to load than all the rest.
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context(_settings(chart.id)):
        # One point is one pixel of the SVG: 72 of either make an inch.
        right, bottom = layout.width + pad, layout.height + pad
        figure = Figure(figsize=((right + pad) / 72, (bottom + pad) / 72), dpi=72)
        FigureCanvasSVG(figure)
        figure.patch.set_facecolor(look.palette.paper)
        figure.patch.set_visible(pad > 0)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(-pad, right), ylim=(bottom, -pad))
        axes.set_axis_off()
        _write(axes, layout.title, 0, 0, TITLE, look.palette.ink, weight=600)
        plot = _columns if layout.form is Form.COLUMNS else _bars
        plot(axes, layout, look)
        _write(axes, layout.notes, 0, layout.notes_top, NOTE, look.palette.quiet)
        return _tidied(_written(figure), chart)


def _columns(axes: Axes, layout: _Layout, look: Look) -> None:
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
        _write(
            axes,
            (bar.words,),
            middle,
            base - high - TEXT * LINE,
            TEXT,
            look.palette.ink,
            weight=600,
            ha="center",
        )
        _write(axes, lines, middle, base + 2, TEXT, look.palette.quiet, ha="center")
    axes.plot([0, layout.width], [base, base], color=look.palette.quiet, linewidth=0.8, clip_on=False)


def _bars(axes: Axes, layout: _Layout, look: Look) -> None:
    words = max(width_of(bar.words, TEXT, weight=600) for bar in layout.bars)
    scale = (layout.width - words - 14) / max(_reach(layout.bars), 1e-9)
    top = layout.plot_top
    for bar, lines in zip(layout.bars, layout.labels, strict=True):
        _write(axes, lines, 0, top, TEXT, look.palette.quiet)
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
        _write(axes, (bar.words,), end + 5, middle - TEXT * LINE / 2, TEXT, look.palette.ink, weight=600)
        top += _row(lines)


def _reach(found: tuple[Bar, ...]) -> float:
    return max((max(bar.value, bar.drawn or 0) for bar in found), default=0.0)


def _paint(bar: Bar, look: Look) -> dict[str, Any]:
    """Stated: full. Derived: hatched. Target: hollow and dashed. Never told by colour alone."""
    colour = _colour(bar, look)
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
    colour = _colour(bar, look)
    return {"color": colour, "linestyle": "none", "markeredgewidth": 0, "clip_on": False}


def _colour(bar: Bar, look: Look) -> str:
    style = look.styles[bar.style]
    return style.stroke or style.fill or look.palette.ink


def _write(
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
    """Lines of type below each other, `top` being the upper edge of the first."""
    for number, line in enumerate(lines):
        baseline = top + (number + 0.8) * size * LINE
        # Dollar signs would start a formula.
        axes.text(
            x, baseline, line, size=size, color=colour, weight=weight, ha=ha, va="baseline", parse_math=False
        )


def _settings(salt: str) -> dict[Any, Any]:
    _learn_typeface()
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": salt,
        # One family alone: Qt does not look for a second one, and takes a list for a name.
        "font.family": FAMILY,
        "hatch.linewidth": 0.9,
        "path.simplify": False,
    }


@cache
def _learn_typeface() -> None:
    # matplotlib takes longer to load than all the rest.
    from matplotlib import font_manager

    for file in sorted(resources.fonts().glob("*.ttf")):
        font_manager.fontManager.addfont(file)


def _written(figure: Figure) -> str:
    out = StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return out.getvalue()


def _tidied(svg: str, chart: Chart) -> str:
    """With ids of the chart's own, so that charts can share a page, and lengths in px."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r'(\s(?:width|height)="[\d.]+)pt"', r'\1"', body)
    body = re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>chart-{chart.id}-", body)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + body
