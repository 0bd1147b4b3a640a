"""Runs first in the frozen app: libraries that lie compressed are loaded when a package wants them."""

import sys

OWNERS = {"numpy": "libscipy_openblas", "pyogrio": "libgdal", "pyproj": "libcurl"}
"""Package, and how the name of its library begins."""


class LateLibraries:
    """Looks on while packages are imported; finds none itself."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name in OWNERS:
            _load(OWNERS.pop(name), f"{name}.libs")


def _load(library: str, needed: str) -> None:
    """Load the library from memory; the linker then knows it by its name and looks for no file."""
    import ctypes
    import lzma
    import os
    from pathlib import Path

    top: str = sys._MEIPASS  # type: ignore[attr-defined]
    # What it needs itself is found beside it by its name, which it has no longer; so that goes first.
    for name in ("libquadmath", "libgfortran", "libnghttp2"):
        for file in Path(top, needed).glob(f"{name}*"):
            ctypes.CDLL(str(file))
    for file in Path(top, "late").glob(f"{library}*.xz"):
        content = lzma.decompress(file.read_bytes())
        handle = _executable_memory(file.stem)
        with os.fdopen(os.dup(handle), "wb") as memory:
            memory.write(content)
        # It stays open: by a path that it already knows, the linker would give the next one this library.
        ctypes.CDLL(f"/proc/self/fd/{handle}")


def _executable_memory(name: str) -> int:
    """A file in memory; where the system's rules forbid to run code from one, a nameless file on disk."""
    import os
    import tempfile

    allow_running = 0x10  # MFD_EXEC, which kernels before 6.3 do not know and do not need
    for flags in (os.MFD_CLOEXEC | allow_running, os.MFD_CLOEXEC):
        try:
            return os.memfd_create(name, flags)
        except OSError:
            continue
    handle, path = tempfile.mkstemp(prefix="arctic-map-")
    os.unlink(path)  # noqa: PTH108
    return handle


sys.meta_path.insert(0, LateLibraries)
