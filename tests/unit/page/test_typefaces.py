"""The typefaces that the page is given: cut to the letters of the map."""

from io import BytesIO

from fontTools.ttLib import TTFont

from arctic_map import resources
from arctic_map.page import typefaces


def cut(name: str) -> tuple[bytes, TTFont]:
    body = typefaces.cut(resources.fonts() / name)
    return body, TTFont(BytesIO(body))


def test_a_typeface_keeps_the_letters_of_the_map_and_no_hints() -> None:
    body, font = cut("SourceSans3-Regular.ttf")
    letters = {*font.getBestCmap()}
    expected = "Az~ÀſЀџ–›←↓−€№"
    assert {*map(ord, expected)} <= letters
    assert not letters & {0x7F, 0x180, 0x460, 0x370, 0x2194}
    assert len(body) < 0.6 * (resources.fonts() / "SourceSans3-Regular.ttf").stat().st_size
    assert font["OS/2"].usWeightClass == 400 and not font["head"].macStyle & 1
    assert "fpgm" not in font


def test_the_semi_bold_face_is_called_bold_of_its_family() -> None:
    _, font = cut("SourceSans3-SemiBold.ttf")
    assert font["OS/2"].usWeightClass == 700 and font["head"].macStyle & 1
    # Bit 5 is bold, bit 6 regular.
    assert font["OS/2"].fsSelection & 0b1100000 == 0b0100000
    names = [font["name"].getName(record, 3, 1, 0x409).toUnicode() for record in (1, 2, 4, 6)]
    assert names == ["Source Sans 3", "Bold", "Source Sans 3 Bold", "SourceSans3-Bold"]


def test_the_typeface_for_chinese_stays_as_it_is() -> None:
    whole = next(each for each in resources.fonts().iterdir() if each.suffix == ".otf")
    assert typefaces.cut(whole) == whole.read_bytes()
