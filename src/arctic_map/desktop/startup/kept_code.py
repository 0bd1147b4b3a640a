"""What Python compiles anew at each start, kept compiled: methods of dataclasses, and modules of PySide.

Both are compiled from text while they are imported: 28 of the 238 ms that the window's thread works until the
first paint, 60 of 470 until all is ready. The text is the key, so what is kept fits or is not found.
"""

import builtins
import dataclasses
import marshal
import sys
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any
from zlib import crc32

from arctic_map.files.cache_folder import cache_folder
from arctic_map.files.safe_write import write_bytes
from arctic_map.files.state import read_kept

LARGEST = 4_000_000
"""Bytes of the file; a start needs a third. What other versions have left behind goes when it is full."""
Key = tuple[str | bytes, str, str]
"""Text, name of the file and mode, as they are given to the compiler."""
MADE_BY = f"{sys.version} {sys.flags.optimize}".replace("\n", " ").encode()
"""Another Python has other code."""


class KeptCode:
    """Stands before the compiler from `begin` to `end`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept: dict[Key, bytes] = {}
        self._used: dict[Key, bytes] = {}
        self._compile = builtins.compile
        self._stands = False

    def begin(self) -> None:
        """Once only; what cannot be read is compiled as ever."""
        if self._stands:
            return
        self._stands = True
        self._kept = _read(self._file)
        vars(builtins)["compile"] = self._compiled
        # Found before the function of this name that is everywhere.
        vars(dataclasses)["exec"] = self._run

    def end(self) -> None:
        """From here on all is compiled as ever; what was not found is kept for the next start."""
        if not self._stands:
            return
        self._stands = False
        vars(builtins)["compile"] = self._compile
        vars(dataclasses).pop("exec", None)
        if self._used.keys() - self._kept.keys():
            whole = _packed(self._kept | self._used)
            with suppress(OSError):
                write_bytes(self._file, whole if len(whole) <= LARGEST else _packed(self._used))

    def _compiled(self, source: Any, filename: Any, mode: str, *more: Any, **named: Any) -> Any:
        if more or named or not isinstance(source, str | bytes) or not isinstance(filename, str):
            return self._compile(source, filename, mode, *more, **named)
        key = source, filename, mode
        if (known := self._kept.get(key)) is not None:
            self._used[key] = known
            return marshal.loads(known)
        code: CodeType = self._compile(source, filename, mode, dont_inherit=True)
        self._used[key] = marshal.dumps(code)
        return code

    def _run(self, source: str | CodeType, *spaces: Any) -> None:
        exec(self._compiled(source, "<string>", "exec") if isinstance(source, str) else source, *spaces)


def _read(file: Path) -> dict[Key, bytes]:
    try:
        made_by, check, body = read_kept(file, LARGEST).split(b"\n", 2)
    except (OSError, ValueError):
        return {}
    # Python ends where it reads code that is damaged.
    if made_by != MADE_BY or check != b"%08x" % crc32(body):
        return {}
    kept: dict[Key, bytes] = marshal.loads(body)
    return kept


def _packed(code: dict[Key, bytes]) -> bytes:
    body = marshal.dumps(code)
    return b"\n".join((MADE_BY, b"%08x" % crc32(body), body))


_ours = KeptCode(cache_folder() / "code")


def begin() -> None:
    """To be said before PySide is loaded."""
    _ours.begin()


def end() -> None:
    _ours.end()
