"""Hands links and files to the window that runs already, by a socket of the user's own."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from arctic_map.desktop.shell.startup.instance_lock import InstanceLock, acquire, address
from arctic_map.errors import WrongLink
from arctic_map.model.path_text import FILE, path_of
from arctic_map.model.tr import tr
from arctic_map.scene.words.links import LONGEST, Link, parse

LONGEST_PATH = 12_300
"""Characters of a file's address: a path of 4096 bytes with each of them written as three."""
MOST = max(4 * LONGEST, LONGEST_PATH) + 1
"""Bytes of a line with its end; whoever says more is not listened to."""
SHOW = "show"
"""Said by a start that has nothing to open."""
PATIENCE_MS = 2000
"""For the other side to say something."""
OPENING_S, BETWEEN_S = 10.0, 0.05
"""For a window that is about to open, and how often it is asked for."""
AT_ONCE = 8
"""Callers that are waited for at the same time."""
TAKEN = b"taken\n"


def hand_over(what: Sequence[Link | Path], data: Path) -> bool:
    """Whether a running window took all of it, or came forward for nothing; paths are absolute."""
    at, lines = address(data), [line_of(each) for each in what] or [SHOW]
    return _mine(at) and all(_said(line, at) for line in lines)


def hand_over_to_first(what: Sequence[Link | Path], data: Path) -> bool:
    """The same, when that window is about to open; not where it ends before it listens."""
    end = time.monotonic() + OPENING_S
    while not hand_over(what, data):
        if acquire(data) is not InstanceLock.TAKEN or time.monotonic() > end:
            return False
        time.sleep(BETWEEN_S)
    return True


def line_of(what: Link | Path) -> str:
    """What is said of a link or file, without the line's end."""
    return f"{FILE}{quote_from_bytes(os.fsencode(what))}" if isinstance(what, Path) else str(what)


def understood(line: str) -> Link | Path | None:
    """The link, the path of the file, or nothing but the request to see the window. Raises WrongLink."""
    if line == SHOW:
        return None
    if not line.startswith(FILE):
        return parse(line)
    path = path_of(line)
    if len(line) > LONGEST_PATH or not path.is_absolute() or "\0" in str(path):
        raise WrongLink(tr("this is not the address of a file"))
    return path


def _said(line: str, at: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(at)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(f"{line}\n".encode())
    answer = b""
    while len(answer) < len(TAKEN) and socket.waitForReadyRead(PATIENCE_MS):
        answer += socket.read(len(TAKEN) - len(answer)).data()
    socket.abort()
    return answer == TAKEN


class Listener(QObject):
    """Takes what later starts hand over; silent where another window listens already."""

    def __init__(
        self, data: Path, take: Callable[[Link | Path | None], None], parent: QObject | None = None
    ) -> None:
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
        # Qt puts its socket in the place of whatever stands there, also of one at which another window
        # listens: with a window that took the place so and was killed, nobody would be heard any more.
        if _answered(at):
            return False
        if not self._server.listen(at) and _mine(at):
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
            what = understood(bytes(caller.readLine(MOST).data()).decode().rstrip("\n"))
        except (UnicodeDecodeError, WrongLink):
            caller.abort()
            return
        caller.write(TAKEN)
        caller.disconnectFromServer()
        self._take(what)

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
