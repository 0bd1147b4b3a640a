"""What no module may import is named by the linter."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
BANNED = """
import _thread
import builtins
import marshal
import pickle
import threading

from threading import Thread
from PySide6.QtCore import QThread, QThreadPool

threading.Thread(target=print).start()
"""


def test_threads_and_code_from_files_are_found() -> None:
    command = ["-m", "ruff", "check", "--select=TID251", "--output-format=concise"]
    ended = subprocess.run(
        [sys.executable, *command, "--stdin-filename", "src/arctic_map/scene/example.py", "-"],
        input=BANNED,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = {line.split(":")[1] for line in ended.stdout.splitlines() if "TID251" in line}
    assert found == {"2", "3", "4", "5", "8", "9", "11"}
