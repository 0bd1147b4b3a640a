"""Exporting in the background, which can be cancelled until the file is in place, and to the clipboard."""

from __future__ import annotations

from threading import Event
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from arctic_map.desktop.dialogs.export_settings import size_for
from arctic_map.desktop.widgets.tasks import TaskQueue, UnexpectedError, report
from arctic_map.export.marks.svg_fonts import with_fonts
from arctic_map.export.request import Request
from arctic_map.model.tr import tr
from arctic_map.render import headless, progress, raster, snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from arctic_map.errors import ArcticMapError
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene


TURN_S = 0.002


def copy_map(scene: Scene, drawings: Drawings) -> None:
    """Copy the map as PNG and SVG, in the shape and colours of the window. Raises ArcticMapError."""
    width, height = size_for(scene.viewport)
    page = snapshot.page(scene, drawings, Request(width=width, height=height, theme=scene.look.name))
    png, data = QByteArray(raster.png(page.svg, width, height)), QMimeData()
    data.setImageData(QImage.fromData(png))
    data.setData("image/png", png)
    data.setData("image/svg+xml", QByteArray(with_fonts(page.svg).encode()))
    QGuiApplication.clipboard().setMimeData(data)


class ExportWork(QObject):
    """One export in the background, which can be cancelled."""

    written = Signal(object)
    """Emitted with the path of the file."""
    failed = Signal(str)
    """Emitted with the reason of a failure, a sentence; empty if it was cancelled."""
    reached = Signal(float)
    """Emitted with the share done, 0 to 1."""

    def __init__(
        self, scene: Scene, drawings: Drawings, request: Request, out: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._job = scene, drawings, request, out
        self._called_off = Event()
        self._tasks = TaskQueue(self)

    def begin(self) -> None:
        """Start the export."""
        self._tasks.submit(
            self._write,
            done=lambda _: self.written.emit(self._job[-1]),
            failed=self._fail,
            progress=self.reached.emit,
        )

    def call_off(self) -> None:
        """Cancel the export; `failed` is emitted when it has stopped."""
        self._called_off.set()

    def _write(self) -> None:
        # Context variables are per thread: other exports are not affected.
        progress.LISTENER.set(self._on_progress)
        headless.write_scene(*self._job)

    def _on_progress(self, share: float) -> None:
        if self._called_off.is_set():
            raise progress.ExportCancelled
        report(share)
        # Painting holds the GIL; give the window's thread a chance to run.
        sleep(TURN_S)

    def _fail(self, error: ArcticMapError) -> None:
        if isinstance(error, progress.ExportCancelled):
            self.failed.emit("")
        else:
            self.failed.emit(
                tr("The export has failed") if isinstance(error, UnexpectedError) else str(error)
            )
