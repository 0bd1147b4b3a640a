"""Whether a display is available for a window."""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

X_SOCKET = "/tmp/.X11-unix/X"
"""Path of the socket of a display, without its number."""
PATIENCE_S = 2.0
"""Time limit for a connection, s."""


def has_display() -> bool:
    """Whether a display of this computer answers, since Qt ends the process otherwise.

    That of another computer, as by ssh, is not contacted and counts as one. Always true on Windows and macOS.
    """
    if sys.platform in ("win32", "darwin"):
        return True
    return _has_wayland(os.environ.get("WAYLAND_DISPLAY", "")) or _has_x(os.environ.get("DISPLAY", ""))


def _has_wayland(display: str) -> bool:
    return bool(display) and _answers(str(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / display))


def _has_x(display: str) -> bool:
    """Look where Xlib does for `:0`, `unix:0.0`, `host:10.0` and `tcp/host:0`."""
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdecimal():
        return False
    if host not in ("", "unix"):
        return True
    return _answers(f"\0{X_SOCKET}{number}") or _answers(f"{X_SOCKET}{number}")


def _answers(path: str) -> bool:
    """Whether a program listens at a socket of this computer."""
    with suppress(OSError, ValueError), socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(PATIENCE_S)
        caller.connect(path)
        return True
    return False
