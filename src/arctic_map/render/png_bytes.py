"""A PNG in pieces: what stands before its pixels, the pixels part by part, and the end."""

import struct
import zlib
from collections.abc import Iterable

EFFORT = 3
"""How hard the pixels are squeezed, 1 to 9. More takes twice as long and saves a tenth."""
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


def deflated(rows: bytes) -> bytes:
    """Rows of pixels, each behind its filter byte, as a part of a deflate stream that needs no other part.

    No filter goes before: flat colours, of which a map mostly is, are smaller and done sooner without.
    """
    deflate = zlib.compressobj(EFFORT, wbits=-zlib.MAX_WBITS)
    return deflate.compress(rows) + deflate.flush(zlib.Z_FULL_FLUSH)


def pixels(parts: Iterable[bytes], checksum: int) -> bytes:
    """All parts as one zlib stream (RFC 1950); `checksum` is the Adler-32 of the rows before compression."""
    end_of_stream = b"\x03\x00" + struct.pack(">I", checksum)
    return b"".join(chunk(b"IDAT", part) for part in (b"\x78\x01", *parts, end_of_stream))


def _text(key: str, words: str) -> bytes:
    """Words of any script, not squeezed (11.3.4.5)."""
    return chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + words.encode())
