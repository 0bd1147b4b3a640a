"""Writing a small chart to a file, for the dialog and the command line."""

from collections.abc import Sequence
from pathlib import Path

from arctic_map.errors import ExportError
from arctic_map.export.charts import drawing, months
from arctic_map.export.charts.drawing import Picture
from arctic_map.export.charts.months import comma_separated
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.style import Colours, Look
from arctic_map.render import headless
from arctic_map.scene.ice.chart import IceChart
from arctic_map.scene.symbology.looks import grey_look, look

WIDTH = 360.0
"""Width of a chart without its padding, px."""
SHARP = 3
"""Pixels of a PNG per pixel of the drawing."""
SUFFIXES = (".svg", ".png")
ROWS_SUFFIX = ".csv"
ICE_SUFFIXES = (*SUFFIXES, ROWS_SUFFIX)


def write(
    out: Path, chart: Chart, catalog: Catalog, *, colours: Colours = "light", width: float = WIDTH
) -> None:
    """Write a chart as SVG or PNG by the suffix, `width` px without padding. Raises ExportError."""
    _require(out, SUFFIXES)
    _write(out, drawing.picture(chart, catalog, _look(catalog, colours), width, paper=True))


def write_ice(
    out: Path, chart: IceChart, catalog: Catalog, *, colours: Colours = "light", width: float = WIDTH
) -> None:
    """Write the ice chart of a sea as SVG, PNG or CSV according to the suffix. Raises ExportError."""
    _require(out, ICE_SUFFIXES)
    if out.suffix.lower() == ROWS_SUFFIX:
        headless.write(out, comma_separated(chart).encode())
    else:
        _write(out, months.picture(chart, _look(catalog, colours), width, drawing.PAD))


def _require(out: Path, suffixes: Sequence[str]) -> None:
    if out.suffix.lower() not in suffixes:
        known = " or ".join(suffixes)
        raise ExportError(
            "the chart cannot be written", where=str(out), why=f"the name must end with {known}"
        )


def _look(catalog: Catalog, colours: Colours) -> Look:
    return grey_look(catalog.symbology) if colours == "greyscale" else look(catalog.symbology, colours)


def _write(out: Path, drawn: Picture) -> None:
    if out.suffix.lower() == ".png":
        size = round(drawn.width * SHARP), round(drawn.height * SHARP)
        headless.write(out, headless.picture(drawn.svg, size))
    else:
        headless.write(out, drawn.svg.encode())
