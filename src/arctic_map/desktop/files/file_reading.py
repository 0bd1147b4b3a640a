"""Reads files in a process beside the window, one after the other: whatever they hold, the window goes on."""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from collections import deque
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.desktop.files.early_reading import Readers, remove_stale_data
from arctic_map.desktop.files.feature_decoder import FeatureDecoder
from arctic_map.desktop.files.reader_process import ReaderProcess
from arctic_map.desktop.files.reading_job import Job, Place, words_of
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.model.open_formats import PICTURES
from arctic_map.model.opened import layer_id as id_of
from arctic_map.model.tr import tr, tr_later
from arctic_map.tables import opened_layer
from arctic_map.tables.opened_drawings import OpenedFileDrawings, RowsOnDisk
from arctic_map.tables.opened_layer import OpenedLayer
from arctic_map.tables.opened_view import read_view

if TYPE_CHECKING:
    from arctic_map.model.feature import Feature

PATIENCE_MS = 120_000
"""For one file."""
SLOW_MS = 500
"""From when on it is said that a file is being read."""
LISTEN_MS = 10
"""Between two looks at what the process has said."""
_SHARE = re.compile(rb"[01]\.\d{3}")
TILES = "arctic_map.tables.tiles.tile_store"
"""Name of a module."""
TOO_LONG = tr_later("it takes longer than two minutes to read")
ENDED = tr_later("reading it ended unexpectedly")
log = logging.getLogger("arctic_map")


