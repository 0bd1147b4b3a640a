"""The notice with the progress of a reading, which can be cancelled there."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.files.reading_job import short_name
from arctic_map.desktop.widgets.notices.notice import Notice, NoticeAction
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
