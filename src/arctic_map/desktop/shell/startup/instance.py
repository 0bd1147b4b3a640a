"""Passing links and files to the running window, through a socket of the user."""

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
from arctic_map.scene.words.links import MAX_LINK_LENGTH, Link, parse

MAX_PATH_LENGTH = 12_300
"""Most characters of a file's URL: a path of 4096 bytes, each as three characters."""
MAX_MESSAGE_LENGTH = max(4 * MAX_LINK_LENGTH, MAX_PATH_LENGTH) + 1
"""Most bytes of a line with its end; callers that send more are disconnected."""
SHOW = "show"
"""Line of a start that has nothing to open."""
PATIENCE_MS = 2000
"""Time limit for an answer of the other side, ms."""
OPENING_S, BETWEEN_S = 10.0, 0.05
"""Time limit for a window that is about to open, and interval of retries, s."""
MAX_CALLERS = 8
"""Most simultaneous connections."""
ACCEPTED = b"taken\n"


def hand_over(what: Sequence[Link | Path], data: Path) -> bool:
    """Return whether a running window took all items, whose paths are absolute, or was raised for none."""
    at, lines = address(data), [line_of(each) for each in what] or [SHOW]
    return _is_own(at) and all(_is_listening_line(line, at) for line in lines)


def hand_over_to_first(what: Sequence[Link | Path], data: Path) -> bool:
    """As `hand_over`, but wait for a window that is about to open; False if it ends before."""
    end = time.monotonic() + OPENING_S
    while not hand_over(what, data):
        if acquire(data) is not InstanceLock.BUSY or time.monotonic() > end:
            return False
        time.sleep(BETWEEN_S)
    return True


def line_of(what: Link | Path) -> str:
    """Return the line for a link or file, without the newline."""
    return f"{FILE}{quote_from_bytes(os.fsencode(what))}" if isinstance(what, Path) else str(what)


def understood(line: str) -> Link | Path | None:
    """Return the link or path of a line; None for SHOW. Raises WrongLink."""
    if line == SHOW:
        return None
    if not line.startswith(FILE):
        return parse(line)
    path = path_of(line)
    if len(line) > MAX_PATH_LENGTH or not path.is_absolute() or "\0" in str(path):
        raise WrongLink(tr("this is not the address of a file"))
    return path


def _is_listening_line(line: str, at: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(at)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(f"{line}\n".encode())
    answer = b""
    while len(answer) < len(ACCEPTED) and socket.waitForReadyRead(PATIENCE_MS):
        answer += socket.read(len(ACCEPTED) - len(answer)).data()
    socket.abort()
    return answer == ACCEPTED


class Listener(QObject):
    """Receives what later starts pass on; inactive if another window listens already."""

    def __init__(
        self, data: Path, receive: Callable[[Link | Path | None], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._receive = receive
        self._callers: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self.listens = self._listen(address(data))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _listen(self, at: str) -> bool:
        # Qt would replace the socket of another window that listens. If this window were killed then, no
        # window could be reached.
        if _answered(at):
            return False
        if not self._server.listen(at) and _is_own(at):
            # Left behind by a window that crashed.
            QLocalServer.removeServer(at)
            return self._server.listen(at)
        return self._server.isListening()

    def _called(self) -> None:
        while caller := self._server.nextPendingConnection():
            if len(self._callers) >= MAX_CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.add(caller)
            caller.setReadBufferSize(MAX_MESSAGE_LENGTH)
            caller.readyRead.connect(lambda caller=caller: self._read(caller))
            caller.disconnected.connect(lambda caller=caller: self._forget(caller))
            QTimer.singleShot(PATIENCE_MS, caller, caller.abort)
            self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() >= MAX_MESSAGE_LENGTH:
                caller.abort()
            return
        try:
            what = understood(bytes(caller.readLine(MAX_MESSAGE_LENGTH).data()).decode().rstrip("\n"))
        except (UnicodeDecodeError, WrongLink):
            caller.abort()
            return
        caller.write(ACCEPTED)
        caller.disconnectFromServer()
        self._receive(what)

    def _forget(self, caller: QLocalSocket) -> None:
        self._callers.discard(caller)
        caller.deleteLater()


def _is_own(at: str) -> bool:
    """Return whether the socket belongs to this user: anyone can create files in the temporary folder."""
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
