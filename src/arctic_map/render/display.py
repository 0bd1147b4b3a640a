"""Whether a display is available for a window."""

import os
import sys


def has_display() -> bool:
    """Whether there is a display; always true on Windows and macOS."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
