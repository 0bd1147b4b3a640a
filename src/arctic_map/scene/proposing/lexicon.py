"""Words of a text, their lookup keys, and the bundled lists of English words that identify names."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from arctic_map import resources
from arctic_map.scene.search_words import fold

_TABLE: dict[str, Any] = tomllib.loads(resources.lexicon().read_text(encoding="utf-8"))
"""The file explains the purpose of each list."""


def _words(key: str) -> frozenset[str]:
    return frozenset(_TABLE[key])


BEFORE_PLACE, SURELY_BEFORE_PLACE = _words("before_place"), _words("surely_before_place")
FUNCTION = _words("function") | BEFORE_PLACE
TITLES, SHIPS, BODIES, BODY_ENDS = _words("titles"), _words("ships"), _words("bodies"), _words("body_ends")
GROUND, LANDFORMS = _words("ground"), _words("landforms")
SMALL_IN_NAMES = _words("small_in_names")
ARTICLES, SETTLEMENTS, DIVISIONS = _words("articles"), _words("settlements"), _words("divisions")
NO_PART = FUNCTION - _words("compass")
COMMON_WORDS, CALENDAR, CAPITALS = _words("common_words"), _words("calendar"), _words("capitals")
NO_NAME = (FUNCTION | TITLES | BODIES | BODY_ENDS | CALENDAR) - {"king", "queen", "prince"}
DISTRICTS = DIVISIONS - {"state", "region"}
SPEECH_VERBS: tuple[str, ...] = tuple(_TABLE["speech_verbs"])
ACTS: tuple[str, ...] = (*SPEECH_VERBS, *_TABLE["acts"])
APART, NO_NOUN = FUNCTION | TITLES | GROUND, FUNCTION | frozenset(ACTS)
"""Words behind a name that are no part of it, and those that make it no adjective."""
LAST_WITH_THE = _words("landform_last_with_the")
LAST = _words("landform_last") | LAST_WITH_THE
NO_PERSON = _words("no_person") | BODIES | FUNCTION | GROUND | TITLES | LAST
FIRST, WITH_OF = _words("landform_first"), _words("landform_with_of")
ENDINGS: tuple[str, ...] = tuple(_TABLE["landform_endings"])
STOPS, OPENERS, BEFORE_YEAR = _words("no_thing"), _words("before_number"), _words("before_year")
COUNTED: tuple[str, ...] = tuple(_TABLE["counted"])
ONES, TENS = tuple[str, ...](_TABLE["ones"]), tuple[str, ...](_TABLE["tens"])
UNITS: dict[str, str] = _TABLE["units"]
SIGNS: dict[str, list[str]] = _TABLE["signs"]


_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile("[А-ЯЁ]{2,3}")
_SAINT = re.compile(r"\b(?:st|sankt|saint)\b")


def key_of(name: str) -> str:
    """The words of a name in plain letters; St, Saint and Sankt are equal."""
    # Cyrillic abbreviations keep their letters: KNR is Greenland's broadcaster, КНР is China.
    if _ABBREVIATION.fullmatch(name):
        return name.lower()
    return _SAINT.sub("saint", " ".join(_WORD.findall(fold(name))))


_LETTERS = re.compile(r"[^\W\d_]+")


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
    for word in _LETTERS.finditer(text):
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
