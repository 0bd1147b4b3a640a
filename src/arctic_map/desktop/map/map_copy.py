"""Copying the map of the window to the clipboard, as PNG and SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from arctic_map.desktop.dialogs.export_settings import size_for
from arctic_map.export.marks.svg_fonts import with_fonts
from arctic_map.export.request import Request
from arctic_map.render import raster, snapshot

if TYPE_CHECKING:
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene


def copy_map(scene: Scene, drawings: Drawings) -> None:
    """Copy the map to the clipboard. Raises ArcticMapError."""
    QGuiApplication.clipboard().setMimeData(mime(scene, drawings))


def mime(scene: Scene, drawings: Drawings) -> QMimeData:
    """Return an image with the shape and colours of the window's map. Raises ArcticMapError."""
    width, height = size_for(scene.viewport)
    page = snapshot.page(scene, drawings, Request(width=width, height=height, theme=scene.look.name))
    png = QByteArray(raster.png(page.svg, width, height))
    data = QMimeData()
    data.setImageData(QImage.fromData(png))
    data.setData("image/png", png)
    data.setData("image/svg+xml", QByteArray(with_fonts(page.svg).encode()))
    return data
