"""The pieces of a PNG, read by a decoder that nobody here wrote."""

from io import BytesIO
from random import Random

import pytest
from PIL import Image

from arctic_map.render import png_bytes


def picture(rows: list[bytes], texts: tuple[tuple[str, str], ...] = ()) -> bytes:
    pixels = png_bytes.Squeezed()
    first, last = pixels.add(rows[:2]), pixels.add(rows[2:])
    start = png_bytes.start(len(rows[0]) // 3, len(rows), 11811, texts)
    return start + first + last + pixels.rest() + png_bytes.end()


def test_pixels_density_and_words_come_back() -> None:
    rows = [bytes((row, column, 200) * 1) * 4 for row, column in ((0, 9), (10, 8), (20, 7))]
    read = Image.open(BytesIO(picture(rows, (("Title", "Мой путь 北极"), ("Source", "")))))
    read.load()
    assert (read.size, read.mode) == ((4, 3), "RGB")
    assert read.tobytes() == b"".join(rows)
    assert read.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert read.info["Title"] == "Мой путь 北极"
    assert "Source" not in read.info


def test_many_pixels_are_written_in_several_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png_bytes, "MOST_IN_CHUNK", 50_000)
    rows = [Random(number).randbytes(90_000) for number in range(8)]
    made = picture(rows)
    assert made.count(b"IDAT") > 5
    read = Image.open(BytesIO(made))
    read.load()
    assert read.tobytes() == b"".join(rows)
