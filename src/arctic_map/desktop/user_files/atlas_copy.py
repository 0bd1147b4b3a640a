"""Saves the atlas of the window as a file of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.desktop.editing.saving import file_name
from arctic_map.desktop.notices.notice import Notice, Severity
from arctic_map.errors import ArcticMapError
from arctic_map.files.file_problem import FileProblem
from arctic_map.files.sanitized import sanitized
from arctic_map.model.endings import ATLAS
from arctic_map.model.tr import tr

Files = tuple[Mapping[str, bytes], tuple[FileProblem, ...]]
"""Of a content, and which cannot be packed."""
SHORT = 60
"""Characters of a file's name in a sentence."""


class AtlasCopy(QObject):
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
        """Write the content as one file, whole or not at all."""
        # Archives and checksums, which only who saves needs.
        from arctic_map.files.atlas_file.packing import save

        try:
            files, problems = self._files()
            save(path, files)
        except ArcticMapError as error:
            self._warn(str(error))
            return
        name = sanitized(path.name, SHORT)
        if problems:
            listed = "; ".join(f"{file}: {why}" for file, why in problems[:3])
            self._warn(tr("{name} was saved without {files}", name=name, files=listed))
        else:
            self.saved.emit(path)

    def _warn(self, sentence: str) -> None:
        self.noticed.emit(Notice(sentence, Severity.WARNING, key="atlas-copy"))

    def _asked(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
