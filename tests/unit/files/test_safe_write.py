"""A file is whole or as it was."""

import os
from pathlib import Path

import pytest

from arctic_map.files.safe_write import write_bytes, write_text


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b.txt", "Архангельск\n")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "Архангельск\n".encode()


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_bytes(tmp_path / "b", b"1")
    write_bytes(tmp_path / "b", b"2")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bytes(tmp_path / "b", b"old")

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        write_bytes(tmp_path / "b", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("b", b"old")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_those_of_the_file_before(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    (tmp_path / "b").chmod(0o600)
    write_bytes(tmp_path / "b", b"new")
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600
