"""A second start hands its link to the window that is open: real processes, off screen."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.end2end.tools import PATIENCE_S, at_home, until

from arctic_map import resources

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(os.name == "nt", reason="speaks to the socket as Unix has it"),
]

LINK = "arctic-map://fact/T3"


@dataclass
class Desk:
    """A user with a home and a folder for sockets of their own, and the windows they have open."""

    home: Path
    runtime: Path
    windows: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "arctic_map", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        own = {"XDG_RUNTIME_DIR": str(self.runtime), "QT_QPA_PLATFORM": "offscreen"}
        return {**at_home(self.home), **own}

    def open(self, *arguments: str) -> "subprocess.Popen[bytes]":
        window = subprocess.Popen(
            self.command("open", *arguments),
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.windows.append(window)
        return window

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            self.command("open", *arguments),
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )

    @property
    def sockets(self) -> list[Path]:
        return list(self.runtime.glob("*.socket"))

    def answered(self) -> bool:
        """Whether a window listens."""
        for path in self.sockets:
            with socket.socket(socket.AF_UNIX) as caller:
                return caller.connect_ex(str(path)) == 0
        return False

    def say(self, text: bytes) -> bytes:
        """What the window answers before it hangs up."""
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(PATIENCE_S)
            caller.connect(str(self.sockets[0]))
            try:
                caller.sendall(text)
                return caller.recv(100)
            except (BrokenPipeError, ConnectionResetError):
                return b""

    def selected(self) -> object:
        """The fact that the open window has kept as selected."""
        return self.kept("fact")

    def kept(self, what: str) -> object:
        """Of the session that the open window has kept."""
        for path in self.home.rglob("session.json"):
            return json.loads(path.read_text()).get(what)
        return None


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    # Paths of sockets have room for about a hundred characters.
    runtime = Path(tempfile.mkdtemp(prefix="am"))
    desk = Desk(tmp_path, runtime)
    yield desk
    for window in desk.windows:
        window.kill()
        window.wait()
    shutil.rmtree(runtime)


@pytest.mark.slow
def test_a_link_goes_to_the_open_window_and_nothing_else_does(desk: Desk) -> None:
    first = desk.open()
    until(desk.answered, "the window listens")
    done = desk.run(LINK)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    until(lambda: desk.selected() == "T3", "the window goes to the fact")
    assert first.poll() is None

    # Nothing but a link to what is there does anything, and the window lives on.
    for text in (b"quit\n", b"arctic-map://fact/\xff\n", b"http://example.org\n", b"x" * 100_000, b"{}\n"):
        assert desk.say(text) == b""
    assert desk.say(b"arctic-map://fact/T99\n") == b"taken\n"
    assert desk.say(b"arctic-map://fact/G4\n") == b"taken\n"
    until(lambda: desk.selected() == "G4", "the window follows the next link")
    assert first.poll() is None


@pytest.mark.slow
def test_a_socket_left_behind_by_a_crash_stops_nobody(desk: Desk) -> None:
    first = desk.open()
    until(desk.answered, "the window listens")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert desk.sockets
    assert not desk.answered()
    second = desk.open(LINK)
    until(lambda: desk.selected() == "T3", "a window of its own")
    until(desk.answered, "the new window listens")
    assert second.poll() is None
    assert desk.run("arctic-map://fact/S1").returncode == 0
    until(lambda: desk.selected() == "S1", "the new window follows")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("arctic-map://fact/T99", "there is no fact 'T99'"),
        ("arctic-map://ship/x", "names no fact, feature or place"),
        ("http://example.org", "is not a link of the atlas"),
    ],
)
def test_a_wrong_link_is_one_line_and_exit_2(link: str, said: str, desk: Desk) -> None:
    done = desk.run(link)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_files_go_to_the_open_window(desk: Desk, tmp_path: Path) -> None:
    names = ["a b ü.geojson", "second.json"]
    for name in names:
        point = {"type": "Point", "coordinates": [60, 75]}
        (tmp_path / name).write_text(json.dumps(point), encoding="utf-8")
    first = desk.open(str(tmp_path / names[0]))
    until(desk.answered, "the window listens")
    until(lambda: desk.kept("files") == [str(tmp_path / names[0])], "the window shows its own file")
    done = desk.run((tmp_path / names[1]).as_uri(), "--data", str(resources.data()))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    until(
        lambda: desk.kept("files") == [str(tmp_path / name) for name in names], "the window shows the other"
    )
    for text in (b"file:///etc/passwd\n", b"file:///nowhere/a.geojson\n", b"file:///dev/zero\n"):
        assert desk.say(text) == b"taken\n"
    assert desk.say(b"file://relative\n") == desk.say(b"file:///a%00b\n") == b""
    assert desk.say(b"arctic-map://fact/T3\n") == b"taken\n"
    until(lambda: desk.selected() == "T3", "the window lives on")
    assert desk.kept("files") == [str(tmp_path / name) for name in names]
    assert first.poll() is None


def test_a_missing_file_is_one_line_and_exit_2(desk: Desk) -> None:
    done = desk.run("/nowhere/a.geojson")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the file does not exist" in done.stderr
    assert done.stderr.count("\n") == 1
