"""Notices about files that are opened: the progress of reading, and why some were not opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.files.file_watch import FileWatch, Stamp, State
from arctic_map.desktop.files.reading_job import short_name
from arctic_map.desktop.widgets.notice import Notice, NoticeAction
from arctic_map.model.opened import layer_id
from arctic_map.model.tr import tr, tr_count

if TYPE_CHECKING:
    from arctic_map.desktop.files.file_reading import FileReading
    from arctic_map.desktop.files.reading_job import FileJob

READING = "reading"
"""Key of the notice."""
MIN_SHARE = 0.02
"""Least progress before the remaining time is estimated."""


class ReadingNotice(QObject):
    """Shows and withdraws the notice."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    noticed = Signal(object)
    """A Notice."""
    withdrawn = Signal(str)
    """The key of a notice whose cause has ended."""

    def __init__(self, reading: FileReading, parent: QObject) -> None:
        super().__init__(parent)
        self._reading = reading
        reading.progressed.connect(self._progressed)
        reading.ended.connect(lambda _: self.withdrawn.emit(READING))

    def _progressed(self, job: FileJob, share: float) -> None:
        name = short_name(job.path)
        remaining = remaining_s(monotonic() - job.began, share)
        text = (
            tr("Reading {name}…", name=name)
            if remaining is None
            else tr_count(
                remaining,
                "Reading {name}: {share} %, about {count} second left",
                "Reading {name}: {share} %, about {count} seconds left",
                name=name,
                share=f"{100 * share:.0f}",
            )
        )
        stop = NoticeAction(tr("&Cancel"), lambda: self._call_off(job))
        self.noticed.emit(Notice(text, actions=(stop,), key=READING, stays=True))

    def _call_off(self, job: FileJob) -> None:
        for path in self._reading.cancel(layer_id(str(job.path))):
            self.message_emitted.emit(tr("{name} was closed before it was read", name=short_name(path)))


def remaining_s(elapsed: float, share: float) -> int | None:
    """Return the remaining seconds after `elapsed` seconds for a share (0..1); None for too small a share."""
    if share < MIN_SHARE:
        return None
    return max(1, round(elapsed * (1.0 - share) / share))


FEW = 6
"""Most files that a notice names."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not opened, and why."""

    name: str
    why: str
    listed: bool = False
    """Whether it is in the list of problems."""


class Refusals(QObject):
    """The refused files of the latest opening, and a watch on them."""

    changed = Signal()
    """`text` has changed."""
    mended = Signal(object)
    """The path of a file that has changed and may be readable now."""
    removed = Signal(object)
    """The path of a file that existed and was deleted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._refused: dict[Path, Refusal] = {}
        self._seen: set[Path] = set()
        """Files that existed when they were refused."""
        self._watch = FileWatch(self)
        self._watch.turned.connect(self._turned)

    @property
    def text(self) -> str:
        """A message about the files refused since the last `begin`; empty if there are none."""
        refused = list(self._refused.values())
        if not refused:
            return ""
        if len(refused) == 1:
            return tr("{name} was not opened: {why}", name=refused[0].name, why=refused[0].why)
        lines = [f"{each.name}: {each.why}" for each in refused[:FEW]]
        more = (
            [tr_count(len(refused) - FEW, "and {count} more", "and {count} more")]
            if len(refused) > FEW
            else []
        )
        return "\n".join(
            (
                tr_count(len(refused), "{count} file was not opened.", "{count} files were not opened."),
                *lines,
                *more,
            )
        )

    @property
    def listed(self) -> bool:
        """Whether a refused file is in the list of problems."""
        return any(each.listed for each in self._refused.values())

    def begin(self) -> None:
        """Forget earlier refusals, because other files are opened now."""
        if self._refused:
            self._refused.clear()
            self.changed.emit()

    def add(self, path: Path, refusal: Refusal, stamp: Stamp | None = None) -> None:
        """Add a refusal and watch the file if it is listed; `stamp` is from before its reading."""
        self._refused[path] = refusal
        self.changed.emit()
        if refusal.listed:
            self._seen = self._seen | {path} if stamp else self._seen - {path}
            self._watch.remove(path)
            self._watch.add(path, stamp)

    def remove(self, path: Path) -> None:
        """Remove the refusal of a file that was opened or is gone."""
        self._watch.remove(path)
        self._seen.discard(path)
        if self._refused.pop(path, None):
            self.changed.emit()

    def _turned(self, path: Path, state: State) -> None:
        if state is State.CHANGED:
            self.mended.emit(path)
        elif state is State.GONE and path in self._seen:
            self.remove(path)
            self.removed.emit(path)
