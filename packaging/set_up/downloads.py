"""Helpers of the set-up scripts: folders that are made once from locked downloads.

`python -m set_up.downloads WHAT COMMAND...` runs a command that downloads.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

MARK = ".made-from"
"""File in a made folder with the digest of its sources."""
FAILED = (
    "set-up: could not download {what}; the lines above say why.\n"
    "set-up: check the network connection, then run the same command again."
)


def make_once(
    what: str, folders: Sequence[Path], sources: Sequence[Path], make: Callable[[Path], None]
) -> None:
    """Make the folders, with a temporary folder for downloads, unless they were made from these sources."""
    fingerprint = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    marks = [folder / MARK for folder in folders]
    if not all(mark.is_file() and mark.read_text() == fingerprint for mark in marks):
        print(f"set-up: getting {what}", file=sys.stderr)
        with TemporaryDirectory() as scratch:
            make(Path(scratch))
    # Also if nothing was made: make compares the time of this file with those of the sources.
    for mark in marks:
        mark.write_text(fingerprint)


def download(what: str, command: Sequence[str], folder: Path | None = None) -> None:
    """Run a program that downloads. Raises SystemExit with a message if it fails."""
    try:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        raise SystemExit(FAILED.format(what=what)) from None


if __name__ == "__main__":
    download(sys.argv[1], sys.argv[2:])
