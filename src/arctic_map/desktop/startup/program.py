"""What starts this program once more: another window, or the process that reads a file."""

import sys


def program() -> list[str]:
    """What starts the app's own command line."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "arctic_map"]
