"""Reading of files in a separate process, one after the other, so that no file can block the window."""

import contextlib
import logging
import re
import sys
from collections import deque
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.desktop.files.reader_process import ReaderProcess, Readers, remove_stale_data
from arctic_map.desktop.files.reading_job import FeatureDecoder, FileJob, Place, words_of
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import system_reason
from arctic_map.model.feature import Feature
from arctic_map.model.opened import PICTURES
from arctic_map.model.opened import layer_id as id_of
from arctic_map.model.tr import tr, tr_later
from arctic_map.tables import opened_layer
from arctic_map.tables.opened_drawings import OpenedFileDrawings, RasterOnDisk, RowsOnDisk
from arctic_map.tables.opened_layer import OpenedLayer, read_view

PATIENCE_MS = 120_000
"""Longest time without progress for one file, ms."""
SLOW_MS = 500
"""Time after which a notice says that a file is being read, ms."""
LISTEN_MS = 10
"""Interval for checking the process's output, ms."""
_SHARE = re.compile(rb"[01]\.\d{3}")
TILES = "arctic_map.tables.tiles.tile_store"
"""Name of the module that is preloaded for large files."""
TOO_LONG = tr_later("it takes longer than two minutes to read")
ENDED = tr_later("reading it ended unexpectedly")
log = logging.getLogger("arctic_map")


