"""The only room that knows Qt."""

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12 is built for objects that cannot die: it gives back references to None, True and False
    # that it never took. Before Python 3.12, which made them immortal, the process ends in
    # `none_dealloc` after some thousand calls; so many references to spare outlast any session.
    for _constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 40
