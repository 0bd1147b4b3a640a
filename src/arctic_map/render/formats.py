"""Which writer makes which kind of file: a snapshot's format is the end of its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.render import snapshot
from arctic_map.render.snapshot import write_pdf, write_photo, write_png, write_svg
from arctic_map.scene.turning import turned_scene

if TYPE_CHECKING:
    from arctic_map.export.request import Request
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene

Writer = Callable[["Scene", "Drawings", "Request", Path], None]
"""Writes the whole file or nothing. Raises ArcticMapError."""


def svg(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    write_svg(scene, drawings, request, out)


def pdf(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    write_pdf(scene, drawings, request, out)


def png(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    write_png(scene, drawings, request, out)


def jpeg(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    write_photo(scene, drawings, request, out, "jpeg")


def webp(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    write_photo(scene, drawings, request, out, "webp")


def html(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    # Each writer loads what it needs when it is called.
    from arctic_map.export.html import document as html
    from arctic_map.export.html.asked import asked

    # A page on a screen follows its reader's system, unless other colours than paper's are asked for.
    colours = "auto" if request.theme in (None, "light") else request.theme
    scene = turned_scene(asked(scene, request), drawings, request.meridian)
    page = html.page(scene, drawings, box=request.box, colours=colours)
    snapshot.write({out: page.encode()})


def geojson(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    # Each writer loads what it needs when it is called.
    from arctic_map.export import features
    from arctic_map.export.html.asked import asked

    snapshot.write({out: features.geojson(asked(scene, request))})


def gpkg(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    # Each writer loads what it needs when it is called.
    from arctic_map.export import features
    from arctic_map.export.html.asked import asked

    snapshot.write({out: features.geopackage(asked(scene, request))})


def kml(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    # Each writer loads what it needs when it is called.
    from arctic_map.export import features
    from arctic_map.export.html.asked import asked

    snapshot.write({out: features.kml(asked(scene, request))})


def fgb(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    # Each writer loads what it needs when it is called.
    from arctic_map.export import features
    from arctic_map.export.html.asked import asked

    snapshot.write({out: features.flatgeobuf(asked(scene, request))})


def csv(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    # Each writer loads what it needs when it is called.
    from arctic_map.export import features
    from arctic_map.export.html.asked import asked

    snapshot.write({out: features.delimited(asked(scene, request))})


# Each writer loads what it needs only when it is called: --help must not wait for Qt.
WRITERS: dict[str, Writer] = {
    ".png": png,
    ".jpg": jpeg,
    ".webp": webp,
    ".pdf": pdf,
    ".svg": svg,
    ".html": html,
    ".geojson": geojson,
    ".gpkg": gpkg,
    ".kml": kml,
    ".fgb": fgb,
    ".csv": csv,
}
