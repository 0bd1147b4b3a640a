"""The reader's own copy of the article: opened, pasted, remembered by its path, read beside the window."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError
from arctic_map.model.open_formats import ARTICLES
from arctic_map.model.path_text import path_of, text_of
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import Unreadable, is_there
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.model.article_copy import Copy
    from arctic_map.model.catalog import Catalog

KEY = "article/path"
SHORT = 60
"""Characters of a file's name in a sentence."""
LONG = 300
"""Characters of a path in a sentence."""
FILTERS = (
    (tr_later("Texts and web pages"), " ".join(f"*{end}" for end in (*ARTICLES, ".pdf"))),
    (tr_later("All files"), "*"),
)
OWN = tr_later("The text of this atlas")
PASTED = tr_later("Pasted text")
NOTHING_COPIED = tr_later("The clipboard contains no text. Copy the text of the article, and paste it here.")
NO_PLACES = tr_later("The facts of this atlas do not refer to sentences of the article.")


class ArticleFile(QObject):
    """Reads copies in the background; only the one that was requested last is shown."""

    asked_for = Signal()
    """The reader has opened or pasted a text, and wants to see what comes of it."""
    reading = Signal(str)
    """The name of what is being read."""
    came = Signal(object, str)
    """The copy, and its name."""
    refused = Signal(str)
    """Why there is no new text, in a sentence that says what to do."""
    closed = Signal()

    def __init__(
        self,
        catalog: Callable[[], Catalog],
        settings: QSettings,
        window: QWidget,
        data: Callable[[], Path | None] = lambda: None,
    ) -> None:
        """`catalog` gives the content without opened files; its folder `data` may hold the article's text."""
        super().__init__(window)
        # A reading that takes long does not hold up the next one.
        self._tasks = TaskQueue(self, at_once=2)
        self._data = data
        self._catalog, self._settings, self._window = catalog, settings, window
        self.dialog: QFileDialog | None = None
        """While it is open."""
        self.copy: Copy | None = None
        """While it is open."""
        self._is_own = False
        """Whether it is the text that the atlas itself has."""
        self._path: Path | None = None
        """Of what is being read; None for what was pasted."""
        self._name = ""

    @property
    def path(self) -> Path | None:
        """Of the copy that was opened last, also in an earlier session."""
        kept = self._settings.value(KEY)
        return path_of(kept) if isinstance(kept, str) and kept else None

    def ask(self) -> None:
        """The dialog of the system for choosing a file."""
        if self.dialog is not None:
            return
        self.dialog = dialog = QFileDialog(self._window, tr("Open the article’s text"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{tr(words)} ({ends})" for words, ends in FILTERS])
        dialog.setDirectory(str(self.path.parent if self.path else Path.home()))
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.finished.connect(self._asked)
        dialog.open()

    def open(self, path: Path) -> None:
        """Show the copy in this file, a text or a web page."""
        self.asked_for.emit()
        # Links are not followed, for they have names of their own.
        self._open(Path(os.path.abspath(path)))  # noqa: PTH100

    def open_again(self) -> None:
        """The text that the atlas itself has, or the copy of the last session, if there was one."""
        if self.copy is not None:
            return
        if own := self._own_text:
            self._begin(tr(OWN), own, own=True)
            return
        path = self.path
        if path is None:
            return
        if is_there(path):
            self._open(path)
            return
        self._settings.remove(KEY)
        name, folder = sanitized(path.name, SHORT), sanitized(str(path.parent), LONG)
        self.refused.emit(
            tr(
                "{name}, which was open before, is no longer in {folder}. Open it where it is now, "
                "or paste its text.",
                name=name,
                folder=folder,
            )
        )

    @property
    def _own_text(self) -> Path | None:
        # What reads the catalogue is not needed while nobody reads the article.
        from arctic_map.content.catalog_file import own_text

        return own_text(data) if (data := self._data()) else None

    def follow(self) -> None:
        """The content was edited: show its own text again as it is now, with what its facts tell of it."""
        if self.copy is None or not self._is_own or (own := self._own_text) is None:
            return
        # Only who edits has it.
        from arctic_map.scene.article.copy import own_copy

        if own.read_text(encoding="utf-8") == self.copy.text:
            # A reading under way is of a text that the atlas has no more.
            self._tasks.cancel()
            facts, proposals = self._catalog().facts, self.copy.proposals
            self.copy = replace(own_copy(self.copy.text, facts), proposals=proposals)
            self.came.emit(self.copy, self._name)
        else:
            self._begin(tr(OWN), own, own=True)

    def paste(self) -> None:
        """Show what is on the clipboard; it is not kept."""
        self.asked_for.emit()
        # None on a clipboard that was cleared, whatever the types say.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        text, page = (data.text() if data else ""), False
        if data and not text.strip() and data.hasHtml():
            text, page = data.html(), True
        if not text.strip():
            self.refused.emit(tr(NOTHING_COPIED))
            return
        self._begin(tr(PASTED), text, page=page)

    def close(self) -> None:
        """Put the text away, and do not open it again by itself."""
        self._tasks.cancel()
        self._settings.remove(KEY)
        self.copy = None
        self.closed.emit()

    def _open(self, path: Path) -> None:
        self._begin(sanitized(path.name, SHORT), path)

    def _begin(self, name: str, source: Path | str, *, own: bool = False, page: bool = False) -> None:
        """Read a file or a text, which is a web's `page`; the atlas's `own` text is never asked for again."""
        self._tasks.cancel()
        self._name, self._is_own = name, own
        self._path = source if isinstance(source, Path) and not own else None
        self.reading.emit(name)
        catalog = self._catalog()

        def read() -> Copy:
            # What only a reader with a text needs, in this thread.
            from arctic_map.desktop.files.article_reading import copy_in, text_of

            try:
                return copy_in(text_of(source, page=page), catalog, own=own)
            except Unreadable as problem:
                raise ArcticMapError(problem.why) from None

        self._tasks.submit(read, done=self._take, failed=self._refuse)

    def _refuse(self, error: ArcticMapError) -> None:
        self.refused.emit(tr("{name} was not opened: {why}.", name=self._name, why=error))

    def _take(self, copy: Copy) -> None:
        if copy.blocks and not copy.matching.found:
            # The text is the owner's, and its facts need not say where they stand in it.
            self.copy = copy
            self.came.emit(copy, self._name)
        elif not copy.matching.wanted:
            self.refused.emit(tr(NO_PLACES))
        elif not copy.matching.found:
            self.refused.emit(
                tr(
                    "{name} is not the article: it contains none of the {wanted} sentences with facts. "
                    "The article is “{article}”.",
                    name=self._name,
                    wanted=copy.matching.wanted,
                    article=self._catalog().article,
                )
            )
        else:
            if self._path is not None:
                self._settings.setValue(KEY, text_of(self._path))
            self.copy = copy
            self.came.emit(copy, self._name)

    def _asked(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
