"""Exporting maps and small charts without a window and without a display."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from arctic_map.errors import ExportError, UnknownName, system_reason
from arctic_map.export import chart_svg
from arctic_map.export.chart_svg import Picture, comma_separated
from arctic_map.export.request import Request
from arctic_map.model.catalog import Catalog, LayerKind
from arctic_map.model.chart import Chart
from arctic_map.model.export_formats import EXPORT_FORMATS, format_of
from arctic_map.model.projection import Box, Projection
from arctic_map.model.style import Colours, Look
from arctic_map.model.tr import tr
from arctic_map.render import snapshot
from arctic_map.render.display import has_display
from arctic_map.render.raster import png
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.sea_ice import IceChart
from arctic_map.scene.session.approach import box_of, with_room
from arctic_map.scene.symbology.looks import grey_look, look
from arctic_map.storage.atomic_write import write_bytes

Writer = Callable[["Scene", "Drawings", "Request", Path], None]
"""Writes the whole file or nothing. Raises ArcticMapError."""


def write_html(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Write an interactive HTML page. Raises ArcticMapError."""
    # HTML alone loads folium and shapely; a printed page needs neither.
    from arctic_map.export.html import document
    from arctic_map.scene.compose import turned_scene
    from arctic_map.scene.session.approach import home_of

    # A page on a screen follows the system's colour scheme unless a theme other than light is requested.
    colours = "auto" if request.theme in (None, "light") else request.theme
    if request.language is not None:
        scene = snapshot.in_language(scene, request)
    scene = turned_scene(_requested(scene, request), drawings, request.meridian)
    box = request.box or home_of(scene.catalog, scene.projection)
    page = document.page(scene, drawings, box=box, colours=colours)
    snapshot.write({out: page.encode()})


def write_features(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Write the visible features in the format of the suffix. Raises ArcticMapError."""
    # Only exported features load shapely; a printed page does not need it.
    from arctic_map.export import features

    snapshot.write({out: features.encoded(_requested(scene, request), out.suffix.lower())})


def _requested(scene: Scene, request: Request) -> Scene:
    # Only these formats load shapely; a printed page does not need it.
    from arctic_map.export.html.requested import requested

    return requested(scene, request)


WRITERS: dict[str, Writer] = {
    ".png": snapshot.write_png,
    ".jpg": partial(snapshot.write_photo, kind="jpeg"),
    ".webp": partial(snapshot.write_photo, kind="webp"),
    ".pdf": snapshot.write_pdf,
    ".svg": snapshot.write_svg,
    ".html": write_html,
    **{each.suffix: write_features for each in EXPORT_FORMATS.values() if each.has_features},
}
"""By the canonical suffixes of `model/export_formats.py`."""


def write_scene(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Write the scene in the format of the file's suffix. Raises ArcticMapError."""
    try:
        writer = WRITERS[format_of(out).suffix]
    except KeyError:
        why = tr("the name must end with {suffixes}", suffixes=", ".join(EXPORT_FORMATS))
        raise ExportError(tr("the map cannot be written"), where=str(out), why=why) from None
    writer(scene, drawings, request, out)


def fitting(id: str, catalog: Catalog, projection: Projection, drawings: Drawings) -> Box:
    """The box of a feature or layer; base map: the page's default. Raises UnknownName or ExportError."""
    layer = next((layer for layer in catalog.layers if layer.id == id), None)
    if layer is not None and layer.kind is LayerKind.ROWS:
        if box := with_room(drawings.box(layer.id, projection.id)):
            return box
        raise ExportError(
            tr("{name!r} is not in the projection {projection}", name=layer.name, projection=projection.id)
        )
    if layer is not None and layer.kind is not LayerKind.FEATURES:
        return projection.printed
    features = [feature.id for feature in layer.features] if layer else [id]
    if layer is None and id not in catalog.features:
        raise UnknownName(tr("there is no feature or layer {id!r}", id=id))
    box = box_of(features, catalog, projection.id, drawings)
    if box is None:
        # Users know an opened file by its name; its id is internal.
        name = layer.name if layer is not None and layer.file else id
        raise ExportError(
            tr("{name!r} is not in the projection {projection}", name=name, projection=projection.id)
        )
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
            tr("the picture cannot be written"), where=str(out), why=system_reason(error)
        ) from error


WIDTH = 360.0
"""Width of a chart without its padding, px."""
SHARP = 3
"""Pixels of a PNG per pixel of the drawing."""
SUFFIXES = (".svg", ".png")
ROWS_SUFFIX = ".csv"
ICE_SUFFIXES = (*SUFFIXES, ROWS_SUFFIX)


def write_chart(
    out: Path, chart: Chart, catalog: Catalog, *, colours: Colours = "light", width: float = WIDTH
) -> None:
    """Write a chart as SVG or PNG by the suffix, `width` px without padding. Raises ExportError."""
    _require(out, SUFFIXES)
    _write(out, chart_svg.picture(chart, catalog, _look(catalog, colours), width, paper=True))


def write_ice(
    out: Path, chart: IceChart, catalog: Catalog, *, colours: Colours = "light", width: float = WIDTH
) -> None:
    """Write the ice chart of a sea as SVG, PNG or CSV according to the suffix. Raises ExportError."""
    _require(out, ICE_SUFFIXES)
    if out.suffix.lower() == ROWS_SUFFIX:
        write(out, comma_separated(chart).encode())
    else:
        _write(out, chart_svg.ice_picture(chart, _look(catalog, colours), width, chart_svg.PAD))


def _require(out: Path, suffixes: Sequence[str]) -> None:
    if out.suffix.lower() not in suffixes:
        known = tr(" or ").join(suffixes)
        raise ExportError(
            tr("the chart cannot be written"),
            where=str(out),
            why=tr("the name must end with {suffixes}", suffixes=known),
        )


def _look(catalog: Catalog, colours: Colours) -> Look:
    return grey_look(catalog.symbology) if colours == "greyscale" else look(catalog.symbology, colours)


def _write(out: Path, drawn: Picture) -> None:
    if out.suffix.lower() == ".png":
        size = round(drawn.width * SHARP), round(drawn.height * SHARP)
        write(out, picture(drawn.svg, size))
    else:
        write(out, drawn.svg.encode())
