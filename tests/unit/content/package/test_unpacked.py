"""The folder of an atlas that is being edited."""

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
        working.show({"c": b"3"})
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