class FileReading(QObject):
    """A queue of files and the process that reads the first one."""

    loaded = Signal(object, object, object, object)
    """The job, the layer without features, the features, and OpenedFileDrawings with the first projection."""
    rest_loaded = Signal(object, object, object)
    """As `loaded`, without features: all rows of a file are available of which `loaded` had only a part."""
    view_loaded = Signal(object, object)
    """The job, and the view that an image contains."""
    table_loaded = Signal(object)
    """OpenedFileDrawings whose folder now contains the attribute table."""
    whole = Signal(object, object)
    """The job and its OpenedFileDrawings: all projections are drawn."""
    failed = Signal(object, str)
    """The job, and why nothing of the file is shown."""
    questioned = Signal(object, object)
    """The job, and an OpenedLayer with the question to answer before the file can be shown."""
    progressed = Signal(object, float)
    """The job and its progress (0..1); 0 if it is slow and the progress unknown."""
    ended = Signal(object)
    """The job, whose progress need not be shown any more."""
    busy_changed = Signal()
    """The first file is being read, or the last one is done."""

    def __init__(self, data: Path, place: Callable[[FileJob], Place], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data, self._place = data, place
        self._waiting: deque[FileJob] = deque()
        self._job: FileJob | None = None
        self._process: ReaderProcess | None = None
        self._opened: OpenedFileDrawings | None = None
        self._ended = self._has_table = False
        self._lacks_rows = False
        """Whether only a part of the rows is available so far."""
        self.readers = Readers()
        TaskQueue(self).submit(remove_stale_data)
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE_MS)
        self.patience.timeout.connect(lambda: self._give_up(tr(TOO_LONG)))
        self.slow = QTimer(self)
        self.slow.setSingleShot(True)
        self.slow.setInterval(SLOW_MS)
        self.slow.timeout.connect(self._report_slowness)
        self._decoder = FeatureDecoder(self)
        self._decoder.decoded.connect(self._hand_on)
        self._decoder.finished.connect(self._handed_on)
        self._listener = QTimer(self)
        self._listener.setInterval(LISTEN_MS)
        self._listener.timeout.connect(self._listen)

    @property
    def process_id(self) -> int:
        """Process id of the reader; 0 while nothing is read."""
        return self._process.id if self._process else 0

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._job is not None

    @property
    def _is_accepted(self) -> bool:
        """Whether the layer of the present file was emitted."""
        return self._decoder.done

    def read(self, job: FileJob) -> None:
        """Add a file to the queue."""
        self._waiting.append(job)
        if self._job is None:
            self._next()
            self.busy_changed.emit()

    def cancel(self, layer_id: str | None = None) -> tuple[Path, ...]:
        """Cancel reading of one layer or of all, and return the files whose layers did not come.

        A file whose layer came before is not among them, even if further projections were still being drawn.
        """
        waiting, job, drawings = tuple(self._waiting), self._job, self._opened

        def is_target(path: Path) -> bool:
            return layer_id is None or layer_id == id_of(str(path))

        self._waiting = deque(each for each in waiting if not is_target(each.path))
        ended = [each.path for each in waiting if is_target(each.path)]
        if job is not None and drawings is not None and is_target(job.path):
            if not self._is_accepted:
                drawings.forget()
                ended.insert(0, job.path)
            self._next()
        return tuple(dict.fromkeys(ended))

    def close(self) -> None:
        """Stop all work and delete the data."""
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
            # The caller must first learn that the file was requested.
            QTimer.singleShot(0, self, lambda: self._not_started(job, why))
            return
        self._opened = OpenedFileDrawings(id_of(str(job.path)), process.folder)
        if process.are_many:
            _load_tiles(self)
        self.patience.start()
        self.slow.start()
        self._listener.start()
        # A reader that started with the program may be done already.
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
        # Checked first, so that the last output is received too.
        ended = process.has_ended
        try:
            output = process.received()
        except FileNotFoundError:
            self._restart()
            return
        if output:
            self._on_output(output)
        if ended and self._process is process:
            self._listener.stop()
            self._finished(process)

    def _restart(self) -> None:
        """Read the file again, because another program has deleted its data."""
        if self._job is not None and not self._is_accepted:
            self._waiting.appendleft(self._job)
        self._next()

    def _on_output(self, output: bytes) -> None:
        if opened_layer.TABLE in output:
            self._has_table = True
            self._report_table()
        words = output.split()
        if opened_layer.READY in words:
            self._accept()
        elif not self._decoder.started or self._lacks_rows:
            self._report_progress(words)
        if opened_layer.ALL in words and self._lacks_rows:
            self._accept_rest()
        if opened_layer.PLANES in output and self._is_accepted:
            self._report_planes()

    def _report_slowness(self) -> None:
        if self._job is not None:
            self.progressed.emit(self._job, 0.0)

    def _report_progress(self, words: list[bytes]) -> None:
        shares = [float(word) for word in words if _SHARE.fullmatch(word)]
        if shares and self._job is not None:
            # A process that reports progress has not stalled.
            self.patience.start()
            self.slow.stop()
            self.progressed.emit(self._job, shares[-1])

    def _report_planes(self) -> None:
        job, drawings = self._job, self._opened
        if job is not None and drawings is not None:
            with contextlib.suppress(OSError, ValueError):
                drawings.boxes = opened_layer.read_boxes(drawings.folder)
            self.whole.emit(job, drawings)

    def _report_table(self) -> None:
        """Emit `table_came` once the table's layer was emitted."""
        if self._has_table and self._is_accepted and self._opened is not None:
            self._has_table = False
            self.table_loaded.emit(self._opened)

    def _finished(self, process: ReaderProcess) -> None:
        self._ended = True
        if errors := process.complaints():
            log.info("reading a file: %s", errors[-2000:])
        if not self._decoder.started:
            self._accept(last=True)
            return
        if self._lacks_rows:
            # The process has found an error in the remaining rows, or crashed.
            self._accept_rest()
        if self._is_accepted:
            self._complete()

    def _accept_rest(self) -> None:
        """Replace the part of the rows that is shown by all of them."""
        job, drawings = self._job, self._opened
        if job is None or drawings is None:
            return
        try:
            layer = opened_layer.read(drawings.folder)
        except (OSError, ValueError):
            self._give_up(tr(ENDED))
            return
        if layer.refused or layer.part:
            self._give_up(layer.refused or tr(ENDED))
            return
        self._lacks_rows = False
        self._connect(drawings, layer)
        self.ended.emit(job)
        self.rest_loaded.emit(job, layer, drawings)

    def _connect(self, drawings: OpenedFileDrawings, layer: OpenedLayer) -> None:
        """Let the drawings read what the process has written so far."""
        drawings.boxes = layer.boxes
        drawings.rows = RowsOnDisk(drawings.folder) if layer.on_disk else None
        drawings.raster = RasterOnDisk(drawings.folder) if layer.raster else None

    def _not_started(self, job: FileJob, why: str) -> None:
        if self._job is job:
            self._give_up(why)

    def _accept(self, *, last: bool = False) -> None:
        """Read the output of the process so far; `last` if it has ended."""
        job, drawings = self._job, self._opened
        if job is None or drawings is None or self._decoder.started:
            return
        if job.path.suffix.lower() in PICTURES and (view := read_view(drawings.folder)):
            drawings.forget()
            self.view_loaded.emit(job, view)
            self._next()
            return
        try:
            layer = opened_layer.read(drawings.folder)
        except (OSError, ValueError):
            if last:
                self._give_up(tr(ENDED))
            return
        if layer.question is not None:
            self._stop()
            drawings.forget()
            self.questioned.emit(job, layer)
            self._next()
            return
        if layer.refused:
            self._give_up(layer.refused)
            return
        self._connect(drawings, layer)
        self._lacks_rows = layer.part
        self._decoder.start(layer)

    def _hand_on(self, found: OpenedLayer, features: tuple[Feature, ...]) -> None:
        self.loaded.emit(self._job, found, features, self._opened)

    def _handed_on(self) -> None:
        self.slow.stop()
        if self._job is not None and not self._lacks_rows:
            self.ended.emit(self._job)
        self._report_table()
        if self._ended:
            self._complete()

    def _complete(self) -> None:
        self._report_planes()
        self._next()

    def _give_up(self, why: str) -> None:
        job, drawings = self._job, self._opened
        # A layer that was emitted stays, in the projections that were drawn.
        accepted = self._is_accepted and not self._lacks_rows
        self._stop()
        if job is not None and drawings is not None and accepted:
            self.whole.emit(job, drawings)
        elif job is not None:
            if drawings is not None:
                drawings.forget()
            self.failed.emit(job, why)
        self._next()


def _in_words(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{system_reason(error)}"


def _load_tiles(parent: QObject) -> None:
    """Import what answers requests for tiles in a task, since numpy loads slowly."""
    if TILES not in sys.modules:
        TaskQueue(parent).submit(import_module, TILES)
