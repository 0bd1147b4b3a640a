"""Files and links that macOS sends to the running app as events, instead of starting it again."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent

from arctic_map.errors import WrongLink
from arctic_map.scene.words.links import parse


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
