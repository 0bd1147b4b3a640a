"""A snapshot of a scene as file: the same drawing as SVG, as PDF and as PNG."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from arctic_map.errors import ExportError
from arctic_map.export import svg
from arctic_map.export.marks.ground import base_map
from arctic_map.export.marks.svg_fonts import with_fallbacks, with_fonts
from arctic_map.export.page.arctic import Arctic, arctic
from arctic_map.export.page.inset import Inset, insets
from arctic_map.export.request import LARGEST, SMALLEST, Part, Request
from arctic_map.export.worldfile import world_file
from arctic_map.files.languages import wording
from arctic_map.files.safe_write import write_all
from arctic_map.model.catalog import DRAWN
from arctic_map.render.display import has_display
from arctic_map.render.progress import reached
from arctic_map.render.raster import without_colour
from arctic_map.render.suffixes import WORLD_FILES, format_of
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.retelling import retold
from arctic_map.scene.turning import turned_scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from arctic_map.export.svg import KeptMap, Page
    from arctic_map.render.photo import Kind
    from arctic_map.scene.scene import Scene


def page(scene: Scene, drawings: Drawings, request: Request, kept: KeptMap | None = None) -> Page:
    """The page that the request asks for: what every format is made from. Raises ContentError."""
    scene = turned_scene(in_language(scene, request), drawings, request.meridian)
    drawn = {
        layer.id: drawings.get(layer.id, scene.projection.id, scene.preferences.on_paper.labelling)
        for layer in scene.layers
        if layer.shown and layer.kind in DRAWN
    }
    relief = any(layer.shown and layer.kind == "image" for layer in scene.layers)
    base = base_map(scene.projection.family, with_relief=relief)
    if relief and request.theme == "greyscale":
        base = replace(base, read=without_colour)
    small: tuple[Inset, ...] = ()
    polar: Arctic | None = None
    if Part.INSET in request.parts:
        box = svg.cropped(request.box or svg.shown_box(scene), scene)
        small = insets(scene, box, drawings)
        if scene.projection.pole is None and not small:
            polar = arctic(scene, drawings)
    return svg.page(scene, drawn, base, request, small, kept=kept, arctic=polar)


def in_language(scene: Scene, request: Request) -> Scene:
    """The scene with names and words as the request wants them. Raises ContentError."""
    language = request.language or scene.preferences.names
    names = request.names or language
    scene = replace(scene, preferences=replace(scene.preferences, names=names))
    return retold(scene, wording(language))


def write_svg(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Raises ArcticMapError."""
    drawn = page(scene, drawings, request).svg
    if request.outlines:
        with _qt():
            # Only drawings without text need it.
            from arctic_map.render.outlines import with_outlines

            write({out: with_outlines(drawn).encode()})
        return
    write({out: with_fallbacks(with_fonts(drawn)).encode()})


def write_pdf(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Raises ArcticMapError."""
    with _qt():
        # Only this format needs it.
        from arctic_map.render.pdf import pdf

        content = pdf(page(scene, drawings, request), request)
    write({out: content})


def write_png(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """With its world file if that is wanted. Raises ArcticMapError."""
    # Only this format needs it.
    from arctic_map.render.png import png

    _write_pixels(scene, drawings, request, out, png)


def write_photo(scene: Scene, drawings: Drawings, request: Request, out: Path, kind: Kind) -> None:
    """As JPEG or WebP, with its world file if that is wanted. Raises ArcticMapError."""
    # Only these formats need it.
    from arctic_map.render.photo import photo

    _write_pixels(scene, drawings, request, out, lambda page, request: photo(page, request, kind))


def _write_pixels(
    scene: Scene, drawings: Drawings, request: Request, out: Path, encode: Callable[[Page, Request], bytes]
) -> None:
    require_pixels(request)
    with _qt():
        drawn = page(scene, drawings, request)
        try:
            files = {out: encode(drawn, request)}
        except MemoryError:
            raise ExportError("there is not enough memory for a picture of this size") from None
    if request.world_file and (end := WORLD_FILES.get(format_of(out))):
        files[out.with_suffix(end)] = world_file(drawn, request).encode()
    write(files)


def require_pixels(request: Request) -> None:
    """Raises ExportError for a picture that is too small or too large to be one."""
    width, height = request.pixels
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ExportError(
            f"the picture would have {width} x {height} pixels; each side has {SMALLEST} to {LARGEST} pixels",
            why="another size or --dpi changes that",
        )


def write(files: Mapping[Path, bytes]) -> None:
    """All of the files or none. Raises ExportError, and CalledOff."""
    reached(1.0)
    try:
        write_all(files, heard=lambda: reached(1.0))
    except OSError as error:
        first = str(next(iter(files)))
        raise ExportError("the map cannot be written", where=first, why=_reason(error)) from error


def _reason(error: OSError) -> str:
    """Why, in a few words."""
    return (error.strerror or str(error)).lower()


@contextmanager
def _qt() -> Iterator[None]:
    """A running Qt, with or without a display: one that runs already, else one for this long."""
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Held until all is painted: Qt has no fonts without it.
    app = QGuiApplication.instance() or QGuiApplication(["arctic-map"])
    yield
    del app
