"""Asks where the map shall be written, and writes it."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from arctic_map.desktop import headless
from arctic_map.errors import ArcticMapError
from arctic_map.model.view import Viewport
from arctic_map.scene.drawings import Drawings
from arctic_map.scene.scene import Scene

WIDTH = 1920
SHAPES = (0.5, 1.25)
"""Flattest and tallest page, height by width."""


def ask_and_write(parent: QWidget, scene: Scene, drawings: Drawings) -> Path | None:
    """Let the user choose a file and write the current view into it; None when that was called off."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    proposal = str(Path(pictures) / "arctic-map.png")
    name, _ = QFileDialog.getSaveFileName(parent, "Export map", proposal, "PNG picture (*.png)")
    if not name:
        return None
    out = Path(name)
    if out.suffix.lower() != ".png":
        out = out.with_name(out.name + ".png")
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        write(out, scene, drawings)
    except ArcticMapError as error:
        QApplication.restoreOverrideCursor()
        QMessageBox.warning(parent, "The map was not exported", str(error))
        return None
    QApplication.restoreOverrideCursor()
    return out


def write(out: Path, scene: Scene, drawings: Drawings) -> None:
    """The current view as a PNG, 1920 pixels wide and shaped like the window's map. Raises ArcticMapError."""
    size = size_for(scene.viewport)
    headless.write(out, headless.picture(headless.draw(scene, drawings, size), size))


def size_for(viewport: Viewport | None) -> tuple[int, int]:
    shape = viewport.height / viewport.width if viewport else 0.5625
    return WIDTH, round(WIDTH * min(max(shape, SHAPES[0]), SHAPES[1]))
