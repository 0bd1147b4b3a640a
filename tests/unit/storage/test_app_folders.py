"""Scratch folders are removed with their process, or after a crash; never while they are in use."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from arctic_map.errors import ArcticMapError
from arctic_map.storage.app_folders import ScratchFolder, cache_folder, remove_stale, shared_folder

KILLED = """
import os, sys
from pathlib import Path
from arctic_map.storage.app_folders import ScratchFolder
folder = ScratchFolder("files", Path(sys.argv[1]))
(folder.path / "data").touch()
os._exit(1)
"""


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A folder that a killed process has left."""
    subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False)
    (folder,) = tmp_path.iterdir()
    return folder


def test_what_a_killed_process_left_is_removed(left: Path) -> None:
    assert (left / "data").exists()
    remove_stale(left.parent)
    assert not left.exists()


def test_what_is_in_use_stays(tmp_path: Path) -> None:
    with ScratchFolder("files", tmp_path / "cache") as folder:
        remove_stale(tmp_path / "cache")
        assert Path(folder).is_dir()
    assert not Path(folder).exists()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "arctic-map-notes").mkdir()
    remove_stale(tmp_path)
    assert (tmp_path / "arctic-map-notes").exists()


@pytest.mark.skipif(os.name == "nt", reason="a folder has one owner there")
def test_what_another_user_left_stays(left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: left.stat().st_uid + 1)
    remove_stale(left.parent)
    assert left.exists()


def test_a_folder_whose_process_is_about_to_lock_it_stays(left: Path) -> None:
    (left / "arctic-map.lock").write_bytes(b"")
    remove_stale(left.parent)
    assert left.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these variables")
def test_a_relative_folder_of_the_environment_is_ignored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for variable, folder, default in (
        ("XDG_CACHE_HOME", cache_folder, tmp_path / ".cache" / "arctic-map"),
        ("XDG_DATA_HOME", shared_folder, tmp_path / ".local" / "share" / "arctic-map" / "shared"),
    ):
        monkeypatch.setenv(variable, "relative")
        assert folder() == default
        monkeypatch.setenv(variable, str(tmp_path / "own"))
        assert folder().is_relative_to(tmp_path / "own")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="users are as Linux has them")
@pytest.mark.parametrize("folder", [cache_folder, shared_folder])
def test_a_user_without_a_home_reads_what_to_set(
    folder: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 2_000_000_012)
    with pytest.raises(ArcticMapError, match="set the variable HOME"):
        folder()
