"""Paths as the system allows them: of any bytes, and longer than pathlib takes."""

import os
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

FILE = "file://"


def is_there(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def text_of(path: Path) -> str:
    """An absolute path as printable text for a file or a setting; `path_of` reads it.

    A name that is not UTF-8, or holds control characters, becomes an address with its bytes.
    """
    text = str(path)
    return text if text.isprintable() else f"{FILE}{quote_from_bytes(os.fsencode(path))}"


def path_of(text: str) -> Path:
    if not text.startswith(FILE):
        return Path(text)
    return Path(os.fsdecode(unquote_to_bytes(text.removeprefix(FILE))))
