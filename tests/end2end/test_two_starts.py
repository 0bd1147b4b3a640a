"""Several starts at the same moment, and callers who mean no good: one window, and it lives on."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end2end import test_second_start
from tests.end2end.test_second_start import Desk
from tests.end2end.tools import until

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(os.name == "nt", reason="speaks to the socket as Unix has it"),
]

desk = test_second_start.desk
LINK = "arctic-map://fact/T3"


def ended(*windows: "subprocess.Popen[bytes]") -> list["subprocess.Popen[bytes]"]:
    return [window for window in windows if window.poll() is not None]


@pytest.mark.slow
def test_of_starts_at_the_same_moment_one_opens_the_window(desk: Desk) -> None:
    starts = [desk.open(), desk.open(LINK), desk.open()]
    until(lambda: len(ended(*starts)) == 2, "two of them hand over to the third")
    assert [window.returncode for window in ended(*starts)] == [0, 0]
    until(desk.answered, "the window listens")
    until(lambda: desk.selected() == "T3", "and goes where one of them was told to")
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
        second.wait()
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
            until(lambda: desk.selected() == fact, f"a window of its own beside a {put}")  # noqa: B023
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
