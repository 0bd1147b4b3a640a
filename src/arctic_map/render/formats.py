"""The writer of each format that a map can be exported into."""

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
    # folium and shapely, which a page of paper does without.
    from arctic_map.render import web_page

    web_page.write(scene, drawings, request, out)


def write_features(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    # shapely, which a page of paper does without.
    from arctic_map.export import features
    from arctic_map.export.html.asked import asked

    snapshot.write({out: features.encoded(asked(scene, request), out.suffix.lower())})


WRITERS: dict[str, Writer] = {
    ".png": snapshot.write_png,
    ".jpg": partial(snapshot.write_photo, kind="jpeg"),
    ".webp": partial(snapshot.write_photo, kind="webp"),
    ".pdf": snapshot.write_pdf,
    ".svg": snapshot.write_svg,
    ".html": write_html,
    **{each.suffix: write_features for each in EXPORT_FORMATS.values() if each.has_features},
}
"""By the usual suffixes of `model/export_formats.py`."""
