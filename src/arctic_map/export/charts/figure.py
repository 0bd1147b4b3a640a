"""A chart as a figure of matplotlib's, written as SVG."""

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
"""matplotlib's are those of the whole process: two threads that draw would take each other's."""


def draw(layout: Layout, look: Look, chart: Chart, pad: float) -> str:
    """The SVG, with `pad` px of paper round it."""
    with _SETTINGS, rc_context(_settings(chart.id)):
        # One point is one pixel of the SVG: 72 of either make an inch.
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
        # One family alone: Qt does not look for a second one, and takes a list for a name.
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
    """With ids of the chart's own, so that charts can share a page, and lengths in px."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r'(\s(?:width|height)="[\d.]+)pt"', r'\1"', body)
    body = re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>chart-{chart.id}-", body)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + body
