"""Draws previews in the background; only the latest request counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.export.map_svg import CachedMap
from arctic_map.render import raster, snapshot
from arctic_map.render.remarks import remarks
from arctic_map.render.typefaces import load_fonts

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from arctic_map.errors import ArcticMapError
    from arctic_map.export.request import Request
    from arctic_map.export.svg import Page
    from arctic_map.model.view import Viewport
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene


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
        load_fonts()

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
