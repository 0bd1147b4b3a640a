"""Only a display that answers is one: variables may name a session that has ended."""

import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from arctic_map.render.display import X_PORT, has_display

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


@pytest.mark.parametrize("name", ["localhost:{}.0", "tcp/localhost:{}", ":{}"])
def test_a_display_of_x_is_one_while_it_answers(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The ports of displays begin at 6000; the system chooses one far above.
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        monkeypatch.setenv("DISPLAY", name.format(server.getsockname()[1] - X_PORT))
        assert has_display()
    assert not has_display()


@pytest.mark.parametrize("name", ["unix:9999", "words", "localhost:99999999"])
def test_a_display_that_cannot_be_is_none(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert not has_display()
