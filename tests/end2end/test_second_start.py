"""One window for however many starts, whatever callers say to it: real processes, off screen."""

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
        """The fact that the open window has stored as selected."""
        return self.stored("fact")

    def stored(self, what: str) -> object:
        """Of the session that the open window has stored."""
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
    ("link", "message"),
    [
        ("arctic-map://fact/T99", "there is no fact 'T99'"),
        ("arctic-map://ship/x", "names no fact, feature or place"),
        ("ftp://example.org", "is not a link of the atlas"),
    ],
)
def test_a_wrong_link_is_one_line_and_exit_2(link: str, message: str, desk: Desk) -> None:
    done = desk.run(link)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_files_go_to_the_open_window(desk: Desk, tmp_path: Path) -> None:
    names = ["a b ü.geojson", "second.json"]
    for name in names:
        point = {"type": "Point", "coordinates": [60, 75]}
        (tmp_path / name).write_text(json.dumps(point), encoding="utf-8")
    first = desk.open(str(tmp_path / names[0]))
    until(desk.answered, "the window listens")
    until(lambda: desk.stored("files") == [str(tmp_path / names[0])], "the window shows its own file")
    done = desk.run((tmp_path / names[1]).as_uri(), "--data", str(resources.data()))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    until(
        lambda: desk.stored("files") == [str(tmp_path / name) for name in names], "the window shows the other"
    )
    for text in (b"file:///etc/passwd\n", b"file:///nowhere/a.geojson\n", b"file:///dev/zero\n"):
        assert desk.say(text) == b"taken\n"
    assert desk.say(b"file://relative\n") == desk.say(b"file:///a%00b\n") == b""
    assert desk.say(b"arctic-map://fact/T3\n") == b"taken\n"
    until(lambda: desk.selected() == "T3", "the window lives on")
    assert desk.stored("files") == [str(tmp_path / name) for name in names]
    assert first.poll() is None


def test_a_missing_file_is_one_line_and_exit_2(desk: Desk) -> None:
    done = desk.run("/nowhere/a.geojson")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the file does not exist" in done.stderr
    assert done.stderr.count("\n") == 1


def ended(*windows: "subprocess.Popen[bytes]") -> list["subprocess.Popen[bytes]"]:
    return [window for window in windows if window.poll() is not None]


@pytest.mark.slow
def test_of_starts_at_the_same_moment_one_opens_the_window(desk: Desk) -> None:
    starts = [desk.open(), desk.open(LINK), desk.open()]
    until(lambda: len(ended(*starts)) == 2, "two of them hand over to the third")
    assert [window.returncode for window in ended(*starts)] == [0, 0]
    until(desk.answered, "the window listens")
    until(lambda: desk.selected() == "T3", "and goes where one of them was to go")
    (window,) = (each for each in starts if each.poll() is None)
    # A later start only brings it forward.
    assert desk.run().returncode == 0
    assert window.poll() is None
    # In the moment in which it dies, the next is the first again.
    window.send_signal(signal.SIGKILL)
    window.wait()
    following = desk.open()
    until(desk.answered, "a window of its own")
    assert following.poll() is None


@pytest.mark.slow
def test_with_new_there_are_two_and_the_first_listens_even_when_the_second_is_gone(desk: Desk) -> None:
    first = desk.open()
    until(desk.answered, "the window listens")
    (at,) = desk.sockets
    born = at.stat().st_ino
    for end, fact, following in ((signal.SIGKILL, "T3", "S1"), (signal.SIGTERM, "T5", "G4")):
        second = desk.open("--new", f"arctic-map://fact/{fact}")
        until(lambda: desk.selected() == fact, "the other window goes to the fact")  # noqa: B023
        assert first.poll() is None and second.poll() is None
        assert desk.sockets == [at] and at.stat().st_ino == born, "the second has no socket of its own"
        second.send_signal(end)
        assert second.wait() == (128 + end if end is signal.SIGTERM else -end)
        assert desk.run(f"arctic-map://fact/{following}").returncode == 0
        until(lambda: desk.selected() == following, "the first window follows the third start")  # noqa: B023
        assert first.poll() is None


@pytest.mark.slow
def test_what_stands_in_the_place_of_the_socket_stops_nobody(desk: Desk) -> None:
    window = desk.open()
    until(desk.answered, "the window listens")
    (at,) = desk.sockets
    for put, fact in (("file", "T3"), ("folder", "S1"), ("link", "G4"), ("deaf", "T5")):
        window.terminate()
        window.wait()
        if at.is_dir():
            at.rmdir()
        at.unlink(missing_ok=True)
        with placed(put, at):
            window = desk.open(f"arctic-map://fact/{fact}")
            until(lambda: desk.selected() == fact, f"a window of its own in addition to a {put}")  # noqa: B023
            assert window.poll() is None


def placed(put: str, at: Path) -> socket.socket:
    """Something at the place of the socket; closed when it is left."""
    deaf = socket.socket(socket.AF_UNIX)
    if put == "file":
        at.write_text("words")
    elif put == "folder":
        at.mkdir()
    elif put == "link":
        at.symlink_to("/dev/null")
    else:
        # Takes nobody's call: what the kernel keeps for it is full.
        deaf.bind(str(at))
        deaf.listen(0)
    return deaf


@pytest.fixture
def window(desk: Desk) -> Iterator["subprocess.Popen[bytes]"]:
    window = desk.open()
    until(desk.answered, "the window listens")
    yield window
    assert window.poll() is None


TEXTS = [
    b"\n",
    b"\0\n",
    b"show",
    b"show me\n",
    b"\xff\xfe\n",
    b"file://relative\n",
    b"file:///nowhere/at/all.geojson\n",
    b"file://%00\n",
    b"arctic-map://fact/" + b"T" * 100_000 + b"\n",
    b"arctic-map://place/nan,inf\n",
    b"arctic-map://place/1e999,0\n",
    b"x" * 5_000_000,
    b"show\n" * 10_000,
]


@pytest.mark.slow
def test_no_words_and_no_silence_harm_the_window(desk: Desk, window: "subprocess.Popen[bytes]") -> None:
    for text in TEXTS:
        caller = socket.socket(socket.AF_UNIX)
        caller.connect(str(desk.sockets[0]))
        try:
            caller.sendall(text)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            # Half of them hang up before they are answered.
            caller.close()
    # Nor do those who say nothing keep others out.
    silent = [socket.socket(socket.AF_UNIX) for _ in range(20)]
    for caller in silent:
        caller.connect(str(desk.sockets[0]))
    until(lambda: desk.say(b"arctic-map://fact/T3\n") == b"taken\n", "it still listens")
    for caller in silent:
        caller.close()
    until(lambda: desk.selected() == "T3", "and follows")
    logs = [log.read_text() for log in desk.home.rglob("*.log")]
    assert not any("unexpected error" in log for log in logs), logs


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root is other users too")
def test_another_user_is_not_let_in(desk: Desk, window: "subprocess.Popen[bytes]") -> None:
    (at,) = desk.sockets
    desk.runtime.chmod(0o755)
    assert at.stat().st_mode & 0o077 == 0
    code = f"import os, socket; os.setuid(12345); socket.socket(socket.AF_UNIX).connect({str(at)!r})"
    done = subprocess.run(["python3", "-c", code], capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr
