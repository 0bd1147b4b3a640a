"""Qt's libraries, loaded in a thread beside Python while that still loads modules of its own."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
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


def library_files() -> tuple[Path, ...]:
    """Where PySide brings them along; nothing where it does not, or on another system than Linux."""
    spec = find_spec(PACKAGE) if sys.platform == "linux" else None
    if spec is None or not spec.submodule_search_locations:
        return ()
    folder = Path(spec.submodule_search_locations[0], FOLDER)
    files = tuple(folder / name for name in LIBRARIES)
    return files if all(file.is_file() for file in files) else ()


def _load(files: tuple[Path, ...]) -> None:
    # In the thread: the window's own waits for it no more than for the libraries.
    import ctypes

    # Called as a function of C: ctypes holds up all Python while it links a library itself.
    link = ctypes.CDLL(None).dlopen
    link.argtypes, link.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    for file in files:
        if not link(os.fsencode(file), os.RTLD_NOW):
            # The import of Qt says better what is the matter.
            return
