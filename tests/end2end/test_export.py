"""Pictures written without a window and without a display."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from tests.cases import first_quick
from tests.end2end.tools import export, exported
from tests.looks import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("qapp")
SMALL = ("--size", "400x300", "--without", "legend")


def drawn(out: Path, *arguments: str) -> QImage:
    exported(out, *arguments)
    return QImage(str(out))


def share(picture: QImage, colour: str) -> float:
    """Of the picture that has exactly this colour, from every fourth pixel."""
    wanted = QColor(colour).rgb()
    points = [(x, y) for y in range(0, picture.height(), 4) for x in range(0, picture.width(), 4)]
    return sum(picture.pixel(x, y) == wanted for x, y in points) / len(points)


@pytest.mark.parametrize("projection", first_quick(["nsr", "world", "3413", "3576", "3995"]))
def test_each_projection_shows_land_and_sea(projection: str, tmp_path: Path) -> None:
    picture = drawn(tmp_path / "map.png", "--projection", projection, "--size", "960x600")
    assert (picture.width(), picture.height()) == (960, 600)
    assert share(picture, LIGHT.styles["lane-nsr"].casing or "") > 0.03
    depth = LIGHT.palette.items["depth-2000"].fill
    assert depth is not None
    assert share(picture, depth) > 0.03


def test_the_dark_theme_is_dark(tmp_path: Path) -> None:
    done = export(tmp_path / "map.png", "--theme", "dark", *SMALL)
    assert (done.returncode, done.stderr) == (0, "")
    picture = QImage(str(tmp_path / "map.png"))
    assert picture.pixelColor(2, 2) == QColor(DARK.palette.paper)


def test_a_hidden_layer_changes_the_picture(tmp_path: Path) -> None:
    with_lanes = drawn(tmp_path / "with.png", "--size", "640x400")
    without = drawn(tmp_path / "without.png", "--size", "640x400", "--hide", "lanes,nsr-stretch,nsr-waters")
    lane = LIGHT.styles["lane-nsr"].stroke
    assert lane is not None
    assert share(with_lanes, lane) > share(without, lane)


@pytest.mark.slow
def test_the_same_page_is_the_same_picture_twice(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        drawn(tmp_path / name, *SMALL, "--fit", "arkhangelsk")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    folder = tmp_path / "map.png"
    folder.mkdir()
    done = export(folder)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
