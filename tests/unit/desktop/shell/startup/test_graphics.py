"""Graphics that end the process: the app restarts by itself, drawn by software, and remembers it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from arctic_map.desktop.shell.startup import environment
from arctic_map.desktop.shell.startup.environment import BACKEND, FAILED, Graphics, place
from arctic_map.storage import graphics_record
from arctic_map.storage.graphics_record import SOFTWARE, SYSTEM

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="graphics fail that way on Linux")
HERE = "Qt on a display"
START = f"""
import os, sys
from pathlib import Path
from arctic_map.desktop.shell.startup import environment
from arctic_map.desktop.shell.startup.environment import BACKEND, Graphics
graphics = Graphics(Path(sys.argv[1]), "{HERE}")
print("start", os.environ.get(BACKEND, "system"), graphics.failed, flush=True)
if os.environ.get(BACKEND):
    graphics.on_map_ready()
    graphics.keep()
    sys.exit(0)
"""


def started(folder: Path, ending: str) -> list[str]:
    """What a start prints that then ends in this way, and what the starts print that follow from it.

    The call ends when all of them have ended: they share the line to here.
    """
    done = subprocess.run(
        [sys.executable, "-c", START + ending, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
        timeout=300,
        env={name: value for name, value in os.environ.items() if name not in (BACKEND, FAILED)},
    )
    return done.stdout.splitlines()


def test_after_a_crash_the_app_restarts_and_is_drawn_by_software(tmp_path: Path) -> None:
    assert started(tmp_path, "os.abort()") == ["start system False", "start software True"]
    assert graphics_record.best(tmp_path, HERE) == SOFTWARE
    # The next start does not try the graphics that failed.
    assert started(tmp_path, "os.abort()") == ["start software False"]


@pytest.mark.parametrize(
    "ending",
    ["sys.exit(1)", f"os.kill(os.getpid(), {int(signal.SIGTERM)})", "graphics.on_map_ready(); os.abort()"],
)
def test_after_another_end_nothing_restarts(tmp_path: Path, ending: str) -> None:
    assert started(tmp_path, ending) == ["start system False"]
    assert graphics_record.read(tmp_path) is None


def test_who_has_chosen_a_backend_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphics_record.write(tmp_path, SOFTWARE, HERE, "software")
    monkeypatch.setenv(BACKEND, "rhi")
    graphics = Graphics(tmp_path, HERE)
    graphics.on_map_ready()
    assert os.environ[BACKEND] == "rhi"


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("OpenGL, AMD Radeon", SYSTEM),
        ("OpenGL, llvmpipe (LLVM 19.1.7, 256 bits)", SOFTWARE),
        ("software", SOFTWARE),
    ],
)
def test_the_renderer_of_the_window_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, use: str
) -> None:
    monkeypatch.delenv(BACKEND, raising=False)
    monkeypatch.setattr("arctic_map.desktop.web.web_view.graphics", lambda: name)
    graphics = Graphics(tmp_path, HERE)
    graphics.on_map_ready()
    graphics.keep()
    assert graphics_record.best(tmp_path, HERE) == use
    assert name in str(graphics_record.read(tmp_path))


def test_a_folder_that_cannot_be_written_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.delenv(BACKEND, raising=False)
    monkeypatch.setenv(FAILED, "1")
    graphics = Graphics(tmp_path / "file", HERE)
    assert graphics.failed and FAILED not in os.environ
    graphics.on_map_ready()
    graphics.keep()


def test_off_screen_no_display_is_queried_for_its_graphics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    environment.prepare(offscreen=True)
    assert "DISPLAY" not in os.environ


def test_a_finding_holds_for_one_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-1")
    assert place("xcb", "6.12.0") == "Qt 6.12.0 on xcb :7"
    assert place("wayland", "6.12.0") == "Qt 6.12.0 on wayland wayland-1"
