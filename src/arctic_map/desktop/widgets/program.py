"""The command that starts this program again: another window, or the process that reads a file."""

import sys


def program() -> list[str]:
    """The program and its first arguments, for a subprocess."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # The Linux packages start Python so that it sees nothing of the system's modules and environment.
    options = ["-I"] * sys.flags.isolated + ["-S"] * sys.flags.no_site
    return [sys.executable, *options, "-m", "arctic_map"]
