"""The shipped typefaces can write all that the atlas says."""

from fontTools.ttLib import TTFont

from arctic_map import resources
from arctic_map.export.marks.typeface import CHINESE, is_chinese


def test_the_chinese_face_has_every_chinese_character_of_content_and_words() -> None:
    texts = [*resources.data().rglob("*.toml"), *resources.data().rglob("layers/*.geojson")]
    texts += resources.words().glob("*.toml")
    expected = {letter for text in texts for letter in text.read_text(encoding="utf-8") if is_chinese(letter)}
    assert len(expected) > 300
    with TTFont(resources.fonts() / CHINESE, lazy=True) as face:
        assert not expected - set(map(chr, face.getBestCmap()))


def test_each_of_its_characters_is_one_em_wide() -> None:
    with TTFont(resources.fonts() / CHINESE, lazy=True) as face:
        em, advances, glyphs = face["head"].unitsPerEm, face["hmtx"], face.getBestCmap()
        assert {advances[glyphs[ord(letter)]][0] for letter in "北方海航道上海"} == {em}


def test_its_licence_names_its_makers() -> None:
    words = (resources.fonts() / "NotoSansSC-LICENSE").read_text(encoding="utf-8")
    assert words.startswith("Copyright")
    assert "SIL Open Font License, Version 1.1" in words
    assert "Reserved Font Name 'Source'" not in words
