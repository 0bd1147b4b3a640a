"""The editions of an edited content that undo comes back to."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.content.edits import Content
    from arctic_map.desktop.editing.draft_files import DraftFiles
    from arctic_map.model.catalog import Catalog


class Editions(QObject):
    """By numbers, 0 for the content as it was opened; a session says which one is shown."""

    failed = Signal(str)
    """Why an edition could not be shown: a sentence."""

    def __init__(self, data: Path, state: Path, parent: QObject | None = None) -> None:
        """`data` is the folder that the first one was read from, `state` the app's own folder."""
        super().__init__(parent)
        self.folder, self.state = data, state
        """`folder` holds what is shown now."""
        self._contents: dict[int, Content] = {}
        self._latest = 0

    @cached_property
    def files(self) -> DraftFiles:
        # Archives, checksums and the content, which only an atlas that is edited or copied needs.
        from arctic_map.desktop.editing.draft_files import DraftFiles

        return DraftFiles(self.state)

    def content(self, number: int) -> Content:
        """Without files where nothing can be edited."""
        return self._contents.get(number, {})

    def begin(self, content: Content) -> None:
        """Have this as the content that was opened."""
        self._contents[0] = content

    def add(self, content: Content) -> int:
        """The number of another one."""
        self._latest += 1
        self._contents[self._latest] = content
        return self._latest

    def keep_only(self, numbers: Container[int]) -> None:
        """Forget the others, but for the first."""
        self._contents = {
            number: content for number, content in self._contents.items() if number == 0 or number in numbers
        }

    def catalog(self, edition: int) -> Catalog | None:
        """What an edition holds; None, and why is said, where it cannot be shown."""
        try:
            return self.load(self._contents[edition])
        except (ArcticMapError, OSError) as error:
            self.failed.emit(tr("The change was not made: {why}", why=reason(error)))
            return None

    def load(self, content: Content) -> Catalog:
        """Raises ArcticMapError and OSError."""
        self.folder = self.files.show(content)
        return self.files.loaded(self.folder)

    def show_again(self, content: Content) -> None:
        """After an edit that came to nothing."""
        try:
            self.folder = self.files.show(content)
        except OSError as error:
            self.failed.emit(tr("The change was not made: {why}", why=reason(error)))

    def close(self) -> None:
        """Nothing is shown any more."""
        if "files" in vars(self):
            self.files.remove_folder()


def reason(error: ArcticMapError | OSError) -> str:
    """Why, as part of a sentence."""
    return str(error) if isinstance(error, ArcticMapError) else (error.strerror or str(error)).lower()
