"""Files that were not opened, and why, in one notice until they are readable or gone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.files.file_watch import FileWatch, Stamp, State
from arctic_map.model.tr import tr, tr_count

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
