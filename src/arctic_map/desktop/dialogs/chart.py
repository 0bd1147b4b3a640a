"""Asks where a chart shall be written, and has it written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr, tr_later
from arctic_map.render.chart_file import write

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.chart import Chart

KINDS = {".svg": tr_later("SVG drawing"), ".png": tr_later("PNG picture")}


def ask_and_write(parent: QWidget, chart: Chart, catalog: Catalog) -> Path | None:
    """Let the user choose a file and write the chart into it; None when that was called off."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    proposal = str(Path(pictures) / f"{chart.id}.svg")
    kinds = {f"{tr(words)} (*{suffix})": suffix for suffix, words in KINDS.items()}
    name, kind = QFileDialog.getSaveFileName(parent, tr("Export chart"), proposal, ";;".join(kinds))
    if not name:
        return None
    out = Path(name)
    if out.suffix.lower() not in KINDS:
        out = out.with_name(out.name + kinds.get(kind, ".svg"))
    try:
        write(out, chart, catalog)
    except ArcticMapError as error:
        QMessageBox.warning(parent, tr("The chart was not exported"), str(error))
        return None
    return out
