"""The program as a process, and the programs that check what it writes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from time import monotonic, sleep

import pytest
from PySide6.QtGui import QImage

from arctic_map import resources
from arctic_map.cli.main import main

ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
}
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


PATIENCE_S = 240.0
"""For real processes, along with whatever else the machine does."""


def until[T](ask: Callable[[], T], what: str, pause_s: float = 0.02) -> T:
    """What is answered at last."""
    end = monotonic() + PATIENCE_S
    while not (found := ask()):
        assert monotonic() < end, f"waited in vain: {what}"
        sleep(pause_s)
    return found


def at_home(folder: Path) -> dict[str, str]:
    """The environment of a user whose home and folder for sockets is this one."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    # The offscreen platform has no OpenGL: a window that paints late would start again with software.
    graphics = {"QT_QUICK_BACKEND": "software"}
    return {**inherited, **places, **graphics, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}


def export(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "arctic_map", "export", *map(str, arguments)],
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def exported(*arguments: str | Path) -> None:
    """Here: a process of its own takes a second to start. Needs the app, as `qapp` makes it."""
    out, errors = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        ended = main(["export", *map(str, arguments)])
    assert (ended, out.getvalue(), errors.getvalue()) == (0, "", "")


def sized(out: Path, size: str) -> tuple[str, ...]:
    """The options for a small page, without a legend, where the format of the file has pages."""
    return ("--size", size, "--without", "legend") if out.suffix in (".png", ".pdf", ".svg") else ()


def needs(program: str) -> None:
    """Fail where a program that nobody here wrote is not installed."""
    if shutil.which(program) is None:
        pytest.fail(f"{program} is not installed: packaging/set_up/test_tools.sh slow does that")


def output_of(*command: str | Path, **environment: str) -> str:
    """What a program prints."""
    needs(str(command[0]))
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        check=True,
        timeout=120,
        env={**os.environ, **environment},
    )
    return done.stdout.decode("utf-8", "replace")


def pdf_picture(pdf: Path, dpi: int, out: Path) -> QImage:
    # Not as PNG, which takes it longer to write than to draw.
    output_of("pdftoppm", "-r", str(dpi), "-singlefile", pdf, out)
    return QImage(f"{out}.ppm")


def svg_picture(svg: Path, zoom: float, folder: Path) -> QImage:
    """As librsvg draws it, with the shipped fonts alone."""
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(fonts=resources.fonts(), cache=folder / "fonts"))
    out = folder / f"{svg.stem}-svg.png"
    output_of("rsvg-convert", "--zoom", str(zoom), svg, "-o", out, FONTCONFIG_FILE=str(config))
    return QImage(str(out))
