"""PySide does not read the text of what is loaded after it."""

import subprocess
import sys

PROGRAM = """
import inspect
from PySide6.QtCore import QObject
from arctic_map.desktop.startup import unread_sources

read = []
usual = inspect.getsource
inspect.getsource = lambda module: read.append(getattr(module, "__name__", "")) or usual(module)
import colorsys
before = [*read]
unread_sources.leave_unread()
import tabnanny
assert before == ["colorsys"], before
assert read == before, read
QObject().setObjectName("names as ever")
"""


def test_what_is_loaded_after_pyside_keeps_its_names_and_is_not_read() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
