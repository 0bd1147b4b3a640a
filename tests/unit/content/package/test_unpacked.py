"""The folder of an atlas that is being edited."""

import os
import subprocess
import sys
from errno import ENOSPC
from pathlib import Path

import pytest

from arctic_map.content.package.unpacked import WorkingFolder


def test_a_working_folder_holds_what_was_shown_last_and_writes_only_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    working = WorkingFolder()
    try:
        path = working.show({"a.toml": b"1", "layers/b.geojson": b"2", "c": b"3"})
        assert (path / "layers" / "b.geojson").read_bytes() == b"2"
        (path / "a.toml").write_bytes(b"untouched")
        working.show({"a.toml": b"1", "layers/b.geojson": b"4"})
        assert (path / "a.toml").read_bytes() == b"untouched"
        assert (path / "layers" / "b.geojson").read_bytes() == b"4" and not (path / "c").exists()
        working.show({"c": b"3"})
        assert [each.name for each in path.rglob("*") if each.is_file()] == ["c"]
        working.remove()
        assert not path.exists()
        path = working.show({"c": b"3"})
        assert (path / "c").read_bytes() == b"3"
    finally:
        working.remove()


def test_a_file_is_written_again_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    working = WorkingFolder()
    try:
        place = working.show({"a.toml": b"1"}) / "a.toml"

        def full(path: Path, body: bytes) -> int:
            path.open("wb").close()
            raise OSError(ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", full)
            with pytest.raises(OSError, match="No space"):
                working.show({"a.toml": b"2"})
        working.show({"a.toml": b"1"})
        assert place.read_bytes() == b"1"
    finally:
        working.remove()


@pytest.mark.skipif(os.name == "nt", reason="kills a process as Unix does")
def test_the_folder_of_a_window_that_was_killed_is_removed_at_the_next_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    code = "import os; from arctic_map.content.package.unpacked import WorkingFolder; "
    code += "working = WorkingFolder(); print(working.show({'c': b'3'}), flush=True); os.kill(os.getpid(), 9)"
    killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    left = Path(killed.stdout.strip())
    assert (left / "c").is_file()
    working = WorkingFolder()
    try:
        own = working.show({"c": b"3"})
        assert not left.exists()
        other = WorkingFolder()
        other.show({"c": b"3"})
        other.remove()
        assert own.is_dir(), "the folder of an open window stays"
    finally:
        working.remove()
