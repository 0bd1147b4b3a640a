"""Asks where a chart shall be written, and writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from arctic_map.errors import ArcticMapError
from arctic_map.export.charts import picture
from arctic_map.render import headless
from arctic_map.scene.symbology.looks import look

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.chart import Chart

WIDTH = 360.0
"""Of the chart without its paper's edge, px."""
SHARP = 3
"""Pixels of a PNG for each of the drawing's own."""
KINDS = {"SVG drawing (*.svg)": ".svg", "PNG picture (*.png)": ".png"}


def ask_and_write(parent: QWidget, chart: Chart, catalog: Catalog) -> Path | None:
    """Let the user choose a file and write the chart into it; None when that was called off."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    proposal = str(Path(pictures) / f"{chart.id}.svg")
    name, kind = QFileDialog.getSaveFileName(parent, "Export chart", proposal, ";;".join(KINDS))
    if not name:
        return None
    out = Path(name)
    if out.suffix.lower() not in KINDS.values():
        out = out.with_name(out.name + KINDS.get(kind, ".svg"))
    try:
        write(out, chart, catalog)
    except ArcticMapError as error:
        QMessageBox.warning(parent, "The chart was not exported", str(error))
        return None
    return out


def write(out: Path, chart: Chart, catalog: Catalog) -> None:
    """The chart on light paper, as SVG or PNG by the file's ending. Raises ArcticMapError."""
    drawn = picture(chart, catalog, look(catalog.symbology, "light"), WIDTH, paper=True)
    if out.suffix.lower() == ".png":
        size = round(drawn.width * SHARP), round(drawn.height * SHARP)
        headless.write(out, headless.picture(drawn.svg, size))
    else:
        headless.write(out, drawn.svg.encode())
