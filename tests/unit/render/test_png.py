"""The pieces of a PNG, read by a decoder that nobody here wrote."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from arctic_map.render import png


def picture(rows: list[bytes], texts: tuple[tuple[str, str], ...] = ()) -> bytes:
    bands = [b"".join(b"\0" + row for row in part) for part in (rows[:2], rows[2:])]
    start = png.start(len(rows[0]) // 3, len(rows), 11811, texts)
    checksum = zlib.adler32(b"".join(bands))
    return start + png.pixels(map(png.deflated, bands), checksum) + png.end()


def test_pixels_density_and_words_come_back() -> None:
    rows = [bytes((row, column, 200) * 1) * 4 for row, column in ((0, 9), (10, 8), (20, 7))]
    read = Image.open(BytesIO(picture(rows, (("Title", "Мой путь 北极"), ("Source", "")))))
    read.load()
    assert (read.size, read.mode) == ((4, 3), "RGB")
    assert read.tobytes() == b"".join(rows)
    assert read.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert read.info["Title"] == "Мой путь 北极"
    assert "Source" not in read.info
