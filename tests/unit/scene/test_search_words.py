"""One plain form for words of any script and spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.scene.search_words import Vocabulary, fold, slips, sound, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Königsberg", "konigsberg"),
        ("LA PÉROUSE", "la perouse"),
        ("Storebælt", "storebaelt"),
        ("Qırım", "qirim"),
        ("Архангельск", "arkhangelsk"),
        ("Arkhangel'sk", "arkhangelsk"),
        ("Дежнёва", "dezhneva"),
        ("Чукотский", "chukotskii"),
        ("щ э ю я ъ", "shch e yu ya "),
        ("Київ", "kiiv"),
        ("Straße", "strasse"),
        ("上海", "上海"),
        ("ＡＢＣ１２", "abc12"),
        ("й", "i"),
        ("и\u0306", "i"),
    ],
)
def test_folding(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("18,709 km", ("18709", "km")),
        ("18 709 km", ("18709", "km")),
        ("18\u202f709km", ("18709", "km")),
        ("18.709", ("18709",)),
        ("1,234,567.5", ("1234567.5",)),
        ("37.9", ("37.9",)),
        ("37,9", ("37.9",)),
        ("1.6 million t", ("1.6", "million", "t")),
        ("80%", ("80",)),
        ("16 to 20 September 2024", ("16", "to", "20", "september", "2024")),
        ("2024-11", ("november", "2024")),
        ("2024-09-16", ("16", "september", "2024")),
        ("11/2024", ("november", "2024")),
        ("2024年11月5日", ("5", "november", "2024")),
        ("2024年", ("2024",)),
        ("в мае 2024", ("v", "may", "2024")),
        ("2024-13", ("2024", "13")),
        ("T3, L5", ("t3", "l5")),
        ("Tu-95", ("tu", "95")),
        ("北京 Beijing", ("北京", "beijing")),
        ("St. Petersburg's", ("st", "petersburgs")),
        ("", ()),
        ("—…!", ()),
    ],
)
def test_words(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "variants",
    [
        ("arkhangelsk", "arhangelsk", "archangelsk"),
        ("perendzhiev", "perendzhiyev", "perendzhijev"),
        ("gabuev", "gabuyev"),
        ("belousov", "belousow"),
        ("kamchatskii", "kamchatskiy", "kamchatsky", "kamchatskij"),
        ("dezhnev", "dezhniov", "dezhnyov"),
        ("konigsberg", "koenigsberg"),
        ("chukotka", "tschukotka"),
        ("dikson", "dixon", "dickson"),
    ],
)
def test_systems_of_transliteration_sound_alike(variants: tuple[str, ...]) -> None:
    assert len({sound(each) for each in variants}) == 1


@given(st.text("abzéöøАЖЩЯйёьъ上海'’ -"))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_no_spaces_and_no_capitals(text: str) -> None:
    for word in words(text):
        assert word
        assert not any(letter.isspace() or "A" <= letter <= "Z" for letter in word)


@pytest.mark.parametrize(
    ("a", "b", "most", "count"),
    [
        ("murmansk", "murmansk", 2, 0),
        ("murmnask", "murmansk", 2, 1),
        ("murmask", "murmansk", 2, 1),
        ("murmaansk", "murmansk", 2, 1),
        ("murnansk", "murmansk", 2, 1),
        ("murnanks", "murmansk", 2, 2),
        ("hamburg", "murmansk", 2, 3),
        ("", "ab", 2, 2),
        ("abcdef", "a", 2, 3),
    ],
)
def test_slips(a: str, b: str, most: int, count: int) -> None:
    assert slips(a, b, most) == count


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(1, 3))
def test_slips_are_the_same_both_ways(a: str, b: str, most: int) -> None:
    assert slips(a, b, most) == slips(b, a, most)
    assert (slips(a, b, most) == 0) == (a == b)


def fit(typed: str, stored: str) -> float:
    """Of the only word that is stored; 0 where it does not fit."""
    (plain,), (word,) = words(typed), words(stored)
    vocabulary = Vocabulary([word])
    return (vocabulary.like(plain) or vocabulary.near(plain)).get(word, 0.0)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("murmansk", "Murmansk"),
        ("murm", "Murmansk"),
        ("murmansc", "Murmansk"),
        ("murmnask", "Murmansk"),
        ("mrumansk", "Murmansk"),
        ("umrmansk", "Murmansk"),
        ("vladivastock", "Vladivostok"),
        ("petropavlvsk", "Petropavlovsk"),
        # One slip in the beginning of a longer word.
        ("petropovl", "Petropavlovsk"),
        ("2022", "2022"),
        ("20", "2022"),
        ("379", "37900"),
        ("北京市", "北京"),
    ],
)
def test_what_is_near_enough_fits(typed: str, stored: str) -> None:
    assert 0.4 <= fit(typed, stored) <= 1.0


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("kirkenes", "Murmansk"),
        # Three slips, and two in a short word.
        ("mrumnaks", "Murmansk"),
        ("kraa", "Kara"),
        # Two slips in the beginning of a longer word.
        ("patropovl", "Petropavlovsk"),
        ("hurmansk", "Murmansk"),
        # Two slips in seven letters, and the beginning of another word by its sound.
        ("freight", "flight"),
        ("warming", "working"),
        ("navy", "navigation"),
        ("2", "2022"),
        ("37", "37900"),
        ("2021", "2022"),
        ("上海", "北京"),
    ],
)
def test_what_is_too_far_does_not(typed: str, stored: str) -> None:
    assert fit(typed, stored) == 0.0


def test_the_nearer_fits_better() -> None:
    typed = ("murmansk", "murmansc", "murmans", "murm", "murmanks")
    fits = [fit(each, "Murmansk") for each in typed]
    assert fits[0] == 1.0
    assert fits[0] > fits[1] and fits[0] > fits[2] > fits[3]
    assert fits[4] == fits[1] < fits[2]
    assert (
        fit("vladivostok", "Vladivostok")
        > fit("vladivastok", "Vladivostok")
        > fit("vladivazdok", "Vladivostok")
    )
