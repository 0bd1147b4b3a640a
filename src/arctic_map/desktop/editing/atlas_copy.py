"""Saving a copy of the atlas to a new file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.desktop.editing.atlas_lock import replacing
from arctic_map.desktop.editing.atlas_saving import file_name
from arctic_map.desktop.editing.writing import BackgroundWriter, WriteResult
from arctic_map.desktop.widgets.notices.notice import Notice, Severity
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError
from arctic_map.model.open_formats import ATLAS
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

Files = tuple[Mapping[str, bytes], tuple[FileProblem, ...]]
"""The files of a content, and the files that cannot be packed."""
SHORT = 60
"""Maximum length of a file name in a message."""


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

    def ask(self) -> None:
        """Open the system's file dialog."""
        if self.dialog is not None:
            return
        self.dialog = dialog = QFileDialog(self._window, tr("Save a copy of the atlas"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr('Atlases')} (*{ATLAS})")
        dialog.setDefaultSuffix(ATLAS.removeprefix("."))
        dialog.setDirectory(str(Path.home()))
        dialog.selectFile(file_name(self._title()))
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(self._on_answer)
        dialog.open()

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
