"""Exporting in the background or to the clipboard, and drawing previews, of which only the latest counts."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage

from arctic_map.desktop.dialogs.export_settings import size_for
from arctic_map.desktop.widgets.tasks import TaskQueue, UnexpectedError, report
from arctic_map.export.map_svg import CachedMap
from arctic_map.export.marks.typeface import with_fonts
from arctic_map.export.request import Request
from arctic_map.model.tr import tr
from arctic_map.render import headless, progress, raster, snapshot
from arctic_map.render.progress import remarks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from arctic_map.errors import ArcticMapError
    from arctic_map.export.svg import Page
    from arctic_map.model.projection import Viewport
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


class BackgroundExport(QObject):
    """An export in the background, which can be cancelled."""

    written = Signal(object)
    """Emitted with the path of the file, the first of several."""
    failed = Signal(str)
    """Emitted with the reason of a failure, a sentence; empty if it was cancelled."""
    reached = Signal(float)
    """Emitted with the share done, 0 to 1."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._called_off = Event()
        self._tasks = TaskQueue(self)

    def call_off(self) -> None:
        """Cancel the export; `failed` is emitted when it has stopped."""
        self._called_off.set()

    def submit[Result](self, work: Callable[[], Result], done: Callable[[Result], object]) -> None:
        """Run a part of the export, whose progress is reported, and pass its result on."""

        def listened() -> Result:
            # Context variables are per thread: other exports are not affected.
            progress.LISTENER.set(self._on_progress)
            return work()

        self._tasks.submit(listened, done=done, failed=self._fail, progress=self.reached.emit)

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


class ExportWork(BackgroundExport):
    """The export of one map."""

    def __init__(
        self, scene: Scene, drawings: Drawings, request: Request, out: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._job = scene, drawings, request, out

    def begin(self) -> None:
        """Start the export."""
        self.submit(lambda: headless.write_scene(*self._job), lambda _: self.written.emit(self._job[-1]))


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """A request with the size and resolution of its preview."""

    request: Request
    room: tuple[int, int]
    """Maximum width and height of the picture, px of the widget."""
    ratio: float
    """Device pixel ratio."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A drawn page with its view and remarks."""

    request: PreviewRequest
    picture: QImage
    view: Viewport
    """View of the map within its frame."""
    shrunk: float
    """Pixels of the widget per pixel of the view."""
    remarks: tuple[str, ...]
    """What the page lacks because there was no space, sentences."""
    title: str
    """The title of the page; empty if it has none."""
    down: int
    """The meridian that points down, in degrees east."""


class PreviewWork(QObject):
    """Draws previews in the background; a new request replaces a waiting one."""

    drawn = Signal(object)
    failed = Signal(str)
    """Emitted with the reason why the page cannot be drawn, a sentence."""

    def __init__(self, scene: Scene, drawings: Drawings, parent: QObject) -> None:
        super().__init__(parent)
        self._painter = Painter(scene, drawings)
        self._next: PreviewRequest | None = None
        self._tasks = TaskQueue(self)
        # Combines changes of several settings at once, as by a preset, into one request.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    @property
    def at_rest(self) -> bool:
        """Whether the last request has been answered."""
        return not self._tasks.busy and self._next is None

    def ask(self, request: PreviewRequest) -> None:
        """Request a preview; it replaces a waiting request."""
        self._next = request
        self._timer.start()

    def end(self) -> None:
        """Cancel all requests and wait for the running one."""
        self._next = None
        self._timer.stop()
        self._tasks.cancel()
        self._tasks.wait()

    def _begin(self) -> None:
        if self._tasks.busy or self._next is None:
            return
        request, self._next = self._next, None
        self._tasks.submit(self._painter.preview, request, done=self._show, failed=self._fail)

    def _show(self, preview: Preview) -> None:
        self._go_on()
        self.drawn.emit(preview)

    def _fail(self, error: ArcticMapError) -> None:
        self._go_on()
        self.failed.emit(str(error))

    def _go_on(self) -> None:
        if self._next is not None:
            self._timer.start()


class Painter:
    """Draws pages of a scene; the map is redrawn only if it has changed."""

    def __init__(self, scene: Scene, drawings: Drawings) -> None:
        self._scene, self._drawings = scene, drawings
        self._cached = CachedMap()
        self._map: tuple[str, tuple[int, int]] | None = None
        self._below: QImage | None = None

    def preview(self, request: PreviewRequest) -> Preview:
        """The page as it will be written, scaled to the available size. Raises ArcticMapError."""
        width, height = request.request.css
        share = min(request.room[0] / width, request.room[1] / height)
        self._cached.painted = share * request.ratio
        page = snapshot.page(self._scene, self._drawings, request.request, self._cached)
        across, down = (max(1, round(length * share * request.ratio)) for length in (width, height))
        picture = self._with_map(page, (across, down)).copy()
        raster.paint(page.part(page.around), picture)
        picture.setDevicePixelRatio(request.ratio)
        down = round(page.projection.down)
        return Preview(request, picture, page.field.view, share * page.scale, remarks(page), page.title, down)

    def _with_map(self, page: Page, size: tuple[int, int]) -> QImage:
        map = page.part(page.paper, *page.map)
        if self._below is None or self._map != (map, size):
            picture = raster.empty(*size)
            raster.paint(map, picture)
            self._map, self._below = (map, size), picture
        return self._below
