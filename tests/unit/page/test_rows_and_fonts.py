"""Blocks of rows that lie on disk, and the typefaces that the page is given."""

from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from arctic_map import resources
from arctic_map.errors import AssetMissing
from arctic_map.page import addresses, from_page, to_page, typefaces
from arctic_map.page.asset import Asset
from arctic_map.page.assets import asset_for
from arctic_map.page.static import BYTES

BLOCK = (3, 4, 5, 6, 7)
ROWS = "/rows/opened-1/v1/plane/3/4-5-6-7.bin"
CLASSES = "/classes/opened-1/abc/plane/3/4-5-6-7.bin"


def test_an_address_of_a_block_names_its_layer_family_and_squares() -> None:
    assert addresses.rows("plane", "opened-1", "v1") + "/3/4-5-6-7.bin" == ROWS
    assert addresses.rows_in(ROWS) == ("opened-1", "plane", BLOCK)
    assert addresses.row_classes_in(CLASSES) == ("opened-1", "abc", "plane", BLOCK)
    assert addresses.classes_in(addresses.classes("opened-1", "abc")) == ("opened-1", "abc")
    assert addresses.rows_in(CLASSES) is None and addresses.row_classes_in(ROWS) is None
    assert addresses.classes_in(CLASSES) is None


class Lying:
    def body(self, family: str, block: tuple[int, ...]) -> bytes:
        return f"{family} {block}".encode()

    def classes(self, family: str, block: tuple[int, ...], of_rows: bytes) -> bytes:
        return of_rows + str(block).encode()


class Held:
    """Drawings of which one file's rows lie on disk."""

    def __init__(self, rows: Lying | None, known: bytes | None = None) -> None:
        self.lying, self.known = rows, known
        self.files = self

    def rows(self, layer_id: str) -> Lying | None:
        return self.lying

    def classes(self, layer_id: str, key: str) -> bytes | None:
        return self.known


def answer(path: str, held: Held) -> Asset:
    scene: Any = None
    drawings: Any = held
    found = asset_for(path, scene, drawings)
    return Asset(found.media_type, found.body)


def test_a_block_is_answered_with_its_bytes_and_after_its_file_was_closed_with_none() -> None:
    assert answer(ROWS, Held(Lying())) == Asset(BYTES, f"plane {BLOCK}".encode())
    assert answer(ROWS, Held(None)) == Asset(BYTES, b"")
    assert answer(CLASSES, Held(Lying(), b"x")) == Asset(BYTES, b"x" + str(BLOCK).encode())
    for held in (Held(None, b"x"), Held(Lying()), Held(None)):
        assert answer(CLASSES, held) == Asset(BYTES, b"")
    assert answer("/classes/opened-1/abc.bin", Held(None, b"y")) == Asset(BYTES, b"y")
    assert answer("/classes/opened-1/abc.bin", Held(None)) == Asset(BYTES, b"")


@pytest.mark.parametrize("path", [ROWS, CLASSES])
def test_a_block_that_is_none_is_refused(path: str) -> None:
    for squares in ("3/6-5-4-7", "99/4-5-6-7", "3/4-5-60000-7"):
        with pytest.raises(AssetMissing, match="no such block"):
            answer(path.replace("3/4-5-6-7", squares), Held(Lying(), b"x"))


def cut(name: str) -> tuple[bytes, TTFont]:
    body = typefaces.cut(resources.fonts() / name)
    return body, TTFont(BytesIO(body))


def test_a_typeface_keeps_the_letters_of_the_map_and_no_hints() -> None:
    body, font = cut("SourceSans3-Regular.ttf")
    letters = {*font.getBestCmap()}
    wanted = "Az~ÀſЀџ–›←↓−€№"
    assert {*map(ord, wanted)} <= letters
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


def test_no_message_can_be_changed_after_it_was_made() -> None:
    every = [*to_page.ToPage.__subclasses__(), *from_page.FromPage.__subclasses__()]
    assert [each for each in every if not each.__struct_config__.frozen] == []
