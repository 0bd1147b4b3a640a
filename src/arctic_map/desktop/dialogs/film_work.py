"""Painting, encoding and writing a film in the background, and the pictures of its preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from arctic_map.desktop.web.film_encoder import FilmEncoder
from arctic_map.desktop.widgets.tasks import TaskQueue, UnexpectedError, report
from arctic_map.model.tr import tr
from arctic_map.render import progress, raster
from arctic_map.render.film_files import PAINTED, RATE, Film, write_film
from arctic_map.render.film_frames import FilmOrder, FilmPages, filmed
from arctic_map.render.snapshot import write
from arctic_map.render.webm import Chunk, webm

if TYPE_CHECKING:
    from arctic_map.errors import ArcticMapError

TURN_S = 0.002


class FilmWork(QObject):
    """One film in the background, which can be cancelled."""

    written = Signal(object)
    """Emitted with the path of the file, the first of several."""
    failed = Signal(str)
    """Emitted with the reason of a failure, a sentence; empty if it was cancelled."""
    reached = Signal(float)
    """Emitted with the share done, 0 to 1."""

    def __init__(self, order: FilmOrder, out: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._order, self._out = order, out
        self._called_off = Event()
        self._tasks = TaskQueue(self)
        self._encoder: FilmEncoder | None = None

    def begin(self) -> None:
        """Start painting."""
        self._tasks.submit(self._paint, done=self._painted, failed=self._fail, progress=self.reached.emit)

    def call_off(self) -> None:
        """Cancel the film; `failed` is emitted when it has stopped."""
        self._called_off.set()
        if self._encoder:
            self._end_encoder()
            self.failed.emit("")

    def _paint(self) -> Film:
        # Context variables are per thread: other exports are not affected.
        progress.LISTENER.set(self._on_progress)
        return filmed(self._order)

    def _painted(self, film: Film) -> None:
        if self._out.suffix.lower() != ".webm":
            self._submit(lambda: write_film(film, self._out))
            return
        self._encoder = encoder = FilmEncoder(film.pictures, film.repeats, self._size, RATE, self)
        encoder.reached.connect(lambda share: self.reached.emit(PAINTED + (1 - PAINTED) * share))
        encoder.failed.connect(self._encoder_failed)
        encoder.encoded.connect(lambda chunks: self._encoded(chunks, film))

    def _encoded(self, chunks: Sequence[Chunk], film: Film) -> None:
        self._end_encoder()

        def write_webm() -> Path:
            write({self._out: webm(chunks, *self._size, RATE, film.title)})
            return self._out

        self._submit(write_webm)

    def _submit(self, job: Callable[[], Path]) -> None:
        def listened() -> Path:
            progress.LISTENER.set(self._on_progress)
            return job()

        self._tasks.submit(listened, done=self.written.emit, failed=self._fail, progress=self.reached.emit)

    @property
    def _size(self) -> tuple[int, int]:
        return self._order.request.pixels

    def _end_encoder(self) -> None:
        if self._encoder:
            self._encoder.dispose()
        self._encoder = None

    def _encoder_failed(self, why: str) -> None:
        self._end_encoder()
        self.failed.emit(tr("The film cannot be written: {why}", why=why))

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


class FilmPreview(QObject):
    """Paints single pictures of a film; only the latest request counts."""

    drawn = Signal(int, QImage)
    """Emitted with the number of a moment and its picture."""
    failed = Signal(str)
    """Emitted with the reason why there is none, a sentence."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = TaskQueue(self)
        self._order: FilmOrder | None = None
        self._pages: FilmPages | None = None
        self._next: tuple[int, tuple[int, int], float] | None = None

    def show_order(self, order: FilmOrder) -> None:
        """Paint the pictures of another film from now on."""
        self._order = order

    def ask(self, number: int, room: tuple[int, int], ratio: float) -> None:
        """Request a picture within `room` in px of a widget with this device pixel ratio."""
        self._next = number, room, ratio
        if not self._tasks.busy:
            self._begin()

    @property
    def at_rest(self) -> bool:
        """Whether the last request has been answered."""
        return not self._tasks.busy and self._next is None

    def end(self) -> None:
        """Wait for the running request, and drop the next."""
        self._next = None
        self._tasks.cancel()
        self._tasks.wait()

    def _begin(self) -> None:
        if self._next is None or self._order is None:
            return
        (number, room, ratio), self._next = self._next, None
        self._tasks.submit(
            self._picture,
            self._order,
            number,
            room,
            ratio,
            done=lambda picture: self._show(number, picture),
            failed=self._fail,
        )

    def _picture(self, order: FilmOrder, number: int, room: tuple[int, int], ratio: float) -> QImage:
        if self._pages is None or self._pages.order is not order:
            self._pages = FilmPages(order)
        page = self._pages.page(min(number, len(order.moments) - 1))
        width, height = order.request.pixels
        share = min(room[0] / width, room[1] / height) * ratio
        size = max(1, round(width * share)), max(1, round(height * share))
        return raster.image(page.svg, *size, ratio=ratio)

    def _show(self, number: int, picture: QImage) -> None:
        self.drawn.emit(number, picture)
        self._begin()

    def _fail(self, error: ArcticMapError) -> None:
        self.failed.emit(str(error))
        self._begin()