class FileReading(QObject):
    came = Signal(object, object, object, object)
    """The job, the layer without its features, these, and OpenedFileDrawings: the first one is drawn."""
    rest_came = Signal(object, object, object)
    """The same of a file of which only a part of the rows was there at first: now all are."""
    view_came = Signal(object, object)
    """The job, and the view that a picture carries."""
    table_came = Signal(object)
    """OpenedFileDrawings: beside them lies the table of what the features say."""
    whole = Signal(object, object)
    """The job and its OpenedFileDrawings: all projections are drawn."""
    failed = Signal(object, str)
    """The job, and why nothing of the file is shown."""
    questioned = Signal(object, object)
    """The job, and an OpenedLayer that says what must be known before the file can be shown."""
    progressed = Signal(object, float)
    """The job, and what share of the file has been read; 0 where it takes long and nothing is known yet."""
    ended = Signal(object)
    """The job: its reading takes no more of the reader's time."""
    busy_changed = Signal()
    """Files are being read now, or none is any more."""

    def __init__(self, data: Path, place: Callable[[Job], Place], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data, self._place = data, place
        self._waiting: deque[Job] = deque()
        self._job: Job | None = None
        self._process: ReaderProcess | None = None
        self._opened: OpenedFileDrawings | None = None
        self._ended = self._has_table = False
        self._lacks_rows = False
        """Whether only a part of the rows is there so far."""
        self.readers = Readers()
        TaskQueue(self).submit(remove_stale_data)
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE_MS)
        self.patience.timeout.connect(lambda: self._give_up(tr(TOO_LONG)))
        self.slow = QTimer(self)
        self.slow.setSingleShot(True)
        self.slow.setInterval(SLOW_MS)
        self.slow.timeout.connect(self._tell_of_slowness)
        self._decoder = FeatureDecoder(self)
        self._decoder.decoded.connect(self._hand_on)
        self._decoder.finished.connect(self._handed_on)
        self._listener = QTimer(self)
        self._listener.setInterval(LISTEN_MS)
        self._listener.timeout.connect(self._listen)

    @property
    def process_id(self) -> int:
        """0 while nothing is read."""
        return self._process.id if self._process else 0

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def _taken(self) -> bool:
        """Whether the layer of the file that is read has been handed on."""
        return self._decoder.done

    def read(self, job: Job) -> None:
        self._waiting.append(job)
        if self._job is None:
            self._next()
            self.busy_changed.emit()

    def cancel(self, layer_id: str | None = None) -> tuple[Path, ...]:
        """End what is read and what waits, of one layer or of all; returns the files that did not come.

        Of a file whose layer came before, further projections may still be drawn; it is not among them.
        """
        waiting, job, drawings = tuple(self._waiting), self._job, self._opened

        def meant(path: Path) -> bool:
            return layer_id is None or layer_id == id_of(str(path))

        self._waiting = deque(each for each in waiting if not meant(each.path))
        ended = [each.path for each in waiting if meant(each.path)]
        if job is not None and drawings is not None and meant(job.path):
            if not self._taken:
                drawings.forget()
                ended.insert(0, job.path)
            self._next()
        return tuple(dict.fromkeys(ended))

    def close(self) -> None:
        """End all work and take away what it left."""
        self._waiting.clear()
        self._stop()
        self.readers.close()

    def _next(self) -> None:
        self._stop()
        if not self._waiting:
            self.busy_changed.emit()
            return
        self._job = job = self._waiting.popleft()
        job.began = monotonic()
        words = words_of(job, self._place(job), self._data)
        self._opened, self._ended, self._has_table = None, False, False
        try:
            self._process = process = self.readers.start(job.path, words)
        except OSError as error:
            log.warning("reading a file: %s", error)
            why = tr("reading it could not start: {why}", why=_in_words(error))
            # Whoever asked for it hears first that it was asked for.
            QTimer.singleShot(0, self, lambda: self._not_started(job, why))
            return
        self._opened = OpenedFileDrawings(id_of(str(job.path)), process.folder)
        if process.are_many:
            _load_tiles(self)
        self.patience.start()
        self.slow.start()
        self._listener.start()
        # What began with the program may have done before anybody listened.
        QTimer.singleShot(0, self, self._listen)

    def _stop(self) -> None:
        self.patience.stop()
        self.slow.stop()
        self._listener.stop()
        if self._job is not None:
            self.ended.emit(self._job)
        self._decoder.stop()
        self._job = None
        self._lacks_rows = False
        if process := self._process:
            self._process = None
            process.end()

    def _listen(self) -> None:
        process = self._process
        if process is None:
            return
        # Asked first: what it said last is received then too.
        ended = process.has_ended
        try:
            said = process.received()
        except FileNotFoundError:
            self._restart()
            return
        if said:
            self._hear(said)
        if ended and self._process is process:
            self._listener.stop()
            self._finished(process)

    def _restart(self) -> None:
        """Another program has deleted what was read so far."""
        if self._job is not None and not self._taken:
            self._waiting.appendleft(self._job)
        self._next()

    def _hear(self, said: bytes) -> None:
        if opened_layer.TABLE in said:
            self._has_table = True
            self._tell_of_table()
        words = said.split()
        if opened_layer.READY in words:
            self._take()
        elif not self._decoder.started or self._lacks_rows:
            self._tell_progress(words)
        if opened_layer.ALL in words and self._lacks_rows:
            self._take_rest()
        if opened_layer.PLANES in said and self._taken:
            self._tell_of_planes()

    def _tell_of_slowness(self) -> None:
        if self._job is not None:
            self.progressed.emit(self._job, 0.0)

    def _tell_progress(self, words: list[bytes]) -> None:
        shares = [float(word) for word in words if _SHARE.fullmatch(word)]
        if shares and self._job is not None:
            # Who tells how far it is has not stopped.
            self.patience.start()
            self.slow.stop()
            self.progressed.emit(self._job, shares[-1])

    def _tell_of_planes(self) -> None:
        job, drawings = self._job, self._opened
        if job is not None and drawings is not None:
            with contextlib.suppress(OSError, ValueError):
                drawings.boxes = opened_layer.read_boxes(drawings.folder)
            self.whole.emit(job, drawings)

    def _tell_of_table(self) -> None:
        """Once the layer is there that it belongs to."""
        if self._has_table and self._taken and self._opened is not None:
            self._has_table = False
            self.table_came.emit(self._opened)

    def _finished(self, process: ReaderProcess) -> None:
        self._ended = True
        if said := process.complaints():
            log.info("reading a file: %s", said[-2000:])
        if not self._decoder.started:
            self._take(last=True)
            return
        if self._lacks_rows:
            # It has found what is wrong in the rest, or has come to no end.
            self._take_rest()
        if self._taken:
            self._complete()

    def _take_rest(self) -> None:
        """All rows, in place of the part that is shown."""
        job, drawings = self._job, self._opened
        if job is None or drawings is None:
            return
        try:
            found = opened_layer.read(drawings.folder)
        except (OSError, ValueError):
            self._give_up(tr(ENDED))
            return
        if found.refused or found.part:
            self._give_up(found.refused or tr(ENDED))
            return
        self._lacks_rows = False
        drawings.boxes, drawings.rows = found.boxes, RowsOnDisk(drawings.folder)
        self.ended.emit(job)
        self.rest_came.emit(job, found, drawings)

    def _not_started(self, job: Job, why: str) -> None:
        if self._job is job:
            self._give_up(why)

    def _take(self, *, last: bool = False) -> None:
        """What the process has left so far; `last` when it has ended."""
        job, drawings = self._job, self._opened
        if job is None or drawings is None or self._decoder.started:
            return
        if job.path.suffix.lower() in PICTURES and (view := read_view(drawings.folder)):
            drawings.forget()
            self.view_came.emit(job, view)
            self._next()
            return
        try:
            found = opened_layer.read(drawings.folder)
        except (OSError, ValueError):
            if last:
                self._give_up(tr(ENDED))
            return
        if found.question is not None:
            self._stop()
            drawings.forget()
            self.questioned.emit(job, found)
            self._next()
            return
        if found.refused:
            self._give_up(found.refused)
            return
        drawings.boxes = found.boxes
        if found.on_disk:
            drawings.rows = RowsOnDisk(drawings.folder)
        self._lacks_rows = found.part
        self._decoder.start(found)

    def _hand_on(self, found: OpenedLayer, features: tuple[Feature, ...]) -> None:
        self.came.emit(self._job, found, features, self._opened)

    def _handed_on(self) -> None:
        self.slow.stop()
        if self._job is not None and not self._lacks_rows:
            self.ended.emit(self._job)
        self._tell_of_table()
        if self._ended:
            self._complete()

    def _complete(self) -> None:
        self._tell_of_planes()
        self._next()

    def _give_up(self, why: str) -> None:
        job, drawings = self._job, self._opened
        # What was taken already stays, in the projections that were drawn.
        taken = self._taken and not self._lacks_rows
        self._stop()
        if job is not None and drawings is not None and taken:
            self.whole.emit(job, drawings)
        elif job is not None:
            if drawings is not None:
                drawings.forget()
            self.failed.emit(job, why)
        self._next()


def _in_words(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{(error.strerror or str(error)).lower()}"


def _load_tiles(parent: QObject) -> None:
    """What answers the page from tiles on disk: numpy takes longer to load than the window may be away."""
    if TILES not in sys.modules:
        TaskQueue(parent).submit(import_module, TILES)
