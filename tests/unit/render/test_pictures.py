"""The pieces of a PNG, read by a decoder that nobody here wrote."""

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage
from tests.looks import LIGHT

from arctic_map.export.marks.path import Field
from arctic_map.export.metadata import ExportMetadata
from arctic_map.export.page.page_layout import arrange
from arctic_map.export.request import Request
from arctic_map.export.svg import Page
from arctic_map.geo.projections import DEFAULT
from arctic_map.model.projection import Viewport
from arctic_map.model.saved_view import SavedView
from arctic_map.render import pictures
from arctic_map.render.pictures import Kind, jpeg_with_xmp, photo
from arctic_map.storage import embedded_view


def picture(rows: list[bytes], texts: tuple[tuple[str, str], ...] = ()) -> bytes:
    bands = [b"".join(b"\0" + row for row in part) for part in (rows[:2], rows[2:])]
    start = pictures.png_start(len(rows[0]) // 3, len(rows), 11811, texts)
    checksum = zlib.adler32(b"".join(bands))
    return start + pictures.pixels(map(pictures.deflated, bands), checksum) + pictures.png_end()


def test_pixels_density_and_words_come_back() -> None:
    rows = [bytes((row, column, 200) * 1) * 4 for row, column in ((0, 9), (10, 8), (20, 7))]
    read = Image.open(BytesIO(picture(rows, (("Title", "Мой путь 北极"), ("Source", "")))))
    read.load()
    assert (read.size, read.mode) == ((4, 3), "RGB")
    assert read.tobytes() == b"".join(rows)
    assert read.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert read.info["Title"] == "Мой путь 北极"
    assert "Source" not in read.info


VIEW = SavedView(projection="nsr", box=(0, 0, 1, 1), layers=("land",), title="Путь")
START = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
SQUARE = '<rect width="200" height="100" fill="#123456"/>'
LAYOUT = arrange(200, 100, (0.0, 0.0, 200.0, 100.0), ())


@pytest.fixture
def page() -> Page:
    QGuiApplication.instance() or QGuiApplication(["test"])
    result = ExportMetadata("A title", "About it", "Sources", "Rights", embedded_view.encode(VIEW))
    field = Field(Viewport(0, 0, 1, 200, 100))
    return Page(
        START, "", SQUARE, (), "", result, field, 1.0, 200.0, 100.0, LAYOUT, (), DEFAULT, LIGHT.palette
    )


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_the_picture_is_whole_and_opens_again(kind: Kind, page: Page, tmp_path: Path) -> None:
    content = photo(page, Request(width=200, height=100, quality=95), kind)
    picture = QImage.fromData(QByteArray(content))
    assert (picture.width(), picture.height()) == (200, 100)
    colour = picture.pixelColor(100, 50)
    assert max(abs(colour.red() - 0x12), abs(colour.green() - 0x34), abs(colour.blue() - 0x56)) <= 3
    (tmp_path / "map").write_bytes(content)
    assert embedded_view.read(tmp_path / "map") == VIEW


def test_a_jpeg_says_how_many_pixels_an_inch_has(page: Page) -> None:
    content = photo(page, Request(width=200, height=100, dpi=300), "jpeg")
    assert QImage.fromData(QByteArray(content)).dotsPerMeterX() == pytest.approx(300 / 0.0254, rel=0.01)


def test_less_quality_makes_a_smaller_file(page: Page) -> None:
    best, least = (photo(page, Request(width=200, height=100, quality=each), "jpeg") for each in (100, 1))
    assert len(least) < len(best)


def test_a_packet_that_one_segment_cannot_hold_is_left_out() -> None:
    jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xd9"
    assert jpeg_with_xmp(jpeg, b"x" * 70_000) == jpeg
    assert jpeg_with_xmp(jpeg, b"x").startswith(jpeg[:8] + b"\xff\xe1")
