"""The file of an atlas: locked for one window, written in the background, and copied."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.desktop.widgets.folders import session_folder, state_folder
from arctic_map.desktop.widgets.notice import Notice, Severity
from arctic_map.desktop.widgets.tasks import TaskQueue, UnexpectedError
from arctic_map.errors import ArcticMapError, system_reason
from arctic_map.model.opened import ATLAS
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.content.edits import Content

FOLDER = "locks"
ONLY_READ = tr_later("{name} is open in another window. It is read-only here.")
NOT_REPLACED = tr_later("{name} is open in another window. Save under another name, or close it there first.")
SHORT = 60
"""Maximum length of a file name in a message."""


def locked(state: Path, path: Path, in_use: str) -> QLockFile:
    """Lock the atlas file; `in_use` is the message, with {name}, if it is locked. Raises ArcticMapError."""
    folder, name = state / FOLDER, sanitized(path.name, SHORT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = tr("{name} is read-only: the program’s own folder cannot be written", name=name)
        raise ArcticMapError(f"{why} ({folder}: {system_reason(error)})") from None
    lock = QLockFile(str(folder / f"{crc32(os.fsencode(path.resolve())):08x}.lock"))
    # A window may be open for days. The lock of a killed process is released at once anyway.
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        raise ArcticMapError(tr(in_use, name=name))
    return lock


@contextmanager
def replacing(path: Path) -> Iterator[None]:
    """Hold a file's lock while a new atlas is written, and drop kept changes. Raises ArcticMapError."""
    # Only writing an atlas loads archives and checksums.
    from arctic_map.content.package import unsaved_changes
    from arctic_map.storage import session_file

    state = state_folder()
    lock = locked(state, path, NOT_REPLACED)
    try:
        yield
        unsaved_changes.forget(state, path)
        session_file.forget(session_folder(path))
    finally:
        lock.unlock()


SLOW_MS = 300
"""Delay before a message says that the file is being written."""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The result of a save."""

    path: Path
    files: Content
    fingerprint: str = ""
    why_not: str = ""
    """Why it was not written, a sentence; empty if it was."""


class BackgroundWriter(QObject):
    """Reports a save that takes long, and its result."""

    ended = Signal(object)
    message_emitted = Signal(str)

    def __init__(self, queue: TaskQueue, parent: QObject) -> None:
        """Tasks of `queue` run in the order in which they were submitted."""
        super().__init__(parent)
        self._queue = queue
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say)
        self._name = ""
        self.files: Content | None = None

    def start(self, path: Path, files: Content, write: Callable[[Path, Content], str]) -> None:
        """Write in the background; `write` returns the fingerprint and may raise ArcticMapError."""
        self.wait()
        self.files, self._name = files, sanitized(path.name, SHORT)
        self._slow.start()
        self._queue.submit(
            write,
            path,
            files,
            done=lambda fingerprint: self._end(WriteResult(path, files, fingerprint)),
            failed=lambda error: self._end(WriteResult(path, files, why_not=self._why_not(error))),
        )

    def wait(self) -> None:
        """Wait until the file is written and `ended` was emitted."""
        self._queue.wait()

    def _why_not(self, error: ArcticMapError) -> str:
        if isinstance(error, UnexpectedError):
            return tr("{name} was not saved; try another name or folder.", name=self._name)
        return str(error)

    def _say(self) -> None:
        self.message_emitted.emit(tr("{name} is being saved…", name=self._name))

    def _end(self, outcome: WriteResult) -> None:
        self._slow.stop()
        self.files = None
        self.ended.emit(outcome)


Files = tuple[Mapping[str, bytes], tuple[FileProblem, ...]]
"""The files of a content, and the files that cannot be packed."""


class AtlasCopy(QObject):
    """Asks for a file name and writes the visible atlas to it in the background."""

    saved = Signal(object)
    """Emitted with the path when the whole atlas was saved."""
    noticed = Signal(object)
    """Emitted with a Notice when something was not saved."""

    def __init__(self, files: Callable[[], Files], title: Callable[[], str], window: QWidget) -> None:
        """`files` returns those of the visible content; it may raise ArcticMapError."""
        super().__init__(window)
        self._files, self._title, self._window = files, title, window
        self.dialog: QFileDialog | None = None
        self._problems: tuple[FileProblem, ...] = ()
        """Files that cannot be packed, of the save in progress."""
        self._writing = BackgroundWriter(TaskQueue(self, saves=True), self)
        self.message_emitted = self._writing.message_emitted
        self._writing.ended.connect(self._written)

    def ask(self, path: Path | None = None) -> None:
        """Open the system's file dialog."""
        if self.dialog is not None:
            return
        path = path or Path.home() / file_name(self._title())
        self.dialog = dialog = QFileDialog(self._window, tr("Save a copy of the atlas"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr('Atlases')} (*{ATLAS})")
        dialog.setDefaultSuffix(ATLAS.removeprefix("."))
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(path.name)
        dialog.fileSelected.connect(lambda name: with_ending(Path(name), self.save, self._ask_again))
        dialog.finished.connect(self._on_answer)
        dialog.open()

    def _ask_again(self, path: Path) -> None:
        if self.dialog:
            self.dialog.finished.disconnect(self._on_answer)
        self._on_answer()
        self.ask(path)

    def save(self, path: Path) -> None:
        """Write the content to one file, completely or not at all, and report the result."""
        try:
            files, problems = self._files()
        except ArcticMapError as error:
            self._warn(str(error))
            return
        self._writing.start(path, files, _write)
        self._problems = problems

    def close(self) -> None:
        """Wait for a save in progress when the window closes."""
        self._writing.wait()

    def _written(self, outcome: WriteResult) -> None:
        if outcome.why_not:
            self._warn(outcome.why_not)
        elif self._problems:
            listed = "; ".join(f"{file}: {why}" for file, why in self._problems[:3])
            name = sanitized(outcome.path.name, SHORT)
            self._warn(tr("{name} was saved without {files}", name=name, files=listed))
        else:
            self.saved.emit(outcome.path)

    def _warn(self, sentence: str) -> None:
        self.noticed.emit(Notice(sentence, Severity.WARNING, key="atlas-copy"))

    def _on_answer(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None


def _write(path: Path, files: Mapping[str, bytes]) -> str:
    # Only saving loads archives and checksums.
    from arctic_map.content.package.packing import save

    with replacing(path):
        save(path, files)
    return ""


def with_ending(path: Path, act: Callable[[Path], object], ask: Callable[[Path], object]) -> None:
    """Act on a chosen name with the ending of atlases, or ask again if a file has that name.

    Qt adds the ending only to names without a dot.
    """
    whole = path if path.suffix.lower() == ATLAS else path.with_name(f"{path.name}{ATLAS}")
    (ask if whole != path and whole.exists() else act)(whole)


def file_name(title: str) -> str:
    """Return a file name for an atlas with this title."""
    letters = "".join(letter for letter in title if letter.isalnum() or letter in " -_").strip()[:SHORT]
    return f"{letters or 'atlas'}{ATLAS}"
