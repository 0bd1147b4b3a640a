"""What a file does not say by itself is asked of the reader, one file after the other."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from arctic_map.desktop.files.reading_job import Job
from arctic_map.model.opened import Choice, Question
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.tables.opened_layer import OpenedLayer

SHORT = 60
"""Characters of a file's name."""


class Questions(QObject):
    answered = Signal(object, object)
    """The job, and the Choice."""
    unanswered = Signal(object, object)
    """The job and the OpenedLayer that asks, when the reader did not want to say."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: deque[tuple[Job, OpenedLayer, Choice]] = deque()
        self.dialog: QDialog | None = None
        """While one is open."""

    def ask(self, job: Job, found: OpenedLayer, before: Choice) -> None:
        """`before` is what was said of the file another day."""
        self._waiting.append((job, found, before))
        if self.dialog is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        job, found, before = self._waiting.popleft()
        name = sanitized(job.path.name, SHORT)
        if found.question is Question.LAYERS:
            # Only for files with several layers.
            from arctic_map.desktop.files.layer_picker import LayerPicker

            layers = LayerPicker(name, found.choices, before.layers, self._window)
            layers.chosen.connect(lambda names: self.answered.emit(job, replace(job.choice, layers=names)))
            self.dialog = layers
        else:
            # Only for files of an unknown place.
            from arctic_map.desktop.files.crs_picker import CrsPicker

            crs = CrsPicker(name, cause_of(found), before.crs, self._window)
            crs.chosen.connect(lambda code: self.answered.emit(job, replace(job.choice, crs=code)))
            self.dialog = crs
        self.dialog.rejected.connect(lambda: self.unanswered.emit(job, found))
        self.dialog.finished.connect(self._finished)
        self.dialog.open()

    def _finished(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
        self._next()


def cause_of(found: OpenedLayer) -> str:
    """Why the file asks, without what only the command line can do about it."""
    return found.refused.partition("; name ")[0]
