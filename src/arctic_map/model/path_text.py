"""Paths as printable text, for files, settings and command lines: a system allows names of any bytes."""

import os
from pathlib import Path
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

FILE = "file://"
LATER = "-"
"""In place of the projection that a file is drawn on first, where the standard input names it."""


def text_of(path: str | Path) -> str:
    """An absolute path as printable text, which `path_of` reads.

    A name that is not UTF-8, or holds control characters, becomes an address with its bytes.
    """
    text = str(path)
    return text if text.isprintable() else f"{FILE}{quote_from_bytes(os.fsencode(path))}"


def address_of(path: Path, layer: str = "") -> str:
    """FILE, or FILE:LAYER, for the command line of another process, which Qt gives no names of any bytes."""
    return f"{path.as_uri()}:{quote(layer)}" if layer else path.as_uri()


def path_of(text: str) -> Path:
    if not text.startswith(FILE):
        return Path(text)
    return Path(os.fsdecode(unquote_to_bytes(text.removeprefix(FILE))))
