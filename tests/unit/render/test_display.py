"""Only a display that answers is one: variables may name a session that has ended."""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from arctic_map.render.display import X_SOCKET, has_display

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


@pytest.mark.parametrize("name", ["unix:9999", ":", "words"])
def test_a_display_that_cannot_be_is_none(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert not has_display()
