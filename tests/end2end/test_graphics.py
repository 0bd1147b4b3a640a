"""On an X server without OpenGL the window comes up all the same, at the first start: real processes."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.end2end.tools import PATIENCE_S, at_home, until

from arctic_map.storage import graphics_record

pytestmark = [
    pytest.mark.slow,
    pytest.mark.desktop,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
]


@pytest.fixture(params=["-extension", "+extension"], ids=["without GLX", "without drivers"])
def display(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """What in the environment names a display that no OpenGL of the system can draw on."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", request.param, "GLX"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as file:
        number = file.readline().strip()
    assert number, "Xvfb does not start"
    yield {
        "DISPLAY": f":{number}",
        "__EGL_VENDOR_LIBRARY_FILENAMES": "/nonexistent",
        "QT_XCB_GL_INTEGRATION": "none" if request.param.startswith("+") else "",
    }
    server.terminate()
    server.wait()


def test_the_window_comes_up_drawn_by_software(display: dict[str, str], tmp_path: Path) -> None:
    home = at_home(tmp_path)
    other = {name: value for name, value in home.items() if not name.startswith(("QT_", "WAYLAND"))}
    environment = {**other, "QT_QPA_PLATFORM": "xcb", **display}
    first = subprocess.Popen([sys.executable, "-m", "arctic_map"], env=environment, stderr=subprocess.DEVNULL)
    try:
        # It crashes, or sees that it waits in vain; then another process takes its place.
        assert first.wait(PATIENCE_S) in (-signal.SIGABRT, 1)
        folder = tmp_path / "state" / "arctic-map" / "arctic-map"
        found = until(lambda: graphics_record.read(folder), "the map, drawn again")
        assert found is not None
        use, where, what = found
        assert use == graphics_record.SOFTWARE
        assert where.endswith(f"on xcb {display['DISPLAY']}")
        assert "failed" in what
        # A finding is stored only after the map was painted.
        assert [process.is_running() for process in windows(tmp_path)] == [True]
    finally:
        for process in windows(tmp_path):
            process.kill()
            process.wait(PATIENCE_S)


def windows(home: Path) -> list[psutil.Process]:
    """The app's own processes of this test, known by the folder they keep their state in."""
    found = []
    for process in psutil.process_iter():
        try:
            own = process.environ().get("XDG_STATE_HOME") == str(home / "state")
            if own and "arctic_map" in process.cmdline():
                found.append(process)
        except psutil.Error:
            continue
    return found
