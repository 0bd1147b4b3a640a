"""What an atlas file is called, what it may hold, and how much."""

import re

from arctic_map.storage.limits import MEGABYTE

MIME = "application/vnd.arctic-map.atlas+zip"
MARK = "mimetype"
"""The first entry, not packed, so that systems know the file by its beginning; OpenDocument does likewise."""
MANIFEST = "manifest.json"
LARGEST_MANIFEST = MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_FILES = 1000
RATIO = 200
"""Of unpacked to packed bytes; texts, which pack best, come to thirty."""
UNSUSPECTED = MEGABYTE
"""Bytes that may come out of however few: a file of spaces is no bomb."""
LONGEST_NAME = 120
DEEPEST = 4

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)


def name_problem(name: str) -> str | None:
    """Why a file may not be called so, here or on any system; None when it may."""
    shown = ascii(name[:60])
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return f"it holds a file with the absolute path {shown}"
    parts = name.split("/")
    if ".." in parts or ".." in name.split("\\"):
        return f"it holds a file whose path leads out of it: {shown}"
    plain = all(
        _PART.fullmatch(part) and not part.endswith(".") and not _DEVICE.fullmatch(part) for part in parts
    )
    if not plain or len(name) > LONGEST_NAME or len(parts) > DEEPEST:
        return (
            f"it holds a file of the name {shown}; names are of the letters A-Z and a-z, digits, _ - and ., "
            f"at most {LONGEST_NAME} in all and {DEEPEST - 1} folders deep"
        )
    return None
