"""The folder of an atlas that is being edited."""

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
