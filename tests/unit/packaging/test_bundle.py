"""The packages for Linux are a Python installation with a launcher."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

from packages.bundle import PYTHON, bundle, home, program  # noqa: E402  # from the root of the checkout


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """What PyInstaller leaves, in a folder with a space in its name."""
    folder = tmp_path / "arctic map"
    (folder / "_internal" / PYTHON / "lib-dynload").mkdir(parents=True)
    for module in ("os.py", "encodings", "codecs.py", "io.py", "abc.py"):
        (folder / "_internal" / module).symlink_to(Path(os.__file__).with_name(module))
    (folder / "_internal" / PYTHON / "lib-dynload" / "mmap.so").touch()
    (folder / "arctic-map").write_text("a loader")
    bundle(folder, Path(sys.executable).resolve())
    return folder


def test_python_finds_the_modules_of_the_app_and_no_others(app: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import sys; print(sys.prefix, *sys.path, sep='\\n')")
    done = subprocess.run([program(app), "-I", "-S", script], capture_output=True, text=True, check=True)
    prefix, _archive, *places = done.stdout.splitlines()
    assert prefix == str(app)
    assert places == [str(home(app)), str(home(app) / "lib-dynload")]


def test_the_launcher_starts_the_python_next_to_it_by_a_link_too(app: Path, tmp_path: Path) -> None:
    program(app).write_text('#!/bin/sh\nprintf "%s\\n" "$LD_LIBRARY_PATH" "$@"\n')
    link = tmp_path / "link"
    link.symlink_to(app / "arctic-map")
    done = subprocess.run([link, "export", "a map.png"], capture_output=True, text=True, check=True, env={})
    assert done.stdout.splitlines() == [str(home(app)), "-I", "-S", "-m", "arctic_map", "export", "a map.png"]
