"""The examination: does the window come up here, how fast, with what."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from arctic_map import __version__
from arctic_map.desktop.shell.startup import environment
from arctic_map.desktop.shell.startup.process_start import started_at

PATIENCE_S = 30.0
"""How long map and panels may take to come up before that counts as failed."""
PACKAGES = ("PySide6-Essentials", "folium", "shapely", "pyproj", "pyogrio", "msgspec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the examination found."""

    ok: bool
    first_paint_s: float | None
    """From the start of the process to the first full paint of the map."""
    started_at: float
    """Of the process; this and the two below are seconds since the epoch, to hold against any other clock."""
    painted_at: float | None
    """The first full paint of the map."""
    ready_at: float | None
    """All can be used: panels and menus are filled and painted."""
    memory_mb: float
    """Of the process and all its children."""
    versions: dict[str, str]
    graphics: str
    """Of this examination, which is made off screen."""
    window_graphics: str
    """Of the window, when it was last opened; empty before that."""
    sandbox: str
    why: str = field(default="")
    """Why the map did not come up, or cannot be used."""


def examine(data: Path) -> Report:
    """Open the real window off screen and wait until it can be used.

    What Qt and Chromium say meanwhile is shown only where the map does not come up: off screen they complain
    of graphics that nobody needs.
    """
    with said_only_if_failed(lambda report: report.ok) as told:
        told.append(_examine(data))
    return told[0]


@contextmanager
def said_only_if_failed[Found](is_sound: Callable[[Found], bool]) -> Iterator[list[Found]]:
    """What is written to the standard error within is shown only where what was found is not sound."""
    found: list[Found] = []
    with TemporaryFile() as said:
        try:
            with _errors_into(said):
                yield found
        finally:
            if not (found and is_sound(found[0])):
                said.seek(0)
                sys.stderr.write(said.read().decode(errors="replace"))


@contextmanager
def _errors_into(file: IO[bytes]) -> Iterator[None]:
    """What this process and its children write to the standard error goes into the file."""
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
    # Qt is loaded when its environment is prepared.
    from arctic_map.desktop.shell.app import begin

    atlas = begin(data, remember=False)
    from arctic_map.desktop.shell.diagnostics.coming_up import wait
    from arctic_map.desktop.web.engine import graphics

    came_up = wait(atlas, PATIENCE_S)
    memory, drawn_by = memory_mb(), graphics()
    atlas.dispose()
    began, painted_at = started_at(), came_up.painted_at
    return Report(
        ok=not came_up.why,
        first_paint_s=None if painted_at is None else round(painted_at - began, 3),
        started_at=round(began, 3),
        painted_at=None if painted_at is None else round(painted_at, 3),
        ready_at=None if came_up.ready_at is None else round(came_up.ready_at, 3),
        memory_mb=memory,
        versions=versions(),
        graphics=drawn_by,
        window_graphics=window_graphics(),
        sandbox=environment.sandbox_state(),
        why=came_up.why,
    )


def window_graphics() -> str:
    """What drew the window when it was last open, and where."""
    # Qt is loaded when its environment is prepared.
    from arctic_map.desktop.widgets.folders import state_folder
    from arctic_map.storage import graphics_record

    found = graphics_record.read(state_folder())
    return f"{found[2]} ({found[1]})" if found else ""


def memory_mb() -> float:
    """Memory of this process and its children, shared pages counted once where the system tells."""
    # Qt is loaded when its environment is prepared.
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
    # Qt is loaded when its environment is prepared.
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from PySide6.QtCore import qVersion

    from arctic_map.desktop.web.engine import chromium_version

    found = {
        "arctic-map": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "qt": str(qVersion()),
        "chromium": chromium_version(),
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    return found
