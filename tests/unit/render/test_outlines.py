"""Words as outlines: no text is left, each path says its words and stands where the text stood."""

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QGuiApplication

from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import group
from arctic_map.export.marks.typeface import with_fallbacks
from arctic_map.render.outlines import SVG, with_outlines

START = f'<svg xmlns="{SVG}" width="300" height="100">'


@pytest.fixture(autouse=True)
def running() -> None:
    QGuiApplication.instance() or QGuiApplication(["test"])


def paths(*content: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(with_outlines(f"{START}{''.join(content)}</svg>"))
    assert not [each for each in root.iter() if each.tag.endswith("}text")]
    return [each for each in root.iter() if each.tag.endswith("}path")]


def span(path: ElementTree.Element) -> tuple[float, float]:
    numbers = path.attrib["d"].replace("M", " ").replace("L", " ").replace("C", " ").split()
    xs = [float(number) for number in numbers[::2]]
    return min(xs), max(xs)


def test_a_text_is_a_path_that_says_its_words_and_keeps_its_colour() -> None:
    (path,) = paths(words("Kara & Sea", 20, 50, 12, "#123456"))
    assert path.attrib["aria-label"] == "Kara & Sea"
    assert path.attrib["fill"] == "#123456"
    assert "font-family" not in path.attrib and "x" not in path.attrib
    left, right = span(path)
    assert 20 <= left < 23 and 60 < right < 85


def test_an_anchor_is_preserved() -> None:
    middle, end = (
        paths(words("Kara Sea", 100, 50, 12, "#000", anchor=each))[0] for each in ("middle", "end")
    )
    assert sum(span(middle)) / 2 == pytest.approx(100, abs=1)
    assert span(end)[1] == pytest.approx(100, abs=1)


def test_type_is_inherited_from_the_group() -> None:
    inner = '<text x="0" y="50">A</text>'
    small, large = (paths(group(inner, font_size=size))[0] for size in (10.0, 20.0))
    assert span(large)[1] == pytest.approx(2 * span(small)[1], rel=0.05)


def test_programs_without_the_typeface_get_others() -> None:
    assert "Noto Sans" in with_fallbacks(words("A", 0, 0, 12, "#000"))
