"""The program as a user starts it: a process of its own."""

import json
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


def test_facts_and_layers_are_json() -> None:
    assert len(json.loads(run("facts", "--json").stdout)) == 55
    assert all(
        set(layer) == {"id", "name", "topic", "features"}
        for layer in json.loads(run("layers", "--json").stdout)
    )


def test_the_check_passes() -> None:
    done = run("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_faulty_file_fails_the_check(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1]]]}'
    )
    done = run("check", str(tmp_path / "a.geojson"))
    assert done.returncode == 1
    assert done.stdout.startswith(
        f"{tmp_path / 'a.geojson'}: features[0].geometry.coordinates[0]: the ring is not closed"
    )


def test_wrong_input_is_one_line_and_exit_2() -> None:
    done = run("export", "map.png", "--size", "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("arctic-map: argument --size")
    assert done.stderr.count("\n") == 1


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
