"""Whether the memory of large, short-lived things, such as pictures, goes back to the system or is kept."""

import ctypes
import sys

TRIM_THRESHOLD, MMAP_THRESHOLD, MMAP_MAX = -1, -3, -4
"""What the C library calls them."""
KEEP = 4 * 2**20
"""Bytes that each thread's share of the heap may hold unused at its end."""
LARGE = 2 * 2**20
"""Bytes from which on a block is not part of the heap, and goes back at once when it is freed."""


MOST = 2_000_000_000
"""Bytes: as many as can be named."""


def keep_small() -> None:
    """Without this, glibc keeps up to 64 MB unused for each of its shares once a large picture was freed."""
    _set({TRIM_THRESHOLD: KEEP, MMAP_THRESHOLD: LARGE})


def keep_all() -> None:
    """What is freed is used again, in a process that makes one large array after the other and soon ends.

    Else the system clears memory anew for each of them, which takes as long as what is done with it.
    """
    _set({TRIM_THRESHOLD: MOST, MMAP_MAX: 0})


def _set(options: dict[int, int]) -> None:
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    # Other C libraries for Linux have no such thing to set.
    if mallopt is not None:
        for name, value in options.items():
            mallopt(name, value)
