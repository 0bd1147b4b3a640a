"""Exporting a scene as SVG, PDF, PNG, JPEG or WebP, all from the same drawing."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from arctic_map.errors import ExportError, system_reason
from arctic_map.export import page_view, svg
from arctic_map.export.marks.ground import base_map
from arctic_map.export.marks.rasters import RasterDrawing
from arctic_map.export.marks.rows import RowsDrawing
from arctic_map.export.marks.typeface import with_fallbacks, with_fonts
from arctic_map.export.page.inset import Arctic, Inset, arctic, insets
from arctic_map.export.page.subject import framed, only_subject, shape_of
from arctic_map.export.request import MAX_PIXELS, MIN_PIXELS, PagePart, Request
from arctic_map.export.svg import Page
from arctic_map.model.catalog import DRAWN, LayerKind
from arctic_map.model.drawing import BELOW, Drawing, Label
from arctic_map.model.export_formats import format_of
from arctic_map.model.tr import tr
from arctic_map.render.display import has_display
from arctic_map.render.progress import reached, remarked
from arctic_map.render.raster import without_colour
from arctic_map.scene.compose import turned_scene, with_wording
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.storage.atomic_write import write_all
from arctic_map.storage.languages import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from arctic_map.export.map_svg import CachedMap
    from arctic_map.export.svg import Page
    from arctic_map.model.style import Look
    from arctic_map.render.pictures import Kind
    from arctic_map.scene.scene import Scene

SIMILAR = 0.25
"""Logarithm of the ratio of two shapes for which the same meridian suits a map."""


def page(
    scene: Scene,
    drawings: Drawings,
    request: Request,
    cached: CachedMap | None = None,
    like: Page | None = None,
) -> Page:
    """The page for a request, from which every format is made. Raises ContentError.

    It has the layout, legend and extent of the page `like`, if there is one.
    """
    more_parts = request.parts if request.is_poster else frozenset()
    unframed, scene = scene, _with_relief(scene) if PagePart.RELIEF in more_parts else scene
    scene = in_language(only_subject(scene, drawings, request), request)
    if like is not None:
        return _drawn(scene, drawings, as_framed(request, scene, like), unframed, cached, like)
    made = _drawn(scene, drawings, framed(scene, drawings, request), unframed, cached)
    map = made.layout.map
    shape = map.width / map.height
    if abs(log(shape / shape_of(request))) < SIMILAR:
        return made
    # Legend and facts need so much of the page that another meridian may suit the rest better.
    again = framed(scene, drawings, request, shape)
    return (
        made
        if again == framed(scene, drawings, request)
        else _drawn(scene, drawings, again, unframed, cached)
    )


def as_framed(request: Request, scene: Scene, like: Page) -> Request:
    """The request with the extent and the meridian of another page of the same projection."""
    turns = like.projection.id != scene.projection.id
    return replace(
        request, box=like.field.view.box, meridian=round(like.projection.down) if turns else request.meridian
    )


def _drawn(
    scene: Scene,
    drawings: Drawings,
    request: Request,
    unframed: Scene,
    cached: CachedMap | None,
    like: Page | None = None,
) -> Page:
    more_parts = request.parts if request.is_poster else frozenset()
    scene = turned_scene(scene, drawings, request.meridian)
    drawings = drawings.with_all_names(scene.projection.id, scene.preferences.on_paper.labelling)
    drawn: dict[str, Drawing] = {
        layer.id: drawings.get(layer.id, scene.projection.id, scene.preferences.on_paper.labelling)
        for layer in scene.layers
        if layer.shown and layer.kind in DRAWN
    }
    drawn |= {
        layer.id: RowsDrawing(
            layer.id,
            scene.projection.id,
            layer.digest,
            rows=drawings.files.rows(layer.id),
            family=scene.projection.family,
            ground=scene.projection.ground,
            styles=layer.items,
            classes=drawings.files.classes_now(layer.id),
            box=drawings.box(layer.id, scene.projection.id),
        )
        for layer in scene.layers
        if layer.shown and layer.kind is LayerKind.ROWS
    }
    drawn |= _rasters(scene, drawings)
    drawn = _with_field_labels(scene, drawings, _without_remarks(scene, drawn), unframed)
    relief = any(layer.shown and layer.kind == "image" for layer in scene.layers)
    base = base_map(scene.projection.family, with_relief=relief, with_rivers=PagePart.RIVERS in more_parts)
    if relief and request.theme == "greyscale":
        base = replace(base, read=without_colour)
    small: tuple[Inset, ...] = ()
    polar: Arctic | None = None
    if PagePart.INSET in request.parts:
        box = page_view.cropped(request.box or page_view.shown_box(scene), scene)
        small = insets(scene, box, drawings)
        if scene.projection.is_world and not small:
            polar = arctic(scene, drawings)
    return svg.page(scene, drawn, base, request, small, cached=cached, arctic=polar, like=like)


def _rasters(scene: Scene, drawings: Drawings) -> dict[str, Drawing]:
    rasters = {layer.id: layer.raster for layer in scene.catalog.layers if layer.raster}
    return {
        layer.id: RasterDrawing(
            layer.id,
            scene.projection.id,
            layer.digest,
            raster=rasters[layer.id],
            on_disk=drawings.files.raster(layer.id),
            plane=scene.projection,
            box=drawings.box(layer.id, scene.projection.id),
        )
        for layer in scene.layers
        if layer.shown and layer.id in rasters
    }


def _without_remarks(scene: Scene, drawn: dict[str, Drawing]) -> dict[str, Drawing]:
    """Call-outs keep their names alone where there is no lane, since their second lines speak of lanes."""
    is_lane, hidden = scene.catalog.symbology.is_lane, scene.filtered_out.features
    shapes = (shape for drawing in drawn.values() for shape in drawing.shapes)
    if any(is_lane(shape.style) and shape.feature not in hidden for shape in shapes):
        return drawn
    return {
        id: replace(drawing, labels=tuple(_without_remark(label, scene.look) for label in drawing.labels))
        for id, drawing in drawn.items()
    }


def _without_remark(label: Label, look: Look) -> Label:
    """The label without its second line, at the end of its leader line."""
    style = look.styles.get(label.style)
    if not label.below or style is None or style.lettering is None:
        return label
    line = BELOW * style.lettering.size
    lower = line if label.dy < -line else 0.0 if label.dy > line else line / 2
    return replace(label, below="", width=0.0, dy=label.dy + lower)


def _with_relief(scene: Scene) -> Scene:
    return replace(
        scene,
        layers=tuple(
            replace(layer, shown=True) if layer.kind is LayerKind.IMAGE else layer for layer in scene.layers
        ),
    )


def _with_field_labels(
    scene: Scene, drawings: Drawings, drawn: dict[str, Drawing], seen: Scene
) -> dict[str, Drawing]:
    """Add the labels that the user chose for opened files; `seen` is the scene in the window."""
    layers = [layer for layer in scene.layers if layer.id in drawn and layer.labels is not None]
    if not layers:
        return drawn
    # Only labels of opened files load shapely here.
    from arctic_map.scene.drawings.field_labels import labels_of

    labelling = scene.preferences.on_paper.labelling
    as_seen = (seen.projection.id, seen.preferences.labelling) == (scene.projection.id, labelling)
    for layer in reversed(layers):
        drawing = drawn[layer.id]
        placed = partial(labels_of, scene, drawings, layer.id, drawn, labelling)
        if isinstance(drawing, RowsDrawing):
            drawn = drawn | {layer.id: replace(drawing, labels_in=placed)}
        else:
            labels = layer.labels if as_seen and layer.labels else placed(scene.projection.box, 0.0)
            drawn = drawn | {layer.id: replace(drawing, labels=labels)}
    return drawn


def in_language(scene: Scene, request: Request) -> Scene:
    """The scene with names and text in the language of the request. Raises ContentError."""
    language = request.language or scene.wording.language
    names = request.names or request.language or scene.preferences.names
    scene = replace(scene, preferences=replace(scene.preferences, names=names))
    return with_wording(scene, wording(language))


def write_svg(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Write an SVG. Raises ArcticMapError."""
    drawn = remarked(page(scene, drawings, request)).svg
    if request.outlines:
        # The XML parser takes 10 ms to load, and only outlines need it.
        from arctic_map.render.outlines import with_outlines

        with qt():
            write({out: with_outlines(drawn).encode()})
        return
    write({out: with_fallbacks(with_fonts(drawn)).encode()})


