"""Removes from ICU's data what Qt never uses, such as names of countries in every language."""

from __future__ import annotations

import re
import struct
from itertools import pairwise

# Qt has its own formats and names of languages. It uses ICU for collation, letter case and old encodings.
INCLUDED = re.compile(
    r"coll/(root|res_index|en|ru|zh)\.res|coll/ucadata\.icu|(root|pool|res_index|en|ru|zh|supplementalData"
    r"|likelySubtags|metadata|keyTypeData|timezoneTypes|plurals|numberingSystems)\.res|\w+\.nrm"
    r"|(cnvalias|ubidi|ucase|uprops|pnames|ulayout|uemoji)\.icu"
    r"|(ibm-5347_P100-1998|ibm-878_P100-1996|ibm-866_P100-1995|ibm-5348_P100-1997|gb18030)\.cnv"
)
HEADER = "<H"
"""An archive begins with the length of its header."""
FORMAT_AT = 12
"""Offset of the format's name in the header."""
ALIGNMENT = 16


def slim_archive(archive: bytes) -> bytes:
    """Return the archive (a `.dat` in the common format) with only the items that match INCLUDED."""
    (start,) = struct.unpack_from(HEADER, archive)
    items = [
        (name, body) for name, body in _items(archive, start) if INCLUDED.fullmatch(name.partition("/")[2])
    ]
    names = b"".join(name.encode() + b"\0" for name, _ in items)
    names_at = 4 + 8 * len(items)
    body_at = _aligned(names_at + len(names))
    table, bodies, name_at = struct.pack("<I", len(items)), b"", names_at
    for name, body in items:
        table += struct.pack("<II", name_at, body_at + len(bodies))
        name_at += len(name.encode()) + 1
        bodies += body.ljust(_aligned(len(body)), b"\0")
    return archive[:start] + (table + names).ljust(body_at, b"\0") + bodies


def _items(archive: bytes, start: int) -> list[tuple[str, bytes]]:
    """Return names and contents in the archive's order, which ICU searches by bisection."""
    (count,) = struct.unpack_from("<I", archive, start)
    places = [struct.unpack_from("<II", archive, start + 4 + 8 * number) for number in range(count)]
    ends = [after for (_, _), (_, after) in pairwise(places)] + [len(archive) - start]
    found = []
    for (name_at, body_at), end in zip(places, ends, strict=True):
        name = archive[start + name_at : archive.index(b"\0", start + name_at)].decode()
        found.append((name, archive[start + body_at : start + end]))
    return found


def _aligned(length: int) -> int:
    return -(-length // ALIGNMENT) * ALIGNMENT
