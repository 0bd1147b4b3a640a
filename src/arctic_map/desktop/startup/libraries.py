"""Qt's libraries, loaded in a thread beside Python while that still loads modules of its own."""

import os
import sys
from importlib.util import find_spec
from threading import Thread

PACKAGE, FOLDER = "PySide6", "Qt/lib"  # no words: names of files
LIBRARIES = ("libQt6Core.so.6", "libQt6Gui.so.6", "libQt6Network.so.6", "libQt6WebEngineWidgets.so.6")
"""The last one needs all the others. One after the other, so that Python can load something in between."""


def load_beside() -> Thread | None:
    """Begin to load them, where the system lets two threads do that; who imports Qt finds them there.

    Linking them is a quarter of what the import of Qt WebEngine costs, and none of it is Python. The thread
    ends with it; None where there is nothing to load so.
    """
    if not (found := library_files()):
        return None
    thread = Thread(target=_load, args=(found,), daemon=True)
    thread.start()
    return thread


def library_files() -> tuple[str, ...]:
    """Where PySide brings them along, if it does; nothing without PySide, or on another system than Linux.

    Plain strings: pathlib would be loaded before the linking begins.
    """
    spec = find_spec(PACKAGE) if sys.platform == "linux" else None
    if spec is None or not spec.submodule_search_locations:
        return ()
    return tuple(f"{spec.submodule_search_locations[0]}/{FOLDER}/{name}" for name in LIBRARIES)


def _load(files: tuple[str, ...]) -> None:
    # In the thread: the window's own waits for it no more than for the libraries.
    import ctypes

    # Called as a function of C: ctypes holds up all Python while it links a library itself.
    link = ctypes.CDLL(None).dlopen
    link.argtypes, link.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    for file in files:
        if not link(os.fsencode(file), os.RTLD_NOW):
            # It is elsewhere, or damaged, which the import of Qt says better.
            return
