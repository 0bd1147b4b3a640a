"""Hands a link to the window that runs already, by a socket of the user's own that takes nothing else."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from arctic_map.errors import WrongLink
from arctic_map.scene.links import LONGEST, Link, parse

MOST = 4 * LONGEST + 1
"""Bytes of a link with its line's end; whoever says more is not listened to."""
PATIENCE_MS = 2000
"""For the other side to say something."""
AT_ONCE = 8
"""Callers that are waited for at the same time."""
TAKEN = b"taken\n"


def address(data: Path) -> str:
    """Where a window on this content of this user listens: a path, or on Windows the name of a pipe."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    name = f"arctic-map-{user}-{crc32(os.fsencode(data.resolve())):08x}"
    if sys.platform == "win32":
        return name
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) if runtime and Path(runtime).is_dir() else Path(tempfile.gettempdir())
    return str(folder / f"{name}.socket")


def hand_over(link: Link, data: Path) -> bool:
    """Whether a running window took the link."""
    at = address(data)
    if not _mine(at):
        return False
    socket = QLocalSocket()
    socket.connectToServer(at)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(f"{link}\n".encode())
    answer = b""
    while len(answer) < len(TAKEN) and socket.waitForReadyRead(PATIENCE_MS):
        answer += socket.read(len(TAKEN) - len(answer)).data()
    socket.abort()
    return answer == TAKEN


class Listener(QObject):
    """Takes links that later starts hand over; silent where another window listens already."""

    def __init__(self, data: Path, take: Callable[[Link], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._callers: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self.listens = self._listen(address(data))

    def close(self) -> None:
        self._server.close()

    def _listen(self, at: str) -> bool:
        if not self._server.listen(at) and _mine(at) and not _answered(at):
            # Left behind by a window that did not come to its end.
            QLocalServer.removeServer(at)
            return self._server.listen(at)
        return self._server.isListening()

    def _called(self) -> None:
        while caller := self._server.nextPendingConnection():
            if len(self._callers) >= AT_ONCE:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.add(caller)
            caller.setReadBufferSize(MOST)
            caller.readyRead.connect(lambda caller=caller: self._read(caller))
            caller.disconnected.connect(lambda caller=caller: self._forget(caller))
            QTimer.singleShot(PATIENCE_MS, caller, caller.abort)
            self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() >= MOST:
                caller.abort()
            return
        try:
            link = parse(bytes(caller.readLine(MOST).data()).decode().rstrip("\n"))
        except (UnicodeDecodeError, WrongLink):
            caller.abort()
            return
        caller.write(TAKEN)
        caller.disconnectFromServer()
        self._take(link)

    def _forget(self, caller: QLocalSocket) -> None:
        self._callers.discard(caller)
        caller.deleteLater()


def _mine(at: str) -> bool:
    """Whether nobody else has put something there: in the folder for temporary files everybody may."""
    if not hasattr(os, "getuid"):
        return True
    try:
        return Path(at).lstat().st_uid == os.getuid()
    except OSError:
        return False


def _answered(at: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(at)
    lives = socket.waitForConnected(PATIENCE_MS)
    socket.abort()
    return lives
