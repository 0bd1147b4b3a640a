"""Exporting the map without a window and without a display."""

import os
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from arctic_map.errors import ExportError, UnknownName, system_reason
from arctic_map.export.request import Request
from arctic_map.model.catalog import Catalog, LayerKind
from arctic_map.model.export_formats import EXPORT_FORMATS, format_of
from arctic_map.model.projection import Box, Projection
from arctic_map.render import formats
from arctic_map.render.display import has_display
from arctic_map.render.raster import png
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.approach import box_of, with_room
from arctic_map.storage.atomic_write import write_bytes


def write_scene(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Write the scene in the format of the file's suffix. Raises ArcticMapError."""
    try:
        writer = formats.WRITERS[format_of(out).suffix]
    except KeyError:
        why = f"the name must end with {', '.join(EXPORT_FORMATS)}"
        raise ExportError("the map cannot be written", where=str(out), why=why) from None
    writer(scene, drawings, request, out)


def fitting(id: str, catalog: Catalog, projection: Projection, drawings: Drawings) -> Box:
    """The box of a feature or layer; base map: the page's default. Raises UnknownName or ExportError."""
    layer = next((layer for layer in catalog.layers if layer.id == id), None)
    if layer is not None and layer.kind is LayerKind.ROWS:
        if box := with_room(drawings.box(layer.id, projection.id)):
            return box
        raise ExportError(f"{layer.name!r} is not in the projection {projection.id}")
    if layer is not None and layer.kind is not LayerKind.FEATURES:
        return projection.printed
    features = [feature.id for feature in layer.features] if layer else [id]
    if layer is None and id not in catalog.features:
        raise UnknownName(f"there is no feature or layer {id!r}")
    box = box_of(features, catalog, projection.id, drawings)
    if box is None:
        # Users know an opened file by its name; its id is internal.
        name = layer.name if layer is not None and layer.file else id
        raise ExportError(f"{name!r} is not in the projection {projection.id}")
    return box


def picture(svg: str, size: tuple[int, int]) -> bytes:
    """The SVG as PNG, with or without a running Qt application. Raises ExportError."""
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Keep the reference until the picture is rendered: Qt has no fonts without an application.
    app = QGuiApplication.instance() or QGuiApplication(["arctic-map"])
    result = png(svg, *size)
    del app
    return result


def write(out: Path, content: bytes) -> None:
    """Write a file. Raises ExportError."""
    try:
        write_bytes(out, content)
    except OSError as error:
        raise ExportError(
            "the picture cannot be written", where=str(out), why=system_reason(error)
        ) from error
