"""Painting, encoding and writing a film in the background, and the pictures of its preview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from arctic_map.desktop.dialogs.export_work import BackgroundExport
from arctic_map.desktop.web.film_encoder import FilmEncoder
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.model.tr import tr
from arctic_map.render import raster
from arctic_map.render.film_files import PAINTED, RATE, Film, write_film
from arctic_map.render.film_frames import FilmOrder, FilmPages, filmed
from arctic_map.render.progress import remarks
from arctic_map.render.snapshot import write
from arctic_map.render.webm import Chunk, webm

if TYPE_CHECKING:
    from arctic_map.errors import ArcticMapError


class FilmWork(BackgroundExport):
    """The export of one film: painted, then encoded if necessary, then written."""

    def __init__(self, order: FilmOrder, out: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._order, self._out, self._size = order, out, order.request.pixels
        self._encoder: FilmEncoder | None = None

    def begin(self) -> None:
        """Start painting."""
        self.submit(lambda: filmed(self._order), self._painted)

    def call_off(self) -> None:
        """Cancel the film; `failed` is emitted when it has stopped."""
        super().call_off()
        if self._encoder:
            self._end_encoder()
            self.failed.emit("")

    def _painted(self, film: Film) -> None:
        if self._out.suffix.lower() != ".webm":
            self.submit(lambda: write_film(film, self._out), self.written.emit)
            return
        self._encoder = encoder = FilmEncoder(film.pictures, film.repeats, self._size, RATE, self)
        encoder.reached.connect(lambda share: self.reached.emit(PAINTED + (1 - PAINTED) * share))
        encoder.failed.connect(self._encoder_failed)
        encoder.encoded.connect(lambda chunks: self._encoded(chunks, film))

    def _encoded(self, chunks: Sequence[Chunk], film: Film) -> None:
        self._end_encoder()
        content = webm(chunks, *self._size, RATE, film.title)
        self.submit(lambda: write({self._out: content}), lambda _: self.written.emit(self._out))

    def _end_encoder(self) -> None:
        if self._encoder:
            self._encoder.dispose()
        self._encoder = None

    def _encoder_failed(self, why: str) -> None:
        self._end_encoder()
        self.failed.emit(tr("The film cannot be written: {why}", why=why))


class FilmPreview(QObject):
    """Paints single pictures of a film; only the latest request counts."""

    drawn = Signal(int, QImage, object)
    """Emitted with the number of a moment, its picture, and what that lacks, sentences."""
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
            done=lambda painted: self._show(number, *painted),
            failed=self._fail,
        )

    def _picture(
        self, order: FilmOrder, number: int, room: tuple[int, int], ratio: float
    ) -> tuple[QImage, tuple[str, ...]]:
        if self._pages is None or self._pages.order is not order:
            self._pages = FilmPages(order)
        page = self._pages.page(min(number, len(order.moments) - 1))
        width, height = order.request.pixels
        share = min(room[0] / width, room[1] / height) * ratio
        size = max(1, round(width * share)), max(1, round(height * share))
        return raster.image(page.svg, *size, ratio=ratio), remarks(page)

    def _show(self, number: int, picture: QImage, lacking: tuple[str, ...]) -> None:
        self.drawn.emit(number, picture, lacking)
        self._begin()

    def _fail(self, error: ArcticMapError) -> None:
        self.failed.emit(str(error))
        self._begin()
