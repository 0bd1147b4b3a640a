"""The program as a user starts it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "arctic_map")


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=120,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_reader_that_stops_early_is_no_error() -> None:
    command = " ".join(f"'{part}'" for part in COMMAND)
    done = subprocess.run(
        ["sh", "-c", f"{command} facts --json | head -n 1"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_a_map_is_drawn_without_a_display(tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    done = run("export", str(out), "--size", "320x200", "--without", "legend", DISPLAY="", WAYLAND_DISPLAY="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    head = out.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")) == (320, 200)


@pytest.mark.parametrize("locale", ["C", "ru_RU.UTF-8", "xx_XX"])
def test_a_locale_that_is_c_or_not_installed_is_no_matter(locale: str, tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "map.png"), "--size", "320x200", "--without", "legend", LC_ALL=locale)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
