"""Whether a display is available for a window."""

import ctypes
import os
import socket
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from arctic_map.errors import MapFailed
from arctic_map.model.tr import tr

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


def plugins() -> Path:
    """Return the folder of Qt's plugins, without importing Qt."""
    found = find_spec("PySide6")
    return Path(*((found and found.submodule_search_locations) or [])[:1], "Qt/plugins")


def require_x(plugins: Path) -> None:
    """Check what Qt needs of X, if it uses X. Raises MapFailed, since Qt would end the process."""
    display, platform = os.environ.get("DISPLAY", ""), os.environ.get("QT_QPA_PLATFORM", "xcb")
    if platform != "xcb" or _has_wayland(os.environ.get("WAYLAND_DISPLAY", "")) or not _has_x(display):
        return
    library = plugins / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(library) if library.exists() else None)
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        if package := debian_package(str(error).partition(":")[0]):
            why = tr("the window needs {package}; `sudo apt install {package}` installs it", package=package)
            raise MapFailed(why) from None
        return
    if display.rpartition(":")[0] not in ("", "unix"):
        return
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise MapFailed(
            tr(
                "the display {display} refuses this user; start the map as the user who is logged in there",
                display=display,
            )
        )


def debian_package(library: str) -> str:
    """Return the Debian package of a library, by the rule for their names; empty for another name."""
    name, dot, version = library.partition(".so.")
    return f"{name}{'-' * name[-1:].isdigit()}{version}".lower() if dot else ""


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
