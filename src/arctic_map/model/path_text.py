"""Paths as printable text for files, settings and command lines, as file names may be any bytes."""

import os
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

FILE = "file://"
LATER = "-"
"""Stands for the projection drawn first, if it is read from standard input."""


def text_of(path: str | Path) -> str:
    """An absolute path as printable text for `path_of`: a URL of its bytes unless it is printable UTF-8."""
    text = str(path)
    return text if text.isprintable() else f"{FILE}{quote_from_bytes(os.fsencode(path))}"


def address_of(path: Path) -> str:
    """The path for the command line of another process; Qt cannot pass arbitrary bytes to it."""
    return path.as_uri()


def path_of(text: str) -> Path:
    """The path for a text of `text_of`."""
    if not text.startswith(FILE):
        return Path(text)
    return Path(os.fsdecode(unquote_to_bytes(text.removeprefix(FILE))))
