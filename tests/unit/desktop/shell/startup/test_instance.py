"""What one start of the window says to another, and which window listens."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from arctic_map.desktop.shell.startup import instance
from arctic_map.desktop.shell.startup.instance import ACCEPTED, MAX_PATH_LENGTH, Listener, line_of, understood
from arctic_map.desktop.shell.startup.instance_lock import InstanceLock, acquire, address, give_up_all
from arctic_map.errors import WrongLink
from arctic_map.scene.words.links import Link


@pytest.mark.parametrize(
    "name", ["a.geojson", "a b ü.geojson", "a\nb.geojson", "\udcff.geojson", "%41#?.geojson"]
)
def test_a_path_comes_over_as_it_is(name: str) -> None:
    path = Path("/maps") / name
    line = line_of(path)
    assert line.isascii() and line.isprintable()
    assert understood(line) == path
    assert understood(line_of(Link("fact", "T3"))) == Link("fact", "T3")


@pytest.mark.parametrize(
    "line", ["file://", "file://a/b", "file:///a%00", "file:///" + "a" * MAX_PATH_LENGTH, "x", ""]
)
def test_nothing_else_comes_over(line: str) -> None:
    with pytest.raises(WrongLink):
        understood(line)


unix = pytest.mark.skipif(os.name == "nt", reason="speaks to the socket as Unix has it")


START = """import pathlib, sys
from arctic_map.desktop.shell.startup import instance
instance.PATIENCE_MS = 50
file, data = map(pathlib.Path, sys.argv[1:])
print(instance.hand_over([file], data))"""
"""A start that loses patience with a connection soon, but not with a busy window."""


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    # Paths of sockets have room for about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="am"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setattr(instance, "RETRY_MS", 10)
    yield folder
    give_up_all()
    shutil.rmtree(folder)


@contextmanager
def caller(data: Path, line: str) -> Iterator[socket.socket]:
    """A later start."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(60)
        caller.connect(address(data))
        caller.sendall(f"{line}\n".encode())
        yield caller


@contextmanager
def other_window(data: Path) -> Iterator[None]:
    """Another process that has the lock of the content."""
    import fcntl

    path = Path(address(data)).with_suffix(".lock")
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
        path.unlink()


@unix
def test_a_busy_window_is_called_once_and_waited_for(runtime: Path) -> None:
    data, file = runtime / "a.arctic", runtime / "a.geojson"
    with other_window(data), socket.socket(socket.AF_UNIX) as window:
        window.bind(address(data))
        window.listen()
        command = [sys.executable, "-c", START, str(file), str(data)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as start:
            first, _ = window.accept()
            window.settimeout(0.3)
            with pytest.raises(TimeoutError):
                window.accept()
            assert first.recv(1000).decode() == f"{line_of(file)}\n"
            first.sendall(ACCEPTED)
            assert start.communicate(timeout=60)[0] == "True\n"
            first.close()


@unix
def test_what_nobody_waits_for_any_more_is_not_opened(runtime: Path, qtbot: QtBot) -> None:
    data = runtime / "a.arctic"
    received: list[Link | Path | None] = []
    listener = Listener(data, received.append)
    with caller(data, "arctic-map://fact/T3"):
        pass
    with caller(data, "arctic-map://fact/S1"):
        qtbot.waitUntil(lambda: bool(received))
    assert received == [Link("fact", "S1")]
    listener.close()


@unix
def test_the_listener_may_end_before_its_last_caller(runtime: Path, qapp: QApplication) -> None:
    for number in range(20):
        data = runtime / f"{number}.arctic"
        received: list[Link | Path | None] = []
        listener = Listener(data, received.append)
        with caller(data, "show"):
            while not received:
                QCoreApplication.processEvents()
        listener.close()
        del listener
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@unix
def test_a_second_window_listens_when_the_first_is_closed(runtime: Path, qtbot: QtBot) -> None:
    data = runtime / "a.arctic"
    received: list[Link | Path | None] = []
    with other_window(data):
        listener = Listener(data, received.append)
        assert not Path(address(data)).exists()
    qtbot.waitUntil(lambda: acquire(data) is InstanceLock.ACQUIRED and Path(address(data)).exists())
    with caller(data, "show") as start:
        qtbot.waitUntil(lambda: bool(received))
        assert start.recv(100) == ACCEPTED
    listener.close()


@unix
def test_a_window_listens_for_the_atlas_that_it_was_saved_as(runtime: Path, qtbot: QtBot) -> None:
    old, new = runtime / "a.arctic", runtime / "b.arctic"
    received: list[Link | Path | None] = []
    listener = Listener(old, received.append)
    listener.follow(new)
    with caller(new, "show"):
        qtbot.waitUntil(lambda: bool(received))
    assert not Path(address(old)).exists()
    with other_window(old):
        assert acquire(old) is InstanceLock.BUSY
    listener.close()
