"""Passing links and files to the running window, through a socket of the user."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from arctic_map.desktop.shell.startup.instance_lock import InstanceLock, acquire, address, give_up
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
"""Time limit for a connection, and for the line of a caller, ms."""
MAX_WAIT_S, BETWEEN_S = 10.0, 0.05
"""Time limit for a window that is busy or about to open, and interval of retries, s."""
RETRY_MS = 1000
"""Interval at which a window tries to listen while another one does, ms."""
MAX_CALLERS = 8
"""Most simultaneous connections."""
ACCEPTED = b"taken\n"


def hand_over(what: Sequence[Link | Path], data: Path) -> bool:
    """Return whether a window that is open, or about to open, took all items, or was raised for none.

    The paths are absolute.
    """
    at, lines = address(data), [line_of(each) for each in what] or [SHOW]
    end = time.monotonic() + MAX_WAIT_S
    while lines:
        if _is_own(at) and _is_accepted(lines[0], at, end):
            del lines[0]
        elif acquire(data) is not InstanceLock.BUSY or time.monotonic() > end:
            return False
        else:
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


def _is_accepted(line: str, at: str, end: float) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(at)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(f"{line}\n".encode())
    answer = b""
    # A busy window answers late. A second call would make it open the same again.
    while len(answer) < len(ACCEPTED) and socket.waitForReadyRead(_ms_until(end)):
        answer += socket.read(len(ACCEPTED) - len(answer)).data()
    socket.abort()
    return answer == ACCEPTED


def _ms_until(end: float) -> int:
    return max(0, int((end - time.monotonic()) * 1000))


class Listener(QObject):
    """Receives what later starts pass on, as soon as no other window does."""

    def __init__(
        self, data: Path, receive: Callable[[Link | Path | None], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._data, self._receive = data, receive
        self._callers: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._listen)
        self._start()

    def follow(self, data: Path) -> None:
        """Receive what is passed on to this content from now on, and nothing for the earlier one."""
        if data != self._data:
            self.close()
            give_up(self._data)
            self._data = data
            self._start()

    def close(self) -> None:
        """Stop listening."""
        self._retry.stop()
        self._server.close()

    def _start(self) -> None:
        self._retry.start()
        self._listen()

    def _listen(self) -> None:
        """Listen unless another window does; the timer tries again until that window is closed."""
        at, lock = address(self._data), acquire(self._data)
        if lock is InstanceLock.BUSY or (lock is InstanceLock.UNKNOWN and _answered(at)):
            return
        self._retry.stop()
        if not self._server.listen(at) and _is_own(at):
            # Left behind by a window that crashed.
            QLocalServer.removeServer(at)
            self._server.listen(at)

    def _called(self) -> None:
        while caller := self._server.nextPendingConnection():
            if len(self._callers) >= MAX_CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.add(caller)
            caller.setReadBufferSize(MAX_MESSAGE_LENGTH)
            # A lambda would own this object, whose end would then delete the caller a second time.
            caller.readyRead.connect(self._read_all)
            caller.disconnected.connect(self._forget_closed)
            QTimer.singleShot(PATIENCE_MS, caller, caller.abort)
            self._read(caller)

    def _read_all(self) -> None:
        for caller in tuple(self._callers):
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
        caller.flush()
        # A start that waits no longer has opened a window of its own.
        waits = caller.state() is QLocalSocket.LocalSocketState.ConnectedState
        caller.disconnectFromServer()
        if waits:
            self._receive(what)

    def _forget_closed(self) -> None:
        for caller in tuple(self._callers):
            if caller.state() is QLocalSocket.LocalSocketState.UnconnectedState:
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
