"""Files from and for other programs: dropped onto the window, sent by macOS, or shown there."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QProcess, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QDragMoveEvent,
    QDropEvent,
    QFileOpenEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from arctic_map.desktop.files.reader_process import program
from arctic_map.errors import WrongLink
from arctic_map.model.tr import tr, tr_count
from arctic_map.scene.words.links import parse
from arctic_map.storage.sanitized import sanitized

ROOM = 24
"""From the edge of the map to the hint's frame, px."""
MAX_NAME_LENGTH = 48


class Dropping(QObject):
    """Accepts drops on the window and shows the hint."""

    dropped = Signal(object)
    """Paths of local files."""
    refused = Signal(str)
    """A message about dropped items that cannot be opened."""

    def __init__(self, window: QMainWindow, deaf: Iterable[QWidget]) -> None:
        """`deaf` are widgets that would handle drops themselves."""
        super().__init__(window)
        self._window, self._deaf = window, tuple(deaf)
        self.hint = Hint(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        for widget in self._deaf:
            widget.installEventFilter(self)
        self._deafen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window:
            # The web view gets a new child widget whenever its page restarts.
            if event.type() is QEvent.Type.ChildAdded:
                QTimer.singleShot(0, self, self._deafen)
            return False
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDragMoveEvent):
                self._hover(event)
            case QEvent.Type.DragLeave:
                self.hint.hide()
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self._drop(event)
            case _:
                return False
        return True

    def _deafen(self) -> None:
        for widget in self._deaf:
            for each in (widget, *widget.findChildren(QWidget)):
                each.setAcceptDrops(False)

    def _hover(self, event: QDragMoveEvent) -> None:
        if not _urls(event.mimeData()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if not self.hint.isVisible():
            middle = self._window.centralWidget()
            self.hint.show_over(middle, _words(event.mimeData()))

    def _drop(self, event: QDropEvent) -> None:
        self.hint.hide()
        urls = _urls(event.mimeData())
        if not urls:
            event.ignore()
            return
        # Never a move, after which the source would delete the file.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if len(paths) < len(urls):
            self.refused.emit(tr("Only files on this computer can be opened"))
        if paths:
            self.dropped.emit(paths)


class Hint(QWidget):
    """A frame over the map that says what dropping would do; transparent for mouse events."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAcceptDrops(False)
        self.hide()

    @property
    def words(self) -> str:
        """The text that is shown."""
        return self._words

    def show_over(self, widget: QWidget | None, words: str) -> None:
        """Show the hint over a widget."""
        self._words = words
        self.setAccessibleName(words)
        parent = self.parentWidget()
        if widget is not None and parent is not None:
            self.setGeometry(widget.rect().translated(widget.mapTo(parent, widget.rect().topLeft())))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        veil = QColor(palette.window().color())
        veil.setAlpha(170)
        painter.fillRect(self.rect(), veil)
        frame = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
        painter.setPen(QPen(palette.highlight().color(), 3, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 12, 12)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        painter.setFont(font)
        lines = frame.adjusted(ROOM, ROOM, -ROOM, -ROOM)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        # With its own background, because the map behind contains text too.
        box = painter.boundingRect(lines, flags, self._words).adjusted(-20, -12, 20, 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.window())
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(palette.windowText().color())
        painter.drawText(lines, flags, self._words)


def _urls(data: QMimeData) -> list[QUrl]:
    return data.urls() if data.hasUrls() else []


def _words(data: QMimeData) -> str:
    names = [
        sanitized(Path(url.toLocalFile()).name, MAX_NAME_LENGTH) for url in _urls(data) if url.isLocalFile()
    ]
    if not names:
        return tr("Only files on this computer can be opened")
    if len(names) > 1:
        return tr_count(len(names), "Drop to open {count} file", "Drop to open {count} files")
    return tr("Drop to open {name}", name=names[0])


class FileOpenEvents(QObject):
    """Filters all events of the app, so it is created only on macOS."""

    path_received = Signal(object)
    """The path of a file, or a Link."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            if event.file():
                self.path_received.emit(Path(event.file()))
            else:
                with contextlib.suppress(WrongLink):
                    self.path_received.emit(parse(event.url().toString()))
            return True
        return False


def open_file(path: Path) -> bool:
    """Open a file in its default program; return whether that has succeeded."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file, selecting it where the system can; return whether that has succeeded."""
    if command := chooser(path, sys.platform):
        started = QProcess.startDetached(command[0], command[1:])
        # PySide also returns the process id.
        return started[0] if isinstance(started, tuple) else bool(started)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def open_window_with(path: Path | None, data: Path | None = None) -> bool:
    """Start another window with this file and return whether that has succeeded; the window reports errors.

    Without a file it shows the content of the folder `data`, or the built-in atlas. The file is passed as a
    URL, which keeps names of any bytes.
    """
    folder = ["--data", str(data)] if data else []
    command = [*program(), "open", "--desktop", *folder, *([path.as_uri()] if path else [])]
    started = QProcess.startDetached(command[0], command[1:])
    return started[0] if isinstance(started, tuple) else bool(started)


def chooser(path: Path, platform: str) -> list[str]:
    """Return the command that selects a file in its folder; an empty list if the system has none."""
    if platform == "darwin":
        return ["open", "-R", str(path)]
    if platform == "win32":
        return ["explorer", f"/select,{path}"]
    return []
