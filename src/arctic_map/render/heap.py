"""Gives the memory of large, short-lived things, such as pictures, back to the system."""

import ctypes
import sys

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""What the C library calls them."""
KEEP = 4 * 2**20
"""Bytes that each thread's share of the heap may hold unused at its end."""
LARGE = 2 * 2**20
"""Bytes from which on a block is not part of the heap, and goes back at once when it is freed."""


def keep_small() -> None:
    """Without this, glibc keeps up to 64 MB unused for each of its shares once a large picture was freed."""
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    # Other C libraries for Linux have no such thing to set.
    if mallopt is not None:
        mallopt(TRIM_THRESHOLD, KEEP)
        mallopt(MMAP_THRESHOLD, LARGE)
