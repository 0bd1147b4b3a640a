"""Small charts as SVG, drawn by matplotlib, which is loaded when the first one is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import StringIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from arctic_map import resources
from arctic_map.export.charts.layout import NOTE, SMALLEST, TITLE, Layout, arrange
from arctic_map.export.charts.plots import PLOTS, write
from arctic_map.export.marks.typeface import FAMILY
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.preferences import Units
from arctic_map.model.style import Look
from arctic_map.scene.charts import bars, in_words, source

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PAD = 16.0
"""Of paper round a chart that stands alone, px."""
_SETTINGS = Lock()
"""matplotlib's are those of the whole process: two threads that draw would take each other's."""


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
    """The chart as high as it needs to be; with `paper` it stands on some, with its source below.

    `units` is for measured lengths in its words.
    The same input gives the same bytes.
    """
    found = bars(chart, catalog)
    layout = arrange(chart, found, catalog, max(width, SMALLEST), (source(chart, catalog),) if paper else ())
    pad = PAD if paper else 0.0
    svg = _draw(layout, look, chart, pad)
    return Picture(svg, layout.width + 2 * pad, layout.height + 2 * pad, in_words(chart, catalog, units))


def chart_svg(chart: Chart, catalog: Catalog, look: Look, width: float, *, paper: bool = False) -> str:
    return picture(chart, catalog, look, width, paper=paper).svg


def height_of(chart: Chart, catalog: Catalog, width: float) -> float:
    """How high a chart of this width is, px; loads nothing to draw with."""
    return arrange(chart, bars(chart, catalog, measured=False), catalog, max(width, SMALLEST)).height


def _draw(layout: Layout, look: Look, chart: Chart, pad: float) -> str:
    # matplotlib takes longer to load than all the rest.
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

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