def write_pdf(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Write a PDF. Raises ArcticMapError."""
    # The PDF writer takes 15 ms to load, and no other format needs it.
    from arctic_map.render.pdf import pdf

    with qt():
        content = pdf(remarked(page(scene, drawings, request)), request)
    write({out: content})


def write_png(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Write a PNG, with its world file if requested. Raises ArcticMapError."""
    # Only raster formats load psutil and threads.
    from arctic_map.render.pictures import png

    write_pixels(scene, drawings, request, out, png)


def write_photo(scene: Scene, drawings: Drawings, request: Request, out: Path, kind: Kind) -> None:
    """Write a JPEG or WebP, with its world file if requested. Raises ArcticMapError."""
    # Only raster formats load psutil.
    from arctic_map.render.pictures import photo

    write_pixels(scene, drawings, request, out, lambda page, request: photo(page, request, kind))


def write_pixels(
    scene: Scene, drawings: Drawings, request: Request, out: Path, encode: Callable[[Page, Request], bytes]
) -> None:
    require_pixels(request)
    with qt():
        drawn = remarked(page(scene, drawings, request))
        try:
            files = {out: encode(drawn, request)}
        except MemoryError:
            raise ExportError(tr("there is not enough memory for a picture of this size")) from None
    if request.world_file and (end := format_of(out).world_file):
        files[out.with_suffix(end)] = world_file(drawn, request).encode()
    write(files)


def require_pixels(request: Request) -> None:
    """Raise ExportError if the picture would be too small or too large."""
    width, height = request.pixels
    if not (MIN_PIXELS <= width <= MAX_PIXELS and MIN_PIXELS <= height <= MAX_PIXELS):
        raise ExportError(
            tr(
                "the picture would have {width} x {height} pixels; each side has {least} to {most} pixels",
                width=width,
                height=height,
                least=MIN_PIXELS,
                most=MAX_PIXELS,
            ),
            why=tr("another size or --dpi changes that"),
        )


def write(files: Mapping[Path, bytes]) -> None:
    """Write all of the files or none. Raises ExportError, or ExportCancelled."""
    reached(1.0)
    try:
        write_all(files, progress=lambda: reached(1.0))
    except OSError as error:
        first = str(next(iter(files)))
        raise ExportError(tr("the map cannot be written"), where=first, why=system_reason(error)) from error


@contextmanager
def qt() -> Iterator[None]:
    """A Qt application, with or without a display: the running one, or one for the duration of the block."""
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Keep the reference until all is painted: Qt has no fonts without an application.
    app = QGuiApplication.instance() or QGuiApplication(["arctic-map"])
    yield
    del app


def world_file(page: Page, request: Request) -> str:
    """The six lines of a world file: pixel size, no rotation, and the centre of the upper left pixel.

    Coordinates are metres of the map's projection. They cover the whole picture, as if the map continued into
    its margins.
    """
    width, height = request.pixels
    view = page.field.view
    # Page pixels per picture pixel; the two differ where the size is not a whole number of pixels.
    across, down = page.width / width, page.height / height
    left = view.box[0] - page.field.x * view.resolution
    top = view.box[3] + page.field.y * view.resolution
    step_x, step_y = view.resolution * across, view.resolution * down
    numbers = (step_x, 0.0, 0.0, -step_y, left + step_x / 2, top - step_y / 2)
    return "".join(f"{number:.6f}\n" for number in numbers)
