"""Asking for a file and exporting a chart to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from arctic_map.errors import ArcticMapError
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.model.tr import tr, tr_later
from arctic_map.render.chart_file import ROWS_SUFFIX, SUFFIXES, write, write_ice

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.chart import Chart
    from arctic_map.scene.ice.chart import IceChart

KINDS = {suffix: EXPORT_FORMATS[suffix].name for suffix in SUFFIXES}
ROWS = {ROWS_SUFFIX: tr_later("Comma-separated values")}


def ask_and_write(parent: QWidget, chart: Chart, catalog: Catalog) -> Path | None:
    """Let the user choose a file and export the chart to it; return None if cancelled or failed."""
    return _ask(parent, chart.id, KINDS, lambda out: write(out, chart, catalog))


def ask_and_write_ice(parent: QWidget, chart: IceChart, catalog: Catalog) -> Path | None:
    """Export the ice chart of a sea, as a picture or as CSV; return None if cancelled or failed."""
    return _ask(parent, chart.id, KINDS | ROWS, lambda out: write_ice(out, chart, catalog))


def _ask(
    parent: QWidget, name: str, suffixes: Mapping[str, str], write_to: Callable[[Path], None]
) -> Path | None:
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    kinds = {f"{tr(words)} (*{suffix})": suffix for suffix, words in suffixes.items()}
    chosen, kind = QFileDialog.getSaveFileName(
        parent, tr("Export chart"), str(Path(pictures) / f"{name}{SUFFIXES[0]}"), ";;".join(kinds)
    )
    if not chosen:
        return None
    out = Path(chosen)
    if out.suffix.lower() not in suffixes:
        out = out.with_name(out.name + kinds.get(kind, SUFFIXES[0]))
    try:
        write_to(out)
    except ArcticMapError as error:
        QMessageBox.warning(parent, tr("The chart was not exported"), str(error))
        return None
    return out
