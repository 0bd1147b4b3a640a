"""Saves the atlas of the window as a file of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.desktop.editing.atlas_lock import replacing
from arctic_map.desktop.editing.atlas_saving import file_name
from arctic_map.desktop.editing.writing import Outcome, Writing
from arctic_map.desktop.widgets.notices.notice import Notice, Severity
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError
from arctic_map.model.open_formats import ATLAS
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

Files = tuple[Mapping[str, bytes], tuple[FileProblem, ...]]
"""Of a content, and which cannot be packed."""
SHORT = 60
"""Characters of a file's name in a sentence."""


class AtlasCopy(QObject):
    """Asks for a file, and writes what is shown into it in the background."""

    saved = Signal(object)
    """The path that all of it was saved to."""
    noticed = Signal(object)
    """A Notice of why it was not."""

    def __init__(self, files: Callable[[], Files], title: Callable[[], str], window: QWidget) -> None:
        """`files` gives those of the content as it is shown; it may raise ArcticMapError."""
        super().__init__(window)
        self._files, self._title, self._window = files, title, window
        self.dialog: QFileDialog | None = None
        """While it is open."""
        self._problems: tuple[FileProblem, ...] = ()
        """Of what is being saved: files that cannot be packed."""
        self._writing = Writing(TaskQueue(self, saves=True), self)
        self.said = self._writing.said
        self._writing.ended.connect(self._written)

    def ask(self) -> None:
        """The dialog of the system for naming a file."""
        if self.dialog is not None:
            return
        self.dialog = dialog = QFileDialog(self._window, tr("Save a copy of the atlas"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr('Atlases')} (*{ATLAS})")
        dialog.setDefaultSuffix(ATLAS.removeprefix("."))
        dialog.setDirectory(str(Path.home()))
        dialog.selectFile(file_name(self._title()))
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(self._asked)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the content as one file, whole or not at all; how that ends is said."""
        try:
            files, problems = self._files()
        except ArcticMapError as error:
            self._warn(str(error))
            return
        self._writing.start(path, files, _write)
        self._problems = problems

    def close(self) -> None:
        """The window is gone."""
        self._writing.wait()

    def _written(self, outcome: Outcome) -> None:
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

    def _asked(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None


def _write(path: Path, files: Mapping[str, bytes]) -> str:
    # Archives and checksums, which only who saves needs.
    from arctic_map.content.package.packing import save

    with replacing(path):
        save(path, files)
    return ""
