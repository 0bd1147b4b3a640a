"""`arctic-map film`: other programs decode its films, and find the pictures that belong there."""

import json
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from arctic_map.render.film_files import Film, write_film

RATE = 10
ENCODING = """
import os, subprocess
from io import BytesIO
from PIL import Image
from PySide6.QtCore import QTimer
from arctic_map.desktop.shell import film_process
from arctic_map.render.film_files import Film
app = film_process.prepare()
picture = BytesIO()
Image.new("RGB", (64, 64)).save(picture, "PNG")
endless = Film((picture.getvalue(),), (1e8,), "")
kill = lambda: subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -INT {os.getpid()}"])
QTimer.singleShot(0, kill)
try:
    film_process.encoded(endless, (64, 64))
except KeyboardInterrupt:
    print("interrupted")
"""
MONTHS, LAST = 8, 25
"""Pictures at RATE that a month and the last one stay."""


def film(out: Path, *options: str) -> None:
    command = [sys.executable, "-m", "arctic_map", "film", str(out), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


def probed(path: Path) -> dict[str, Any]:
    """What ffprobe says of the film, all of which it decodes."""
    command = ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-show_format", "-of", "json"]
    done = subprocess.run([*command, str(path)], capture_output=True, check=True)
    assert not done.stderr
    found = json.loads(done.stdout)
    return {**found["streams"][0], "title": found["format"].get("tags", {}).get("title")}


def frames(path: Path, numbers: Sequence[int], width: int, height: int) -> np.ndarray:
    """The pictures of these numbers, in order."""
    chosen = "+".join(f"eq(n\\,{number})" for number in numbers)
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(path),
        "-vf",
        f"select={chosen}",
        "-fps_mode",
        "passthrough",
    ]
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    done = subprocess.run([*command, *raw], capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.uint8).reshape(len(numbers), height, width, 3)


def difference(one: Image.Image | np.ndarray, other: Image.Image | np.ndarray) -> float:
    """The mean difference of all values, 0 to 255."""
    return float(np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).mean())


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of a film of the year, ice-01.png to ice-12.png."""
    folder = tmp_path_factory.mktemp("year")
    film(folder / "ice.png", "--of", "year")
    return folder


@pytest.mark.slow
def test_the_pages_of_a_film_are_the_same_each_time(year: Path, tmp_path: Path) -> None:
    film(tmp_path / "ice.png", "--of", "year")
    pages = {page.name: page.read_bytes() for page in year.iterdir()}
    assert len(pages) == 12 and pages == {page.name: page.read_bytes() for page in tmp_path.iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "codec"), [(".webm", "vp9"), (".mp4", "h264")])
def test_a_film_of_the_year_has_each_month_for_its_time(
    suffix: str, codec: str, year: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"ice{suffix}"
    film(path, "--of", "year")
    found = probed(path)
    assert (found["codec_name"], found["width"], found["height"]) == (codec, 1280, 720)
    assert found["r_frame_rate"] == "10/1" and int(found["nb_read_frames"]) == 11 * MONTHS + LAST
    assert found["title"] == "Median ice edge 1981-2010"
    months = [Image.open(year / f"ice-{month:02}.png").convert("RGB") for month in range(1, 13)]
    shown = frames(path, [month * MONTHS + MONTHS // 2 for month in range(12)], 1280, 720)
    for month in (0, 1, 2, 4, 5, 6, 7, 8, 10, 11):
        differences = [difference(shown[month], page) for page in months]
        assert min(differences) == differences[month] < 3.0


@pytest.mark.slow
def test_an_mp4_names_the_colours_of_hd_video_and_keeps_them(tmp_path: Path) -> None:
    path, sea, picture = tmp_path / "sea.mp4", (200, 218, 231), BytesIO()
    Image.new("RGB", (64, 48), sea).save(picture, "PNG")
    write_film(Film((picture.getvalue(),), (1.0,), ""), path)
    found = probed(path)
    assert found["color_range"] == "tv"
    assert {found[f"color_{each}"] for each in ("space", "transfer", "primaries")} == {"bt709"}
    assert difference(frames(path, [2], 64, 48)[0], Image.new("RGB", (64, 48), sea)) < 3.0


@pytest.mark.slow
def test_a_film_has_the_size_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "timeline.webm"
    film(path, "--of", "timeline", "--preset", "vertical-9x16", "--language", "ru")
    found = probed(path)
    assert (found["width"], found["height"]) == (1080, 1920)
    assert int(found["nb_read_frames"]) == 27 * RATE + LAST


@pytest.mark.slow
def test_a_film_of_the_timeline_stops_at_the_dates_of_a_file(tmp_path: Path) -> None:
    days = ("2024-01-05", "2024-02-10", "2024-03-20", "2024-03-21")
    rows = "".join(f"ship {number},{40 + 20 * number},74,{day}\n" for number, day in enumerate(days))
    (tmp_path / "ships.csv").write_text(f"name,lon,lat,seen\n{rows}")
    options = ("--with", str(tmp_path / "ships.csv"), "--dates", "seen", "--layers", "land,ships.csv")
    film(tmp_path / "ships.png", "--of", "timeline", *options)
    pages = sorted(tmp_path.glob("ships-*.png"))
    assert [page.name for page in pages] == [f"ships-{number}.png" for number in range(1, 5)]
    assert len({page.read_bytes() for page in pages}) == len(days)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")
def test_ctrl_c_ends_the_encoding_of_a_film() -> None:
    command = [sys.executable, "-c", ENCODING]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("film.avi", "--of", "year"), "the name must end with .webm, .mp4, .gif, .webp, .png"),
        (("film.webm", "--of", "year", "--size", "641x360"), "an even number of pixels"),
        (("film.webm", "--of", "year", "--size", "120mmx90mm"), "a size in pixels"),
        (("no/film.webm", "--of", "year"), "there is no folder"),
        (("film.webm",), "the following arguments are required: --of"),
    ],
)  # fmt: skip
def test_wrong_options_are_one_line(options: tuple[str, ...], why: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "arctic_map", "film", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2 and why in done.stderr and done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
