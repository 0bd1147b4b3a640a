"""Words of a text with the properties that identify names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from arctic_map.scene.proposing.keys import key_of
from arctic_map.scene.proposing.lexicon import SMALL_IN_NAMES

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its range and lookup key."""

    key: str
    start: int
    end: int
    capital: bool
    begins: bool
    """Whether it can be the first or last word of a name."""


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text."""
    words = []
    for word in _WORD.finditer(text):
        capital = word[0][0].isupper()
        words.append(Word(word_key(word[0]), *word.span(), capital, capital or word[0] in SMALL_IN_NAMES))
    return tuple(words)


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """The lookup key of a word, cached."""
    return key_of(word)


def neighbour(text: str, words: Sequence[Word], at: int, step: int) -> Word | None:
    """The adjacent word in direction `step`, if only spaces are between; else None."""
    other = at + step
    if not 0 <= other < len(words):
        return None
    left, right = (other, at) if step < 0 else (at, other)
    return words[other] if text[words[left].end : words[right].start] in (" ", "\u00a0", "  ") else None
