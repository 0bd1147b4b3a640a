"""Reading files within limits of size, kind and encoding."""

import os
import stat
from pathlib import Path

from arctic_map.errors import system_reason
from arctic_map.model.tr import digits, tr, tr_later

MEGABYTE = 1_000_000
MAX_SIZE = 100 * MEGABYTE
"""Maximum bytes of a content file, also inside an archive."""
MAX_TEXT_SIZE = 1000 * MEGABYTE
"""Maximum bytes of a user's feature file that is read into memory."""
MAX_SIZE_ON_DISK = 8000 * MEGABYTE
"""Maximum bytes of a user's file that GDAL streams."""
MAX_TOML_SIZE = 2 * MEGABYTE
"""Maximum bytes of a TOML file. TOML is written by hand and parsed in Python, so files are small."""
MAX_ROWS = 20_000_000
"""Maximum features of a user's file, bounded by memory."""
MAX_FEATURES = 100_000
MAX_POSITIONS = 1_000_000
"""Maximum features and vertices of a user's file whose features are kept as objects."""
FEW_FEATURES = 2_000
FEW_BYTES = 8 * MEGABYTE
"""Limits for files whose features are kept and drawn one by one. Larger files are stored as rows on disk."""
SMALL = 40_000
"""Bytes below which features need not be counted."""
MAX_LINE_POSITIONS = 1_000_000
"""Maximum vertices of one line or ring. The page would take minutes for a longer one."""
MAX_GEOMETRY_PROBLEMS = 5
"""Maximum problems reported per geometry. A file in metres would give one for each vertex."""
DEEPEST = 20
"""Maximum depth of nested geometry collections. RFC 7946 recommends none."""
FARTHEST = 540.0
"""Maximum absolute longitude in degrees: a full turn beyond ±180, which `geo.antimeridian` can wrap."""
ROUNDING = 1e-6
"""Degrees beyond ±180 and the poles that count as rounding errors."""
MAX_ARTICLE_SIZE = 20 * MEGABYTE
"""Maximum bytes of the user's copy of the article. A saved page may contain its pictures."""
MAX_ARTICLE_LENGTH = 400_000
"""Maximum characters of the article's text."""


TOO_MUCH = tr_later("it needs more memory than is allowed for a file")
CHANGED = tr_later("the file was changed while it was read; open it again when it is complete")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class Unreadable(Exception):
    """A file or its content cannot be read. `where` is a position in it, or empty."""

    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(why)
        self.why, self.where = why, where


class OnlyWhole(Unreadable):
    """No part of the file can be read alone."""


class UnknownPlace(Unreadable):
    """The reference system of the coordinates is unknown."""


def read_bytes(path: Path, *, largest: int = MAX_SIZE) -> bytes:
    """Return the bytes of a regular file. Raises Unreadable if it is too large or changes meanwhile."""
    return _read(path, largest, largest + 1)


def read_head(path: Path, *, largest: int = MAX_SIZE, length: int = 4096) -> bytes:
    """Return the first `length` bytes of a regular file of at most `largest` bytes. Raises Unreadable."""
    return _read(path, largest, length)


def read_text(path: Path, *, largest: int = MAX_SIZE) -> bytes:
    """Return the bytes of a UTF-8 file without a byte order mark. Raises Unreadable."""
    content = read_bytes(path, largest=largest)
    require_text(content)
    return content


def require_text(content: bytes) -> None:
    """Raise Unreadable if this is not UTF-8 without a byte order mark."""
    if content.startswith(BYTE_ORDER_MARK):
        raise Unreadable(tr("the file starts with a byte order mark; save it as UTF-8 without one"))
    require_utf8(content)


def require_utf8(content: bytes) -> None:
    """Raise Unreadable with the first position that is not valid UTF-8."""
    for mark, name in _WIDE:
        if content.startswith(mark):
            raise Unreadable(tr("the text is {name}; save the file as UTF-8", name=name))
    if b"\0" in content[:400]:
        raise Unreadable(tr("this is not text, or it is UTF-16; save the file as UTF-8"))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            tr("the text is not UTF-8; save the file as UTF-8"), place(content, error.start)
        ) from None


def place(content: bytes, offset: int) -> str:
    """Return the position of a byte as `line 3, column 14`, both counted from 1."""
    before = content[:offset]
    line, line_start = before.count(b"\n") + 1, before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return tr("line {line}, column {column}", line=line, column=column)


def _read(path: Path, largest: int, length: int) -> bytes:
    try:
        _require_file(path.stat(), largest)
        # Non-blocking, in case a pipe has replaced the file since the check.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            before = os.fstat(file.fileno())
            _require_file(before, largest)
            content = file.read(length)
            after = os.fstat(file.fileno())
    except FileNotFoundError:
        raise Unreadable(tr("the file does not exist")) from None
    except (OSError, ValueError) as error:
        why = system_reason(error)
        raise Unreadable(tr("the file cannot be opened: {why}", why=why)) from None
    # The file may have grown since its size was read.
    if len(content) > largest:
        raise Unreadable(_too_large(len(content), largest))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Unreadable(tr(CHANGED))
    return content


def _require_file(found: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(tr("this is a folder, not a file"))
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(tr("this is a device or a pipe, not a file"))
    if found.st_size > largest:
        raise Unreadable(_too_large(found.st_size, largest))


def _too_large(size: int, largest: int) -> str:
    return tr(
        "the file has {size} MB; at most {largest} MB are read",
        size=digits(f"{size / MEGABYTE:,.0f}"),
        largest=digits(f"{largest / MEGABYTE:,.0f}"),
    )


def is_there(path: Path) -> bool:
    """Whether anything exists at the path."""
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Whether a regular file exists at the path."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether a folder exists at the path."""
    return os.path.isdir(path)  # noqa: PTH112
