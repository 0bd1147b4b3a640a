"""Whether there is a display on which a window could be seen."""

import os
import sys


def has_display() -> bool:
    """Always so on Windows and macOS."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
