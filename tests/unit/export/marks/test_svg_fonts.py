"""The typeface inside a drawing: the letters of its words, and no others."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from arctic_map import resources
from arctic_map.export.marks.svg_fonts import cut, is_chinese, with_fallbacks, with_fonts
from arctic_map.export.marks.typeface import CHINESE, FAMILY, REGULAR


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
