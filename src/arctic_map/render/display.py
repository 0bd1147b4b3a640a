"""Whether a display is available for a window."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

X_SOCKET = "/tmp/.X11-unix/X"
"""Path of the socket of a display, without its number."""
X_PORT = 6000
"""Port of the first display of an X server in the network."""
PATIENCE_S = 2.0
"""Time limit for a connection, s."""
Address = str | tuple[str, int]
"""The path of a socket, or host and port."""


def has_display() -> bool:
    """Whether a display answers, since Qt ends the process otherwise; always true on Windows and macOS."""
    if sys.platform in ("win32", "darwin"):
        return True
    wayland, x = (os.environ.get(variable, "") for variable in ("WAYLAND_DISPLAY", "DISPLAY"))
    return any(_answers(address) for address in (*_wayland_addresses(wayland), *_x_addresses(x)))


def _wayland_addresses(display: str) -> Iterator[Address]:
    if display:
        yield str(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / display)


def _x_addresses(display: str) -> Iterator[Address]:
    """Where Xlib looks for a display such as `:0`, `unix:0`, `host:10.0` or `tcp/host:0`."""
    name, _, number = display.rpartition(":")
    host, number = name.rpartition("/")[2], number.partition(".")[0]
    if not number.isdecimal():
        return
    if host in ("", "unix"):
        yield f"\0{X_SOCKET}{number}"
        yield f"{X_SOCKET}{number}"
    if host != "unix":
        yield host.strip("[]") or "localhost", X_PORT + int(number)


def _answers(address: Address) -> bool:
    # A port may be out of range.
    with suppress(OSError, OverflowError, ValueError):
        if isinstance(address, tuple):
            socket.create_connection(address, PATIENCE_S).close()
            return True
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(PATIENCE_S)
            caller.connect(address)
            return True
    return False
