"""Exports one map by its options."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.catalog_reading import in_language_of_data
from arctic_map.cli.parser import UsageError
from arctic_map.cli.prepared_map import READING, prepared_map
from arctic_map.cli.text import ProgressOutput, complain
from arctic_map.model.export_formats import FormatKind, format_of
from arctic_map.model.tr import tr
from arctic_map.render.headless import write_scene
from arctic_map.render.progress import reporting_to
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.session.session import Session
from arctic_map.storage.app_folders import ScratchFolder, remove_stale

if TYPE_CHECKING:
    from arctic_map.cli.export_files import MapFiles
    from arctic_map.export.request import Request
    from arctic_map.model.catalog import Catalog
    from arctic_map.scene.scene import Scene


def write_map(options: argparse.Namespace, catalog: Catalog, drawings: Drawings | None = None) -> None:
    """Write the map that the options describe. Raises UsageError and ArcticMapError."""
    # Rows on disk are deleted once the map is written.
    remove_stale()
    with ScratchFolder("rows") as folder:
        _write(options, catalog, drawings, Path(folder))


def _write(options: argparse.Namespace, catalog: Catalog, drawings: Drawings | None, folder: Path) -> None:
    if requested := requested_page(options, catalog, drawings, folder):
        scene, drawings, request = requested
        with reporting_to(lambda sentence: complain(f"{options.out}: {sentence}")), _in_language(options):
            write_scene(scene, drawings, request, options.out)


def _in_language(options: argparse.Namespace) -> AbstractContextManager[None]:
    """A context in the language of the file."""
    return in_language_of_data(options) if format_of(options.out).has_features else nullcontext()


def requested_page(
    options: argparse.Namespace, catalog: Catalog, drawings: Drawings | None, folder: Path
) -> tuple[Scene, Drawings, Request] | None:
    """The scene and page that the options describe; None if a file was only converted, which writes it.

    Raises UsageError and ArcticMapError.
    """
    progress = ProgressOutput(enabled=options.tell_share)
    format = format_of(options.out)
    is_web_page = format.kind is FormatKind.WEB_PAGE
    prepared = prepared_map(options, catalog, drawings, folder, progress, whole=is_web_page)
    files = prepared.files
    converted = _only_shown(prepared.catalog, prepared.session) if format.has_features else ""
    if files and converted in files.rasters:
        name = next(layer.name for layer in prepared.catalog.layers if layer.id == converted)
        raise UsageError(
            tr("{name} is a raster: it has pixels and no features; export it as a picture", name=name)
        )
    if files and converted in files.on_disk:
        _convert(files, converted, options.out, (), prepared.session, progress)
        return None
    with _in_language(options):
        scene, drawings = prepared.scene_of(prepared.session, whole=is_web_page)
    if files and converted in files.files:
        omitted = scene.filtered_out.features
        _convert(files, converted, options.out, omitted, prepared.session, progress)
        return None
    return scene, drawings, prepared.request


def _convert(
    files: MapFiles, id: str, out: Path, omitted: Collection[str], session: Session, progress: ProgressOutput
) -> None:
    # Late import: DuckDB and GDAL take 150 ms, which pictures do not need.
    from arctic_map.cli.export_tables import convert

    convert(files, id, out, omitted, session, progress.part(READING, 1.0))


def _only_shown(catalog: Catalog, session: Session) -> str:
    """The id of the only visible layer, or empty if there are several."""
    shown = [layer.id for layer in catalog.layers if layer.id not in session.hidden]
    return shown[0] if len(shown) == 1 else ""
