"""JPEG and WebP: they are pictures, say what they show, and open again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage

from arctic_map.export.marks.field import Field
from arctic_map.export.metadata import ExportMetadata
from arctic_map.export.page.page_layout import arrange
from arctic_map.export.request import Request
from arctic_map.export.svg import Page
from arctic_map.geo.projections import DEFAULT
from arctic_map.model.saved_view import SavedView
from arctic_map.model.view import Viewport
from arctic_map.render.photo import Kind, jpeg_with_xmp, photo
from arctic_map.storage import embedded_view

VIEW = SavedView(projection="nsr", box=(0, 0, 1, 1), layers=("land",), title="Путь")
START = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
SQUARE = '<rect width="200" height="100" fill="#123456"/>'
LAYOUT = arrange(200, 100, (0.0, 0.0, 200.0, 100.0), ())


@pytest.fixture
def page() -> Page:
    QGuiApplication.instance() or QGuiApplication(["test"])
    result = ExportMetadata("A title", "About it", "Sources", "Rights", embedded_view.encode(VIEW))
    field = Field(Viewport(0, 0, 1, 200, 100))
    return Page(START, "", SQUARE, (), "", result, field, 1.0, 200.0, 100.0, LAYOUT, (), DEFAULT)


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
