"""A PNG in pieces: what stands before its pixels, the pixels row by row, and the end."""

import struct
import zlib
from collections.abc import Iterable

EFFORT = 3
"""How hard the pixels are squeezed, 1 to 9. More takes twice as long and saves a tenth."""
MOST_IN_CHUNK = 1 << 20
"""Bytes of pixels to a chunk."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, BITS = 2, 8
"""Kind of pixel, and bits to each of its colours (PNG specification, 11.2.2)."""
METRE = 1
"""The unit of a picture's density."""


def start(width: int, height: int, per_metre: int, texts: Iterable[tuple[str, str]]) -> bytes:
    """All that stands before the pixels; `texts` are keywords in Latin letters with their words."""
    size = struct.pack(">IIBBBBB", width, height, BITS, RGB, 0, 0, 0)
    density = struct.pack(">IIB", per_metre, per_metre, METRE)
    said = (_text(key, words) for key, words in texts if words)
    return SIGNATURE + chunk(b"IHDR", size) + chunk(b"pHYs", density) + b"".join(said)


def end() -> bytes:
    return chunk(b"IEND", b"")


def chunk(kind: bytes, content: bytes) -> bytes:
    """Length, kind, content and checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


class Squeezed:
    """The pixels of a picture as they come, in rows of red, green, blue.

    No filter goes before: flat colours, of which a map mostly is, are smaller and done sooner without.
    """

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(EFFORT)
        self._waiting = bytearray()

    def add(self, rows: Iterable[bytes]) -> bytes:
        """The chunks that are full by now."""
        self._waiting += self._deflate.compress(b"".join(b"\0" + row for row in rows))
        whole = b""
        while len(self._waiting) >= MOST_IN_CHUNK:
            whole += chunk(b"IDAT", bytes(self._waiting[:MOST_IN_CHUNK]))
            del self._waiting[:MOST_IN_CHUNK]
        return whole

    def rest(self) -> bytes:
        self._waiting += self._deflate.flush()
        return chunk(b"IDAT", bytes(self._waiting))


def _text(key: str, words: str) -> bytes:
    """Words of any script, not squeezed (11.3.4.5)."""
    return chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + words.encode())
