"""Reads files in a process beside the window, one after the other: whatever they hold, the window goes on."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from arctic_map.files import opened_layer
from arctic_map.files.opened_layer import OpenedLayer
from arctic_map.model.drawing import Drawing
from arctic_map.model.opened import Choice
from arctic_map.model.opened import layer_id as id_of
from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    from arctic_map.model.feature import Feature
    from arctic_map.model.projection import Box

PATIENCE_MS = 120_000
"""For one file."""
SLICE_S = 0.012
"""Seconds of work between two turns of the event loop."""
PREFIX = "arctic-map-files-"
TOO_LONG = tr_later("it takes longer than two minutes to read")
ENDED = tr_later("its reading ended unexpectedly")
log = logging.getLogger("arctic_map")


@dataclass(slots=True)
class Job:
    path: Path
    tag: object = None
    """What the caller wants to know again."""
    choice: Choice = field(default_factory=Choice)
    asks: bool = False
    """Whether the reader is rather asked which layers to show than shown all."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file comes in: known only when its turn has come."""

    hue: int = 1
    projection: str = "nsr"
    """The projection that is drawn first."""
    beside: tuple[Path, ...] = ()
    """Folders of the drawings that labels keep clear of."""


@dataclass(slots=True)
class OpenedFileDrawings:
    """The drawings of a file, on disk until they are asked for."""

    layer_id: str
    folder: Path
    boxes: dict[str, Box] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)
    """Projections that were asked for before they were drawn."""

    def drawing(self, projection_id: str) -> Drawing:
        found = opened_layer.read_drawing(self.folder, projection_id)
        if found is None:
            self.missed.add(projection_id)
        return found or Drawing(self.layer_id, projection_id, "")

    def body(self, projection_id: str) -> bytes:
        try:
            return opened_layer.read_body(self.folder, projection_id)
        except OSError:
            self.missed.add(projection_id)
            return opened_layer.NOTHING % (self.layer_id.encode(), projection_id.encode())

    def box(self, projection_id: str) -> Box | None:
        return self.boxes.get(projection_id)

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class FileReading(QObject):
    came = Signal(object, object, object, object)
    """The job, the layer without its features, these, and OpenedFileDrawings: the first one is drawn."""
    view_came = Signal(object, object)
    """The job, and the view that a picture carries."""
    whole = Signal(object, object)
    """The job and its OpenedFileDrawings: all projections are drawn."""
    failed = Signal(object, str)
    """The job, and why nothing of the file is shown."""
    questioned = Signal(object, object)
    """The job, and an OpenedLayer that says what must be known before the file can be shown."""
    busy_changed = Signal()
    """Files are being read now, or none is any more."""

    def __init__(self, data: Path, place: Callable[[Job], Place], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data, self._place = data, place
        self._waiting: deque[Job] = deque()
        self._job: Job | None = None
        self._process: QProcess | None = None
        self._opened: OpenedFileDrawings | None = None
        self._slices: Iterator[None] | None = None
        self._ended = False
        self._number = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE_MS)
        self.patience.timeout.connect(lambda: self._give_up(tr(TOO_LONG)))
        self._worker = QTimer(self)
        self._worker.timeout.connect(self._work)

    @property
    def folder(self) -> Path:
        """Where the drawings of opened files are kept, a folder for each; it goes with the program."""
        if self._folder is None:
            _sweep()
            self._folder = tempfile.TemporaryDirectory(
                prefix=f"{PREFIX}{os.getpid()}-", ignore_cleanup_errors=True
            )
        return Path(self._folder.name)

    @property
    def process_id(self) -> int:
        """0 while nothing is read."""
        return self._process.processId() if self._process else 0

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def _taken(self) -> bool:
        """Whether the layer of the file that is read has been handed on."""
        return self._slices is not None and not self._worker.isActive()

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
        if self._folder:
            self._folder.cleanup()

    def _next(self) -> None:
        self._stop()
        if not self._waiting:
            self.busy_changed.emit()
            return
        self._job = job = self._waiting.popleft()
        self._number += 1
        folder = self.folder / str(self._number)
        self._opened, self._ended = OpenedFileDrawings(id_of(str(job.path)), folder), False
        self._process = process = QProcess(self)
        process.readyReadStandardOutput.connect(self._hear)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._not_started)
        place = self._place(job)
        beside = [word for other in place.beside for word in ("--beside", str(other))]
        program, *first = _program()
        options = ["--out", str(folder), "--hue", str(place.hue), "--projection", place.projection]
        options += ["--data", str(self._data)]
        choice = job.choice
        options += [word for layer in choice.layers for word in ("--layer", layer)]
        options += [*(["--crs", choice.crs] if choice.crs else []), *(["--ask"] if job.asks else [])]
        # By its address, which is plain letters whatever the file is called.
        process.start(program, [*first, "layer-of", *options, *beside, job.path.as_uri()])
        self.patience.start()

    def _stop(self) -> None:
        self.patience.stop()
        self._worker.stop()
        self._slices, self._job = None, None
        if process := self._process:
            self._process = None
            process.blockSignals(True)
            if process.state() is not QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(1000)
            process.deleteLater()

    def _hear(self) -> None:
        if self._process and opened_layer.READY in self._process.readAllStandardOutput().data():
            self._take()

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._ended = True
        if said := bytes(self._process.readAllStandardError().data()) if self._process else b"":
            log.info("reading a file: %s", said.decode("utf-8", "replace")[-2000:])
        if self._slices is None:
            self._take(last=True)
        elif not self._worker.isActive():
            self._complete()

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._give_up(tr("the atlas could not start the process that reads files"))

    def _take(self, *, last: bool = False) -> None:
        """What the process has left so far; `last` when it has ended."""
        job, drawings = self._job, self._opened
        if job is None or drawings is None or self._slices is not None:
            return
        if view := opened_layer.read_view(drawings.folder):
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
        self._slices = self._decoded(job, found, drawings)
        self._worker.start()

    def _decoded(self, job: Job, found: OpenedLayer, drawings: OpenedFileDrawings) -> Iterator[None]:
        """The features, little by little: there may be a hundred thousand."""
        features: list[Feature] = []
        end = perf_counter() + SLICE_S
        for feature in found.features():
            features.append(feature)
            if perf_counter() > end:
                yield
                end = perf_counter() + SLICE_S
        self.came.emit(job, found, tuple(features), drawings)

    def _work(self) -> None:
        if self._slices is not None and next(self._slices, self) is self:
            self._worker.stop()
            if self._ended:
                self._complete()

    def _complete(self) -> None:
        job, drawings = self._job, self._opened
        if job is not None and drawings is not None:
            with contextlib.suppress(OSError, ValueError):
                drawings.boxes = opened_layer.read_boxes(drawings.folder)
            self.whole.emit(job, drawings)
        self._next()

    def _give_up(self, why: str) -> None:
        job, drawings = self._job, self._opened
        # What was taken already stays, in the projections that were drawn.
        taken = self._taken
        self._stop()
        if job is not None and drawings is not None and not taken:
            drawings.forget()
            self.failed.emit(job, why)
        elif job is not None and drawings is not None:
            self.whole.emit(job, drawings)
        self._next()


def _sweep() -> None:
    """Take away what programs that were killed have left."""
    if not hasattr(os, "getuid"):
        return
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        process = left.name.removeprefix(PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):
            if process.isdecimal() and left.lstat().st_uid == os.getuid() and not _runs(int(process)):
                shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def _program() -> list[str]:
    """What starts the app's own command line."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "arctic_map"]
