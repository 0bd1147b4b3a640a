"""Scores how well words of the content match a typed word."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from arctic_map.scene.search.folding import slips, sound

SAME, SAME_SOUND, SLIP = 1.0, 0.95, 0.2
"""Scores of the same word and of another spelling, and the cost of each typing error."""
MIN_LENGTH, MIN_LENGTH_OF_TWO = 4, 8
"""Minimum letters of a word to allow one typing error, and two."""
MIN_PREFIX = 7
"""Minimum letters to allow a typing error in the prefix of a longer word."""
MIN_SOUND, MIN_SOUND_PREFIX = 3, 5
"""Minimum letters for comparing sounds of words, and of their prefixes: `navy` is no `navigation`."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in the forms that are compared."""

    plain: str
    sound: str
    letters: frozenset[str]
    number: bool
    han: bool


class Vocabulary:
    """All words of the content."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(map(_word, sorted(set(words))))

    def like(self, typed: str) -> dict[str, float]:
        """Matching words in normalised form, with scores above 0 and at most 1."""
        word = _word(typed)
        rule = _han if word.han else _number if word.number else _letters
        return self._fitting(rule, word)

    def same(self, typed: str) -> dict[str, float]:
        """The typed word itself, or words with its Chinese characters."""
        scores = self.like(typed)
        return scores if _word(typed).han else {word: fit for word, fit in scores.items() if fit >= SAME}

    def near(self, typed: str) -> dict[str, float]:
        """Words that the typed one may be with typing errors, with their scores."""
        word = _word(typed)
        return {} if word.han or word.number else self._fitting(_slipped, word)

    def _fitting(self, rule: Callable[[_Word, _Word], float], typed: _Word) -> dict[str, float]:
        return {word.plain: fit for word in self._words if (fit := rule(typed, word)) > 0.0}


def _word(plain: str) -> _Word:
    first = plain[:1]
    sounds = sound(plain)
    return _Word(plain, sounds, frozenset(sounds), first.isdigit(), bool(first) and ord(first) >= 0x3000)


def _letters(typed: _Word, word: _Word) -> float:
    if word.han or word.number:
        return 0.0
    if typed.plain == word.plain:
        return SAME
    is_comparable = len(typed.sound) >= MIN_SOUND
    if is_comparable and typed.sound == word.sound:
        return SAME_SOUND
    if word.plain.startswith(typed.plain):
        return 0.6 + 0.3 * len(typed.plain) / len(word.plain)
    if len(typed.sound) >= MIN_SOUND_PREFIX and word.sound.startswith(typed.sound):
        return 0.55 + 0.3 * len(typed.sound) / len(word.sound)
    return 0.0


def _slipped(typed: _Word, word: _Word) -> float:
    """The score of a word with typing errors, or of a longer word whose prefix has one."""
    length = len(typed.sound)
    if (
        word.han
        or word.number
        or length < MIN_LENGTH
        or len(typed.letters - word.letters) > 2
        or not _begin_alike(typed.sound, word.sound)
    ):
        return 0.0
    most = 1 if length < MIN_LENGTH_OF_TWO else 2
    distance = slips(typed.sound, word.sound, most)
    if distance <= most:
        return 0.85 - SLIP * distance
    if length >= MIN_PREFIX and len(word.sound) > length and slips(typed.sound, word.sound[:length], 1) <= 1:
        return 0.5
    return 0.0


def _begin_alike(a: str, b: str) -> bool:
    """Whether the first letters are the same or swapped, as the first one is seldom wrong."""
    return a[0] == b[:1] or (a[:2] == b[1::-1])


def _number(typed: _Word, word: _Word) -> float:
    """The score of a number: equal, or the first three digits or more; two for years."""
    if typed.plain == word.plain:
        return SAME
    least = 2 if len(word.plain) == 4 else 3
    if not word.number or len(typed.plain) < least or not word.plain.startswith(typed.plain):
        return 0.0
    return 0.4 + 0.3 * len(typed.plain) / len(word.plain)


def _han(typed: _Word, word: _Word) -> float:
    """The score of a sequence of characters that contains the other."""
    if not word.han:
        return 0.0
    short, long = sorted((typed.plain, word.plain), key=len)
    if short not in long:
        return 0.0
    share = len(short) / len(long)
    # More than the name (a city with its title) is a weaker match than its beginning.
    return 0.5 + 0.5 * share if long is word.plain else 0.8 * share
