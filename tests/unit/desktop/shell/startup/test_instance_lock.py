"""Only one window at a time holds the lock of an atlas."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from arctic_map.desktop.shell.startup.instance_lock import InstanceLock, acquire, address, give_up

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows does not say who is first")

ELSEWHERE = "import sys, pathlib; from arctic_map.desktop.shell.startup.instance_lock import acquire; "


def elsewhere(data: Path, then: str = "") -> str:
    """The message to another process."""
    code = f"{ELSEWHERE}print(acquire(pathlib.Path(sys.argv[1])).name, flush=True); {then}"
    return subprocess.run(
        [sys.executable, "-c", code, str(data)], capture_output=True, text=True, check=False
    ).stdout.strip()


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    return runtime


def test_the_first_is_the_first_until_it_gives_up(tmp_path: Path, runtime: Path) -> None:
    assert acquire(tmp_path) is InstanceLock.ACQUIRED
    assert acquire(tmp_path) is InstanceLock.ACQUIRED
    assert elsewhere(tmp_path) == "BUSY"
    give_up(tmp_path)
    assert list(runtime.iterdir()) == []
    assert elsewhere(tmp_path) == "ACQUIRED"


def test_other_content_is_another_matter(tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert acquire(tmp_path) is InstanceLock.ACQUIRED
    assert elsewhere(other) == "ACQUIRED"
    assert address(tmp_path) != address(other)
    give_up(tmp_path)


def test_a_killed_process_claims_nothing_any_more(tmp_path: Path) -> None:
    assert elsewhere(tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)") == "ACQUIRED"
    assert acquire(tmp_path) is InstanceLock.ACQUIRED
    give_up(tmp_path)


def test_what_somebody_else_put_there_says_nothing(tmp_path: Path, runtime: Path) -> None:
    lock = Path(address(tmp_path)).with_suffix(".lock")
    lock.symlink_to(tmp_path / "elsewhere")
    assert acquire(tmp_path) is InstanceLock.UNKNOWN
    assert not (tmp_path / "elsewhere").exists()
    lock.unlink()
    lock.mkdir()
    assert acquire(tmp_path) is InstanceLock.UNKNOWN


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_file_of_another_user_says_nothing(tmp_path: Path) -> None:
    lock = Path(address(tmp_path)).with_suffix(".lock")
    lock.touch()
    os.chown(lock, 12345, 12345)
    assert acquire(tmp_path) is InstanceLock.UNKNOWN
