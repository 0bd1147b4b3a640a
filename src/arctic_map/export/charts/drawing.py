"""Small charts as SVG, drawn by matplotlib, which is loaded when the first one is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from arctic_map.export.charts.layout import SMALLEST, arrange
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.preferences import Units
from arctic_map.model.style import Look
from arctic_map.scene.charts import bars, in_words, source

PAD = 16.0
"""Of paper round a chart that stands alone, px."""


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
    # matplotlib takes longer to load than all the rest.
    from arctic_map.export.charts.figure import draw

    found = bars(chart, catalog)
    layout = arrange(chart, found, catalog, max(width, SMALLEST), (source(chart, catalog),) if paper else ())
    pad = PAD if paper else 0.0
    svg = draw(layout, look, chart, pad)
    return Picture(svg, layout.width + 2 * pad, layout.height + 2 * pad, in_words(chart, catalog, units))


def height_of(chart: Chart, catalog: Catalog, width: float) -> float:
    """How high a chart of this width is, px; loads nothing to draw with."""
    return arrange(chart, bars(chart, catalog, measured=False), catalog, max(width, SMALLEST)).height
