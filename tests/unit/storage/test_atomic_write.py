"""A file is whole or as it was."""

import errno
import os
import sys
from pathlib import Path

import pytest

from arctic_map.storage import atomic_write
from arctic_map.storage.atomic_write import write_all, write_bytes, write_text


def test_a_file_is_written_with_its_folders_and_no_other_file_is_left(tmp_path: Path) -> None:
    for words in ("Мурманск", "Архангельск"):
        write_text(tmp_path / "a" / "b.txt", words)
        assert (tmp_path / "a" / "b.txt").read_bytes() == words.encode()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


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


def test_files_that_belong_together_are_all_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError):
        write_all({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_file_that_is_locked_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o444)
    with pytest.raises(PermissionError):
        write_bytes(tmp_path / "a", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_without_files_that_have_no_name_it_works_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_write, "_nameless", lambda folder, mode: None)
    write_bytes(tmp_path / "a", b"1")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"1")]
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError):
        write_bytes(tmp_path / "b", b"2")


def test_a_link_stays_and_what_it_leads_to_is_written_whether_or_not_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "a").symlink_to(Path("far") / "a")
    for content in (b"first", b"second"):
        write_bytes(tmp_path / "a", content)
        assert (tmp_path / "a").is_symlink()
        assert [(path.name, path.read_bytes()) for path in (tmp_path / "far").iterdir()] == [("a", content)]


def test_links_that_lead_to_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        write_bytes(tmp_path / "a", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither at such places")
@pytest.mark.parametrize("linked", [False, True])
def test_devices_and_pipes_are_refused(linked: bool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "null").symlink_to(os.devnull)
    (tmp_path / "link").symlink_to("pipe")
    for name in ("null", "link") if linked else ("pipe",):
        with pytest.raises(OSError, match="device or a pipe"):
            write_bytes(tmp_path / name, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "null", "pipe"]
    assert (tmp_path / "pipe").is_fifo() and (tmp_path / "null").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o027])
@pytest.mark.parametrize("nameless", [True, False])
def test_a_new_file_has_what_the_mask_leaves(
    mask: int, nameless: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not nameless:
        monkeypatch.setattr(atomic_write, "_nameless", lambda folder, mode: None)
    before = os.umask(mask)
    try:
        write_bytes(tmp_path / "a", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o666 & ~mask


def test_the_mask_is_never_lifted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the whole process's: another thread's file would be open to all meanwhile."""

    def lifted(mask: int) -> int:
        raise AssertionError("the mask was changed")

    monkeypatch.setattr(os, "umask", lifted)
    write_bytes(tmp_path / "a", b"new")


def test_the_progress_callback_can_cancel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_write, "PIECE", 2)
    (tmp_path / "a").write_bytes(b"old")
    calls: list[int] = []

    def enough() -> None:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt

    # Three pieces of the first, one of the second.
    with pytest.raises(KeyboardInterrupt):
        write_all({tmp_path / "a": b"12345", tmp_path / "b": b"1234"}, progress=enough)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]
    write_all({tmp_path / "a": b"12345"}, progress=lambda: None)
    assert (tmp_path / "a").read_bytes() == b"12345"


@pytest.mark.skipif(os.name == "nt", reason="Windows does not replace a file that is open")
def test_who_has_the_file_open_goes_on_reading_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with (tmp_path / "a").open("rb") as file:
        write_bytes(tmp_path / "a", b"new")
        assert file.read() == b"old"
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_file_with_a_long_name_can_be_written(tmp_path: Path) -> None:
    write_bytes(tmp_path / ("n" * 250), b"1")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows files without a name")
def test_what_is_being_written_has_no_name_yet(tmp_path: Path) -> None:
    seen: list[list[str]] = []
    write_all(
        {tmp_path / "a": b"1"}, progress=lambda: seen.append([path.name for path in tmp_path.iterdir()])
    )
    # Once for its one piece, and once when all are written, each next to its place.
    assert seen[0] == []
    assert [name[:3] for name in seen[1]] == [".a."]
