"""Files that were not opened, and why: said together, until they are mended or gone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.files.file_watch import FileWatch, Stamp, State
from arctic_map.model.tr import tr, tr_count

FEW = 6
"""Files that a notice names."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One file, and why."""

    name: str
    why: str
    listed: bool = False
    """Whether it stands in the list of problems."""


class Refusals(QObject):
    changed = Signal()
    """What is to be said has changed."""
    mended = Signal(object)
    """The path of a file that is another now, and may be opened."""
    gone = Signal(object)
    """The path of a file that was there, and is not any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._said: dict[Path, Refusal] = {}
        self._seen: set[Path] = set()
        """Files that were there when they were refused."""
        self._watch = FileWatch(self)
        self._watch.turned.connect(self._turned)

    @property
    def text(self) -> str:
        """What was refused since the reader began to open files last; empty when nothing was."""
        refused = list(self._said.values())
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
        return any(each.listed for each in self._said.values())

    def begin(self) -> None:
        """Other files are opened now; what was said before has been said."""
        if self._said:
            self._said.clear()
            self.changed.emit()

    def add(self, path: Path, refusal: Refusal, stamp: Stamp | None = None) -> None:
        """`stamp` is that of the file whose reading failed; one that is listed is watched."""
        self._said[path] = refusal
        self.changed.emit()
        if refusal.listed:
            self._seen = self._seen | {path} if stamp else self._seen - {path}
            self._watch.remove(path)
            self._watch.add(path, stamp)

    def remove(self, path: Path) -> None:
        """It was opened, or need not be spoken of."""
        self._watch.remove(path)
        self._seen.discard(path)
        if self._said.pop(path, None):
            self.changed.emit()

    def _turned(self, path: Path, state: State) -> None:
        if state is State.CHANGED:
            self.mended.emit(path)
        elif state is State.GONE and path in self._seen:
            self.remove(path)
            self.gone.emit(path)
