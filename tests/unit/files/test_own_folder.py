"""Temporary folders: each tells whose it is, and what a killed process has left is taken away by others."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from arctic_map.files.own_folder import own_folder, sweep

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there nobody is killed so")
KILLED = """
import os, signal
from arctic_map.files.own_folder import own_folder
for purpose in ("files", "copy", "rows", "made", "export"):
    folder = globals()[purpose] = own_folder(purpose)
    open(os.path.join(folder.name, "held"), "w").close()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_process_left_is_taken_away(there: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], env=os.environ | {"TMPDIR": str(there)}, check=False)
    assert len([*there.iterdir()]) == 5
    sweep()
    assert [*there.iterdir()] == []


def test_what_is_used_and_what_is_of_others_stays(there: Path) -> None:
    others = {there / name for name in ("arctic-map-notes", "arctic-map-files-z-1", "arctic-map-1-2", "else")}
    for other in others:
        other.mkdir()
    with own_folder("copy") as mine:
        sweep()
        assert {*there.iterdir()} == {*others, Path(mine)}
    assert {*there.iterdir()} == others
