"""Small charts as SVG, drawn by matplotlib, which is imported with the first one."""

from __future__ import annotations

from dataclasses import dataclass

from arctic_map.export.charts.layout import MIN_WIDTH, arrange
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.preferences import Units
from arctic_map.model.style import Look
from arctic_map.scene.charts import bars, in_words, source

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
    from arctic_map.export.charts.figure import draw

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
