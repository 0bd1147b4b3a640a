"""Which writer makes which kind of file: a snapshot's format is the end of its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.render.snapshot import write_pdf, write_photo, write_png, write_svg
from arctic_map.render.suffixes import DATA

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
    # folium and shapely, which a page of paper does without.
    from arctic_map.render import web_page

    web_page.write(scene, drawings, request, out)


def features(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    # shapely, which a page of paper does without.
    from arctic_map.render import feature_file

    feature_file.write(scene, request, out)


WRITERS: dict[str, Writer] = {
    ".png": png,
    ".jpg": jpeg,
    ".webp": webp,
    ".pdf": pdf,
    ".svg": svg,
    ".html": html,
    **dict.fromkeys(DATA, features),
}
