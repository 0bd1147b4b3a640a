"""How well a typed word fits the words of the content."""

import pytest

from arctic_map.scene.search.folding import words
from arctic_map.scene.search.matching import Vocabulary


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
