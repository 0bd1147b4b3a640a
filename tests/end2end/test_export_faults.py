"""Never half a file: each failure is one sentence, the old file stays, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import psutil
import pytest
from tests.end2end.tools import ENVIRONMENT, export, exported, sized

from arctic_map.cli.main import main
from arctic_map.errors import ExportError
from arctic_map.render import progress, snapshot

FORMATS = ("png", "html")
"""One that Qt writes, and one of words."""
SMALL = ("--size", "400x300", "--without", "legend")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="file systems are made full and locked here"),
    pytest.mark.usefixtures("qapp"),
]


def refused(*arguments: str | Path, code: int = 1) -> str:
    """The one sentence of an export that fails; here, since a process of its own takes seconds to start."""
    out, errors = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        try:
            ended = main(["export", *map(str, arguments)])
        except SystemExit as exit:
            ended = exit.code if isinstance(exit.code, int) else -1
    return sentence(ended, out.getvalue(), errors.getvalue(), code)


def sentence(ended: int, out: str, errors: str, code: int = 1) -> str:
    assert ended == code
    assert out == ""
    assert errors.startswith("arctic-map: ")
    assert errors.count("\n") == 1
    assert "Traceback" not in errors
    return errors.removeprefix("arctic-map: ").rstrip("\n")


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 64 kB, of which some are free."""
    folder = tmp_path / "full"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may make a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_full_disk(suffix: str, full: Path) -> None:
    out = full / f"map.{suffix}"
    out.write_bytes(b"old")
    assert (
        refused(out, *sized(out, "400x300")) == f"{out}: the map cannot be written: no space left on device"
    )
    assert [(path.name, path.read_bytes()) for path in full.iterdir()] == [(out.name, b"old")]


def test_a_full_disk_leaves_neither_picture_nor_world_file(full: Path) -> None:
    done = export(full / "map.png", *SMALL, "--world-file")
    sentence(done.returncode, done.stdout, done.stderr)
    assert list(full.iterdir()) == []


def test_a_missing_folder(tmp_path: Path) -> None:
    out = tmp_path / "no" / "map.pdf"
    assert "there is no folder" in refused(out, *SMALL, code=2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_is_locked_against_writing(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"map.{suffix}"
    out.write_bytes(b"old")
    out.chmod(0o444)
    assert refused(out, *sized(out, "400x300")) == f"{out}: the map cannot be written: permission denied"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(out.name, b"old")]


def test_a_file_that_is_open_elsewhere_and_locked_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So Windows answers; Linux and macOS let the old file live on for whoever has it open.
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    out = tmp_path / "map.png"
    out.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExportError) as caught:
        snapshot.write({out: b"new"})
    assert str(caught.value) == f"{out}: the map cannot be written: permission denied"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(out.name, b"old")]


@pytest.mark.slow
def test_a_file_that_is_open_elsewhere(tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    out.write_bytes(b"old")
    with out.open("rb") as file:
        exported(out, *SMALL)
        assert file.read() == b"old"
    assert out.read_bytes().startswith(b"<?xml")
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_who_calls_it_off_finds_nothing(tmp_path: Path) -> None:
    def call_off(_share: float) -> None:
        raise progress.ExportCancelled

    token = progress.LISTENER.set(call_off)
    try:
        with pytest.raises(progress.ExportCancelled):
            snapshot.write({tmp_path / "map.svg": b"new"})
    finally:
        progress.LISTENER.reset(token)
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_that_is_read_only(full: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(full)], check=True)
    out = full / "map.svg"
    assert refused(out, *SMALL) == f"{out}: the map cannot be written: read-only file system"


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "map.png").mkdir()
    assert "is a folder" in refused(tmp_path / "map.png", code=2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--layers", "lanes,icebergs"),
        ("--hide", "icebergs"),
        ("--extent", "0,-60,10,-50"),
        ("--extent", "north"),
        ("--fit", "atlantis"),
        ("--facts", "X1"),
        ("--from", "/dev/null"),
    ],
)
def test_wrong_input_leaves_the_old_file(arguments: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    out.write_bytes(b"old")
    refused(out, *arguments, code=2)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(out.name, b"old")]


def test_a_size_that_no_picture_has(tmp_path: Path) -> None:
    sentence = refused(tmp_path / "map.png", "--size", "841x1189mm", "--dpi", "1200")
    assert sentence.startswith(
        "the picture would have 39732 x 56173 pixels; each side has 64 to 10000 pixels"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_size_that_is_too_large_for_memory(tmp_path: Path) -> None:
    # What the program and Qt take is left to them; of the 400 MB that the picture needs, 10.
    limited = (
        "import resource, sys; from arctic_map.cli.main import main;"
        "import arctic_map.render.pictures as png; make = png.png\n"
        "def short(*page):\n"
        "    now = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "    resource.setrlimit(resource.RLIMIT_AS, (now + 10_000_000,) * 2)\n"
        "    return make(*page)\n"
        "png.png = short; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "export", str(tmp_path / "map.png"), "--size", "10000x10000"],
        env={**ENVIRONMENT, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr == "arctic-map: there is not enough memory for a picture of 10000 x 10000 pixels\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_process_that_is_killed_leaves_the_old_file_alone(tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    exported(out, *SMALL)
    old = out.read_bytes()
    command = [sys.executable, "-m", "arctic_map", "export", str(out), "--size", "3000x3000"]
    before = os.times()
    subprocess.run(command, env=ENVIRONMENT, check=True)
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    whole = out.read_bytes()
    out.write_bytes(old)
    for share in (0.5, 0.8, 0.9, 0.95, 0.98):
        process = subprocess.Popen(command, env=ENVIRONMENT)
        # By its own work: other programs make it take longer, not do more.
        while process.poll() is None and sum(psutil.Process(process.pid).cpu_times()[:2]) < worked * share:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert [path.name for path in tmp_path.iterdir()] == [out.name]
        # Old or new, never a part of either.
        assert out.read_bytes() in (old, whole)


def test_a_broken_list_writes_nothing(tmp_path: Path) -> None:
    maps = tmp_path / "maps.toml"
    maps.write_text('[[map]]\nout = "a.png"\n[[map]]\nout = "b.png"\nsise = "1x1"\n')
    assert "map 2: there is no option 'sise'" in refused("--batch", maps, code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["maps.toml"]
