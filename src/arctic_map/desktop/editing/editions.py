"""The editions of a content, which undo returns to."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.errors import ArcticMapError, system_reason
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.content.edits import Content
    from arctic_map.desktop.editing.draft_files import DraftFiles
    from arctic_map.model.catalog import Catalog


class ContentVersions(QObject):
    """Editions by number, 0 for the content as opened; the session selects the visible one."""

    failed = Signal(str)
    """Emitted with the reason why an edition could not be shown, a sentence."""

    def __init__(self, data: Path, state: Path, parent: QObject | None = None) -> None:
        """`data` is the folder that the first edition was read from, `state` the application's own folder."""
        super().__init__(parent)
        self.folder, self.state = data, state
        """`folder` has the visible edition."""
        self._contents: dict[int, Content] = {}
        self._latest = 0

    @cached_property
    def files(self) -> DraftFiles:
        # Only an atlas that is edited or copied loads archives, checksums and the content package.
        from arctic_map.desktop.editing.draft_files import DraftFiles

        return DraftFiles(self.state)

    def content(self, number: int) -> Content:
        """The content with this number; empty if nothing can be edited."""
        return self._contents.get(number, {})

    def begin(self, content: Content) -> None:
        """Set the content as opened."""
        self._contents[0] = content

    def add(self, content: Content) -> int:
        """Add an edition and return its number."""
        self._latest += 1
        self._contents[self._latest] = content
        return self._latest

    def keep_only(self, numbers: Container[int]) -> None:
        """Drop all editions except the first and these."""
        self._contents = {
            number: content for number, content in self._contents.items() if number == 0 or number in numbers
        }

    def catalog(self, edition: int) -> Catalog | None:
        """The catalogue of an edition; None, after `failed` is emitted, if it cannot be shown."""
        try:
            return self.load(self._contents[edition])
        except (ArcticMapError, OSError) as error:
            self.failed.emit(tr("The change was not made: {why}", why=reason(error)))
            return None

    def load(self, content: Content) -> Catalog:
        """Write a content to the working folder and load it. Raises ArcticMapError or OSError."""
        self.folder = self.files.show(content)
        return self.files.loaded(self.folder)

    def show_again(self, content: Content) -> None:
        """Restore the working folder after an edit that failed."""
        try:
            self.folder = self.files.show(content)
        except OSError as error:
            self.failed.emit(tr("The change was not made: {why}", why=reason(error)))

    def close(self) -> None:
        """Delete the working folder."""
        if "files" in vars(self):
            self.files.remove_folder()


def reason(error: ArcticMapError | OSError) -> str:
    return str(error) if isinstance(error, ArcticMapError) else system_reason(error)
