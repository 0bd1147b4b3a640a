"""Draws previews of a snapshot beside the typing: the newest request counts, older ones are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.export.map_svg import KeptMap
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
    request: Request
    room: tuple[int, int]
    """Width and height the picture has, px of the widget."""
    ratio: float
    """Pixels of the screen to one of the widget."""


@dataclass(frozen=True, slots=True)
class Preview:
    request: PreviewRequest
    picture: QImage
    view: Viewport
    """Of the map within its frame."""
    shrunk: float
    """Pixels of the widget to one of the view's."""
    remarks: tuple[str, ...]
    """What the page should have and has no room for, sentences."""
    title: str
    """What the page says of itself; empty where it has no title."""


class PreviewWork(QObject):
    drawn = Signal(object)
    """A Preview."""
    failed = Signal(str)
    """Why the page cannot be drawn, a sentence."""

    def __init__(self, scene: Scene, drawings: Drawings, parent: QObject) -> None:
        super().__init__(parent)
        self._painter = Painter(scene, drawings)
        self._next: PreviewRequest | None = None
        self._tasks = TaskQueue(self)
        # Several settings that change in one step, as with a preset, are one request.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        load_fonts()

    @property
    def at_rest(self) -> bool:
        """Whether the last request has been answered."""
        return not self._tasks.busy and self._next is None

    def ask(self, request: PreviewRequest) -> None:
        self._next = request
        self._timer.start()

    def end(self) -> None:
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
    """Paints pages of one scene, and the map anew only where it is another one than the last."""

    def __init__(self, scene: Scene, drawings: Drawings) -> None:
        self._scene, self._drawings = scene, drawings
        self._kept = KeptMap()
        self._map: tuple[str, tuple[int, int]] | None = None
        self._below: QImage | None = None

    def preview(self, request: PreviewRequest) -> Preview:
        """The page as it will be written, in the room that it has. Raises ArcticMapError."""
        width, height = request.request.css
        share = min(request.room[0] / width, request.room[1] / height)
        self._kept.painted = share * request.ratio
        page = snapshot.page(self._scene, self._drawings, request.request, self._kept)
        across, down = (max(1, round(length * share * request.ratio)) for length in (width, height))
        picture = self._with_map(page, (across, down)).copy()
        raster.paint(page.part(page.around), picture)
        picture.setDevicePixelRatio(request.ratio)
        return Preview(request, picture, page.field.view, share * page.scale, remarks(page), page.title)

    def _with_map(self, page: Page, size: tuple[int, int]) -> QImage:
        map = page.part(page.paper, *page.map)
        if self._below is None or self._map != (map, size):
            picture = raster.empty(*size)
            raster.paint(map, picture)
            self._map, self._below = (map, size), picture
        return self._below
