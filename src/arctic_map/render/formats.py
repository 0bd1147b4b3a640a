"""The writer of each export format."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.render import snapshot

if TYPE_CHECKING:
    from arctic_map.export.request import Request
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene

Writer = Callable[["Scene", "Drawings", "Request", Path], None]
"""Writes the whole file or nothing. Raises ArcticMapError."""


def write_html(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Write an interactive HTML page. Raises ArcticMapError."""
    # HTML alone loads folium and shapely; a printed page needs neither.
    from arctic_map.export.html import document
    from arctic_map.scene.session.approach import home_of
    from arctic_map.scene.variants import turned_scene

    # A page on a screen follows the system's colour scheme unless a theme other than light is requested.
    colours = "auto" if request.theme in (None, "light") else request.theme
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
