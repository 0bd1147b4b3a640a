"""Replaces PyInstaller's loader by a plain Python, since it delays every start on Linux by 0.1 s."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

NAME = "arctic-map"
PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
LAUNCHER = f"""#!/bin/sh
# Starts Arctic Map with the Python and the modules beside it, and with no others.
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/lib/{PYTHON}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"
exec "$here/bin/{NAME}" -I -S -m arctic_map "$@"
"""


def bundle(folder: Path, python: Path) -> None:
    """Turn PyInstaller's output in `folder` into the layout of a Python installation, run by `python`."""
    modules = home(folder)
    modules.parent.mkdir()
    (folder / "_internal").rename(modules)
    (modules / PYTHON / "lib-dynload").rename(modules / "lib-dynload")
    (modules / PYTHON).rmdir()
    shutil.rmtree(modules / "_pyi_rth_utils", ignore_errors=True)
    program(folder).parent.mkdir()
    shutil.copy(python, program(folder))
    if "libpython" not in _needed(python):
        for library in modules.glob("libpython*"):
            library.unlink()
    launcher = folder / NAME
    launcher.write_text(LAUNCHER)
    launcher.chmod(0o755)


def home(folder: Path) -> Path:
    """Return the folder with the modules of the app in `folder`."""
    return folder / "lib" / PYTHON


def program(folder: Path) -> Path:
    """Return the Python program of the app in `folder`, which has the app's name."""
    return folder / "bin" / NAME


def _needed(program: Path) -> str:
    """Return the libraries that a program is linked to."""
    output = subprocess.run(["objdump", "-p", program], capture_output=True, text=True, check=True).stdout
    return "\n".join(line for line in output.splitlines() if "NEEDED" in line)
