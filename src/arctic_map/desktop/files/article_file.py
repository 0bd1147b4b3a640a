"""The user's copy of the article: opened or pasted, stored by its path, and read in the background."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.content.catalog_file import own_text
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError
from arctic_map.model.article_copy import ArticleCopy
from arctic_map.model.catalog import Catalog
from arctic_map.model.opened import ARTICLES
from arctic_map.model.path_text import path_of, text_of
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import Unreadable, is_there
from arctic_map.storage.sanitized import sanitized

KEY = "article/path"
SHORT = 60
"""Most characters of a file's name in a message."""
LONG = 300
"""Most characters of a path in a message."""
FILTERS = (
    (tr_later("Texts and web pages"), " ".join(f"*{end}" for end in (*ARTICLES, ".pdf"))),
    (tr_later("All files"), "*"),
)
OWN = tr_later("The text of this atlas")
PASTED = tr_later("Pasted text")
NOTHING_COPIED = tr_later("The clipboard contains no text. Copy the text of the article, and paste it here.")
NO_PLACES = tr_later("The facts of this atlas do not refer to sentences of the article.")


class ArticleFile(QObject):
    """Reads copies in the background and shows only the one that was requested last."""

    requested = Signal()
    """The user has opened or pasted a text, so the panel should be visible."""
    reading = Signal(str)
    """The name of what is being read."""
    loaded = Signal(object, str)
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
        """`catalog` returns the content without opened files, `data` its folder, if it has one."""
        super().__init__(window)
        # A slow reading does not delay the next one.
        self._tasks = TaskQueue(self, at_once=2)
        self._data = data
        self._catalog, self._settings, self._window = catalog, settings, window
        self.dialog: QFileDialog | None = None
        """The dialog while it is open."""
        self.copy: ArticleCopy | None = None
        """The text that is shown; None without one."""
        self._is_own = False
        """Whether it is the atlas's own text."""
        self._path: Path | None = None
        """Path of the file that is read; None for a pasted text."""
        self._name = ""

    @property
    def path(self) -> Path | None:
        """Path of the copy that was opened last, also in an earlier session; None if there was none."""
        stored = self._settings.value(KEY)
        return path_of(stored) if isinstance(stored, str) and stored else None

    def ask(self) -> None:
        """Open the file dialog."""
        if self.dialog is not None:
            return
        self.dialog = dialog = QFileDialog(self._window, tr("Open the article’s text"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{tr(words)} ({ends})" for words, ends in FILTERS])
        dialog.setDirectory(str(self.path.parent if self.path else Path.home()))
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.finished.connect(self._on_answer)
        dialog.open()

    def open(self, path: Path) -> None:
        """Open the copy in this file, a text or a web page."""
        self.requested.emit()
        # Symbolic links are not resolved, because their names may differ.
        self._open(Path(os.path.abspath(path)))  # noqa: PTH100

    def open_again(self) -> None:
        """Show the atlas's own text, or else the copy of the last session, if there was one."""
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
        return own_text(data) if (data := self._data()) else None

    def follow(self) -> None:
        """Show the atlas's own text again after an edit, with the facts of the edited content."""
        if self.copy is None or not self._is_own or (own := self._own_text) is None:
            return
        from arctic_map.article.copy import own_copy  # loaded late: only editing needs it

        if own.read_text(encoding="utf-8") == self.copy.text:
            # A running task reads an outdated text.
            self._tasks.cancel()
            facts, proposals = self._catalog().facts, self.copy.proposals
            self.copy = replace(own_copy(self.copy.text, facts), proposals=proposals)
            self.loaded.emit(self.copy, self._name)
        else:
            self._begin(tr(OWN), own, own=True)

    def paste(self) -> None:
        """Show the text on the clipboard; it is not stored."""
        self.requested.emit()
        # None for an empty clipboard, although the type stubs exclude it.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        text, page = (data.text() if data else ""), False
        if data and not text.strip() and data.hasHtml():
            text, page = data.html(), True
        if not text.strip():
            self.refused.emit(tr(NOTHING_COPIED))
            return
        self._begin(tr(PASTED), text, page=page)

    def close(self) -> None:
        """Close the text, and do not open it in the next session."""
        self._tasks.cancel()
        self._settings.remove(KEY)
        self.copy = None
        self.closed.emit()

    def _open(self, path: Path) -> None:
        self._begin(sanitized(path.name, SHORT), path)

    def _begin(self, name: str, source: Path | str, *, own: bool = False, page: bool = False) -> None:
        """Read a file or a text. `page` marks HTML, `own` the atlas's text, whose path is not stored."""
        self._tasks.cancel()
        self._name, self._is_own = name, own
        self._path = source if isinstance(source, Path) and not own else None
        self.reading.emit(name)
        catalog = self._catalog()

        def read() -> ArticleCopy:
            from arctic_map.desktop.files.article_reading import copy_in, text_of  # loaded in the task

            try:
                return copy_in(text_of(source, page=page), catalog, own=own)
            except Unreadable as problem:
                raise ArcticMapError(problem.why) from None

        self._tasks.submit(read, done=self._on_copy, failed=self._refuse)

    def _refuse(self, error: ArcticMapError) -> None:
        self.refused.emit(tr("{name} was not opened: {why}.", name=self._name, why=error))

    def _on_copy(self, copy: ArticleCopy) -> None:
        if copy.blocks and not copy.matching.found:
            # An atlas's own text is shown even if no fact refers to it.
            self.copy = copy
            self.loaded.emit(copy, self._name)
        elif not copy.matching.expected:
            self.refused.emit(tr(NO_PLACES))
        elif not copy.matching.found:
            self.refused.emit(
                tr(
                    "{name} is not the article: it contains none of the {wanted} sentences with facts. "
                    "The article is “{article}”.",
                    name=self._name,
                    wanted=copy.matching.expected,
                    article=self._catalog().article,
                )
            )
        else:
            if self._path is not None:
                self._settings.setValue(KEY, text_of(self._path))
            self.copy = copy
            self.loaded.emit(copy, self._name)

    def _on_answer(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
