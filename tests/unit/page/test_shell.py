"""The page before its content: the same bytes each time, and nothing remote."""

import re
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from arctic_map import resources
from arctic_map.page import shell
from arctic_map.page.shell import render

GOLDEN = Path(__file__).parents[2] / "golden" / "index.html"


def test_the_shell_is_the_same_bytes_each_time() -> None:
    assert render() == render() == GOLDEN.read_text()


def test_the_shell_names_no_remote_address() -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*)"', render())
    assert addresses
    assert all(re.match(r"/[a-z]", address) for address in addresses)
    assert "http:" not in render() and "https:" not in render()


def test_the_shell_carries_no_policy_of_its_own() -> None:
    """It is a header, so that Chromium may fetch ahead."""
    assert "Content-Security-Policy" not in render()


def cut(name: str) -> tuple[bytes, TTFont]:
    body = shell.cut(resources.fonts() / name)
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
    assert shell.cut(whole) == whole.read_bytes()
