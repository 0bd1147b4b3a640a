"""Reading a file with bounds: size, kind and encoding are settled before anything looks inside."""

from pathlib import Path

MEGABYTE = 1_000_000
LARGEST = 50 * MEGABYTE
LARGEST_TOML = 2 * MEGABYTE
"""TOML is written by hand and parsed in Python: anything longer is no text that a person edits."""


class Unreadable(Exception):
    """A file, or what is in it, cannot be read at all; `where` is a place in it or empty."""

    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(why)
        self.why, self.where = why, where


def read_bytes(path: Path, *, largest: int = LARGEST) -> bytes:
    """The bytes of a regular file, at most `largest`; they are UTF-8. Raises Unreadable."""
    content = _read(path, largest, largest + 1)
    # The file may have grown since its size was asked for.
    if len(content) > largest:
        raise Unreadable(_too_large(len(content), largest))
    _require_utf8(content)
    return content


def read_head(path: Path, *, largest: int = LARGEST) -> bytes:
    """The first 4096 bytes of a regular file of at most `largest` bytes. Raises Unreadable."""
    return _read(path, largest, 4096)


def _read(path: Path, largest: int, length: int) -> bytes:
    try:
        if not path.exists():
            raise Unreadable("the file does not exist")
        # A pipe or a device would never end, so nothing but a regular file is opened.
        if not path.is_file():
            raise Unreadable("this is not a file")
        if (size := path.stat().st_size) > largest:
            raise Unreadable(_too_large(size, largest))
        with path.open("rb") as file:
            return file.read(length)
    except (OSError, ValueError) as error:
        raise Unreadable(f"the file cannot be opened: {_reason(error)}") from None


def _require_utf8(content: bytes) -> None:
    if content.startswith(b"\xef\xbb\xbf"):
        raise Unreadable("the file starts with a byte order mark; save it as UTF-8 without one")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            "the text is not UTF-8; save the file as UTF-8", place(content, error.start)
        ) from None


def place(content: bytes, offset: int) -> str:
    """`line 3, column 14` of a byte; both count from 1."""
    before = content[:offset]
    line, line_start = before.count(b"\n") + 1, before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return f"line {line}, column {column}"


def _too_large(size: int, largest: int) -> str:
    return f"the file has {size / MEGABYTE:,.0f} MB; at most {largest / MEGABYTE:,.0f} MB are read"


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
