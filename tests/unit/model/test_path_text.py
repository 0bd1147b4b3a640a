"""A path of any bytes is stored as printable text and read back unchanged."""

from pathlib import Path

import pytest

from arctic_map.model.path_text import path_of, text_of

PATHS = [
    "/home/me/map.geojson",
    "/home/me/мой map.geojson",
    "/tmp/kart\udce4.arctic",
    "/tmp/two\nlines.csv",
    "/tmp/a%20b",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_printable_text_that_leads_back_to_it(path: str) -> None:
    text = text_of(Path(path))
    assert text.isprintable() and text.encode()
    assert path_of(text) == Path(path)


def test_printable_text_is_unchanged() -> None:
    assert text_of("/home/me/a%20b.csv") == "/home/me/a%20b.csv"
    assert text_of("/tmp/kart\udce4.arctic") == "file:///tmp/kart%E4.arctic"
