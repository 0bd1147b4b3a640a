"""Widths of words."""

from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.export.marks import typeface


@pytest.mark.parametrize("file", [typeface.REGULAR, typeface.ITALIC, typeface.SEMIBOLD])
def test_advances_are_those_that_fonttools_reads(file: str) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(resources.fonts() / file) as font:
        em, widths, glyphs = font["head"].unitsPerEm, font["hmtx"], font.getBestCmap()
        expected = {code: widths[name][0] / em for code, name in glyphs.items() if code < 0xFFFF}
    assert typeface._face(file).advances == expected


def test_lines_are_no_wider_than_their_room() -> None:
    lines = typeface.wrapped("Drill, area undisclosed: somewhere here", 12, 120)
    assert len(lines) > 1
    assert " ".join(lines) == "Drill, area undisclosed: somewhere here"
    assert all(typeface.width(line, 12) <= 120 for line in lines)


def test_a_word_wider_than_the_room_stands_alone() -> None:
    assert typeface.wrapped("Petropavlovsk-Kamchatsky harbour", 12, 40) == (
        "Petropavlovsk-Kamchatsky",
        "harbour",
    )


def test_without_the_typeface_a_width_is_guessed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "fonts", lambda: tmp_path)
    typeface._face.cache_clear()
    assert typeface.width("four", 10) == 20.0
    typeface._face.cache_clear()


def test_words_that_a_blank_joins_stay_on_one_line() -> None:
    apart, joined = (typeface.wrapped(f"Data of the Arctic{blank}Map", 12, 104) for blank in " \xa0")
    assert apart == ("Data of the Arctic", "Map")
    assert joined == ("Data of the", "Arctic\xa0Map")
