"""Draws a chart as a matplotlib figure and writes it as SVG."""

from __future__ import annotations

import re
from functools import cache
from io import StringIO
from threading import Lock
from typing import Any

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from arctic_map import resources
from arctic_map.export.charts.layout import NOTE, TITLE, Layout
from arctic_map.export.charts.plots import PLOTS, write
from arctic_map.export.marks.typeface import FAMILY
from arctic_map.model.chart import Chart
from arctic_map.model.style import Look

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
        # Only one family, because Qt reads a list as a single name and looks for no fallback.
        "font.family": FAMILY,
        "hatch.linewidth": 0.9,
        "path.simplify": False,
    }


@cache
def _learn_typeface() -> None:
    for file in sorted(resources.fonts().glob("*.ttf")):
        font_manager.fontManager.addfont(file)


def _written(figure: Figure) -> str:
    out = StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return out.getvalue()


def _tidied(svg: str, chart: Chart) -> str:
    """The SVG with ids unique to the chart, so that charts can share a page, and lengths in pixels."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r'(\s(?:width|height)="[\d.]+)pt"', r'\1"', body)
    body = re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>chart-{chart.id}-", body)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + body
