"""Tuning of how glibc returns memory of large, short-lived objects to the system."""

import ctypes
import sys

TRIM_THRESHOLD, MMAP_THRESHOLD, MMAP_MAX = -1, -3, -4
"""Parameter numbers of `mallopt`."""
KEEP = 4 * 2**20
"""Free bytes that may remain at the top of each heap arena."""
LARGE = 2 * 2**20
"""Size in bytes from which a block is mapped separately and returned at once when freed."""


MAX_BYTES = 2_000_000_000
"""A practically unlimited number of bytes."""


def keep_small() -> None:
    """Return freed memory early; by default glibc keeps up to 64 MB per arena after a large picture."""
    _set({TRIM_THRESHOLD: KEEP, MMAP_THRESHOLD: LARGE})


def keep_all() -> None:
    """Reuse freed memory in a short-lived process with many large arrays, since clearing pages is slow."""
    _set({TRIM_THRESHOLD: MAX_BYTES, MMAP_MAX: 0})


def _set(options: dict[int, int]) -> None:
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    # Other C libraries for Linux, such as musl, have no mallopt.
    if mallopt is not None:
        for name, value in options.items():
            mallopt(name, value)
