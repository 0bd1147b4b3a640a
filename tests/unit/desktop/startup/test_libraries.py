import subprocess
import sys
from pathlib import Path

import pytest

from arctic_map.desktop.startup.libraries import LIBRARIES, library_files

CODE = """
import threading
from arctic_map.desktop.startup import libraries
{before}
from PySide6.QtCore import QCoreApplication, QThread
from PySide6 import QtWebEngineCore
app = QCoreApplication([])
print(app.thread() == QThread.currentThread(), QThread.isMainThread())
"""
LOADED_FIRST = """
libraries.load_beside()
[loader] = [each for each in threading.enumerate() if each is not threading.main_thread()]
loader.join()
maps = open("/proc/self/maps").read()
assert all(name in maps for name in libraries.LIBRARIES)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is loaded beside Python")
def test_the_libraries_are_where_pyside_has_them() -> None:
    files = [Path(file) for file in library_files()]
    assert [file.name for file in files] == list(LIBRARIES)
    assert all(file.is_file() for file in files)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is loaded beside Python")
@pytest.mark.parametrize("before", ["", LOADED_FIRST], ids=["without", "loaded beside"])
def test_qt_takes_the_thread_of_the_window_for_its_own_whoever_loaded_it(before: str) -> None:
    done = subprocess.run([sys.executable, "-c", CODE.format(before=before)], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (["True", "True"], "")
