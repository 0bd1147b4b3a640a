"""Only a display that answers is one: variables may name a session that has ended."""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from arctic_map.errors import MapFailed
from arctic_map.render.display import X_SOCKET, debian_package, has_display, plugins, require_x

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="always have a display")


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    # Paths of sockets have room for about a hundred characters.
    with tempfile.TemporaryDirectory(prefix="am") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def test_without_variables_there_is_no_display() -> None:
    assert not has_display()


def test_a_wayland_display_is_one_while_it_answers(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(runtime / "wayland-7"))
        server.listen()
        assert has_display()
    assert not has_display()


@pytest.mark.parametrize("name", [":{}", ":{}.0", "unix:{}"])
def test_a_display_of_x_is_one_while_it_answers(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = os.getpid() + 100_000
    monkeypatch.setenv("DISPLAY", name.format(number))
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(f"\0{X_SOCKET}{number}")
        server.listen()
        assert has_display()
    assert not has_display()


def test_a_display_of_another_computer_is_not_contacted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "nowhere.invalid:10.0")
    assert has_display()


@pytest.fixture
def x_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A socket that listens as a display of this computer, which DISPLAY names."""
    number = os.getpid() + 100_000
    monkeypatch.setenv("DISPLAY", f":{number}")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(f"\0{X_SOCKET}{number}")
        server.listen()
        yield server


def test_a_refused_connection_is_reported_before_qt_ends_the_process(x_server: socket.socket) -> None:
    caller = Thread(target=refuse, args=(x_server,))
    caller.start()
    with pytest.raises(MapFailed, match=r"the display :\d+ refuses this user"):
        require_x(plugins())
    caller.join()


def refuse(server: socket.socket) -> None:
    """Close the probe and the connection that follows it, as a server does for a wrong cookie."""
    for _ in range(2):
        connection, _ = server.accept()
        connection.recv(4096)
        connection.close()


@pytest.mark.usefixtures("x_server")
def test_a_missing_library_is_named(tmp_path: Path) -> None:
    library = (plugins().parent / "lib" / "libQt6XcbQpa.so.6").read_bytes()
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "libqxcb.so").write_bytes(
        library.replace(b"libxcb-cursor.so.0", b"libxcb-cursor.so.9")
    )
    with pytest.raises(MapFailed, match="`sudo apt install libxcb-cursor9"):
        require_x(tmp_path)


def test_the_package_of_a_library_follows_debians_rule() -> None:
    assert debian_package("libxkbcommon-x11.so.0") == "libxkbcommon-x11-0"
    assert debian_package("libX11-xcb.so.1") == "libx11-xcb1"
    assert debian_package("/opt/libqxcb.so") == ""


@pytest.mark.parametrize("name", ["unix:9999", ":", "words"])
def test_a_display_that_cannot_be_is_none(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert not has_display()
