"""Examination of the app's start; Qt is imported only after its environment is prepared."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from arctic_map import __version__
from arctic_map.desktop.shell.startup import environment
from arctic_map.storage import graphics_record

STARTED = 19
"""Index of the start time in /proc/PID/stat after the name, which may contain spaces (proc_pid_stat(5))."""


def started_at() -> float:
    """Return seconds since the epoch; on Linux up to one tick (10 ms) too early, never too late."""
    if sys.platform != "linux":
        import psutil  # other systems have no /proc

        return float(psutil.Process().create_time())
    # psutil is up to one second wrong, because it uses a boot time in whole seconds.
    booted_at = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    return booted_at + start_ticks(Path("/proc/self/stat").read_text()) / os.sysconf("SC_CLK_TCK")


def start_ticks(stat: str) -> int:
    """Return the ticks from boot to the start of a process, from the text of its /proc/PID/stat."""
    return int(stat.rpartition(")")[2].split()[STARTED])


PATIENCE_S = 30.0
"""Time limit for map and panels, s."""
PACKAGES = ("PySide6-Essentials", "folium", "shapely", "pyproj", "pyogrio", "msgspec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The results of an examination."""

    ok: bool
    first_paint_s: float | None
    """Seconds from the start of the process to the first complete paint of the map."""
    started_at: float
    """Start of the process; like the next two, in seconds since the epoch, to compare with other clocks."""
    painted_at: float | None
    """When the map was first painted completely."""
    ready_at: float | None
    """When menus and panels were filled and painted."""
    memory_mb: float
    """Memory of the process and all its children, MB."""
    versions: dict[str, str]
    graphics: str
    """What drew this examination, which runs off screen."""
    window_graphics: str
    """What drew the window when it was open last; empty before that."""
    sandbox: str
    why: str = field(default="")
    """Why the map was not painted, or cannot be used."""


def examine(data: Path) -> Report:
    """Open the real window off screen and wait until it can be used.

    The output of Qt and Chromium is shown only after a failure, since off screen they warn about graphics.
    """
    with quiet_unless_failed(lambda report: report.ok) as reports:
        reports.append(_examine(data))
    return reports[0]


@contextmanager
def quiet_unless_failed[Found](is_sound: Callable[[Found], bool]) -> Iterator[list[Found]]:
    """Hide output to standard error, unless the result in the list is missing or not `is_sound`."""
    results: list[Found] = []
    with TemporaryFile() as output:
        try:
            with _errors_into(output):
                yield results
        finally:
            if not (results and is_sound(results[0])):
                output.seek(0)
                sys.stderr.write(output.read().decode(errors="replace"))


@contextmanager
def _errors_into(file: IO[bytes]) -> Iterator[None]:
    """Redirect the standard error of this process and its children into a file."""
    sys.stderr.flush()
    screen = os.dup(2)
    os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(screen, 2)
        os.close(screen)


def _examine(data: Path) -> Report:
    environment.prepare(offscreen=True)
    from arctic_map.desktop.shell.app import begin

    atlas = begin(data, remember=False)
    from arctic_map.desktop.shell.coming_up import wait
    from arctic_map.desktop.web.web_view import graphics

    startup = wait(atlas, PATIENCE_S)
    memory, drawn_by = memory_mb(), graphics()
    atlas.dispose()
    began, painted_at = started_at(), startup.painted_at
    return Report(
        ok=not startup.why,
        first_paint_s=None if painted_at is None else round(painted_at - began, 3),
        started_at=round(began, 3),
        painted_at=None if painted_at is None else round(painted_at, 3),
        ready_at=None if startup.ready_at is None else round(startup.ready_at, 3),
        memory_mb=memory,
        versions=versions(),
        graphics=drawn_by,
        window_graphics=window_graphics(),
        sandbox=environment.sandbox_state(),
        why=startup.why,
    )


def window_graphics() -> str:
    """Return what drew the window when it was open last, and on which display."""
    from arctic_map.desktop.widgets.folders import state_folder

    record = graphics_record.read(state_folder())
    return f"{record[2]} ({record[1]})" if record else ""


def memory_mb() -> float:
    """Return the memory of this process and its children in MB; shared pages count once if possible."""
    import psutil

    here = psutil.Process()
    total = 0
    for process in (here, *here.children(recursive=True)):
        try:
            full = process.memory_full_info()
            total += int(getattr(full, "pss", full.uss))
        except psutil.Error:
            continue
    return round(total / 2**20, 1)


def versions() -> dict[str, str]:
    """Return the versions of the app, Python, the system, Qt, Chromium and libraries."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from PySide6.QtCore import qVersion

    from arctic_map.desktop.web.web_view import chromium_version

    components = {
        "arctic-map": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "qt": str(qVersion()),
        "chromium": chromium_version(),
    }
    for package in PACKAGES:
        try:
            components[package] = version(package)
        except PackageNotFoundError:
            components[package] = "missing"
    return components
