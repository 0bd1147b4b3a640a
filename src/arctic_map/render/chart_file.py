"""Writes a small chart into a file; the dialog and the command line share it."""

from pathlib import Path

from arctic_map.errors import ExportError
from arctic_map.export.charts.drawing import picture
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.style import Colours
from arctic_map.render import headless
from arctic_map.scene.symbology.looks import grey_look, look

WIDTH = 360.0
"""Of a chart without its paper's edge, px."""
SHARP = 3
"""Pixels of a PNG for each of the drawing's own."""
SUFFIXES = (".svg", ".png")


def write(
    out: Path, chart: Chart, catalog: Catalog, *, colours: Colours = "light", width: float = WIDTH
) -> None:
    """The chart on paper, `width` px without its edge, as SVG or PNG by the file's ending.

    Raises ExportError.
    """
    if out.suffix.lower() not in SUFFIXES:
        known = " or ".join(SUFFIXES)
        raise ExportError(
            "the chart cannot be written", where=str(out), why=f"the name must end with {known}"
        )
    shown = grey_look(catalog.symbology) if colours == "greyscale" else look(catalog.symbology, colours)
    drawn = picture(chart, catalog, shown, width, paper=True)
    if out.suffix.lower() == ".png":
        size = round(drawn.width * SHARP), round(drawn.height * SHARP)
        headless.write(out, headless.picture(drawn.svg, size))
    else:
        headless.write(out, drawn.svg.encode())
