"""Widths of words."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from arctic_map import resources
from arctic_map.export.marks import typeface
from arctic_map.export.marks.typeface import (
    CHINESE,
    FAMILY,
    REGULAR,
    cut,
    is_chinese,
    with_fallbacks,
    with_fonts,
)


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


def drawing(words: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><text x="0">{words}</text></svg>'


def faces(svg: str) -> list[tuple[str, set[int]]]:
    """Of each face its weight and style, and the letters that it has."""
    found = re.findall(r"font-weight:(\d+);font-style:(\w+);[^}]*?base64,([^)]+)\)", svg)
    return [(f"{w} {s}", {*TTFont(BytesIO(b64decode(data))).getBestCmap()}) for w, s, data in found]


def test_a_drawing_carries_its_letters_in_each_face_as_the_first_thing_in_it() -> None:
    made = with_fonts(drawing("Kara &amp; Sea"))
    assert made.startswith('<svg xmlns="http://www.w3.org/2000/svg"><style>') and made.endswith(
        "</text></svg>"
    )
    assert [face for face, _ in faces(made)] == ["400 normal", "400 italic", "600 normal"]
    for _, letters in faces(made):
        assert letters == set(map(ord, "Kara & Sea"))


@pytest.mark.slow
def test_a_drawing_with_chinese_words_carries_their_characters_and_no_others() -> None:
    plain, chinese = with_fonts(drawing("Shanghai")), with_fonts(drawing("上海 Shanghai"))
    assert "font/otf" not in plain and "unicode-range" not in plain
    assert len(faces(chinese)) == 6 and chinese.count("unicode-range:U+2E80-FFEF") == 3
    assert {*map(ord, "上海")} == faces(chinese)[3][1]
    assert len(cut(resources.fonts() / CHINESE, {"上", "海"})) < 4_000


def test_without_words_or_without_fonts_a_drawing_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    assert with_fonts(bare) == bare
    monkeypatch.setattr(resources, "fonts", lambda: tmp_path)
    assert with_fonts(drawing("Kara")) == drawing("Kara")


def test_chinese_characters_and_marks_are_known_by_their_place() -> None:
    assert all(map(is_chinese, "北，。\u2e80\uffef")) and not any(map(is_chinese, "aЖ—\u2e7f\ufff0"))


def test_a_cut_face_is_the_same_each_time_and_keeps_its_pairs() -> None:
    once, twice = (cut(resources.fonts() / REGULAR, {"A", "V"}) for _ in range(2))
    font = TTFont(BytesIO(once))
    assert once == twice and {*font.getBestCmap()} == {ord("A"), ord("V")}
    assert "GPOS" in font and "fpgm" not in font
    names = {record.nameID for record in font["name"].names}
    assert {1, 2} <= names and not {3, 4, 5, 6} & names


def test_a_program_that_reads_no_typeface_gets_similar_ones() -> None:
    words = '<text font-family="&#x27;Source Sans 3&#x27;" x="0">A</text>'
    found = with_fallbacks(words)
    # Narrow ones first: where there is no other, DejaVu Sans would need a fifth more room than the text has.
    assert FAMILY in found and found.index("Liberation Sans") < found.index("Noto Sans CJK SC")
    assert found.endswith('sans-serif" x="0">A</text>')


def test_nothing_in_a_chinese_text_is_bold() -> None:
    assert typeface.weight_of("Shanghai 2024", 600) == 600
    assert typeface.weight_of("上海 2024", 600) == 400
    bold, regular = (typeface.width("上海2024", 10.0, weight=weight) for weight in (600, 400))
    assert bold == regular < typeface.width("上海", 10.0) + typeface.width("2024", 10.0, weight=600)
