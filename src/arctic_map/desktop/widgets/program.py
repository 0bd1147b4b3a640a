"""The command that starts this program again, for another window or for reading a file."""

import sys


def program() -> list[str]:
    """Return the program and its first arguments, for a subprocess."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # The Linux packages start Python isolated from the system's modules and environment.
    options = ["-I"] * sys.flags.isolated + ["-S"] * sys.flags.no_site
    return [sys.executable, *options, "-m", "arctic_map"]
