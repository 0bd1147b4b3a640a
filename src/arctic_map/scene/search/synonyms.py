"""Words of several languages for one thing."""

import tomllib
from collections.abc import Container, Iterator
from functools import cache

from arctic_map import resources
from arctic_map.scene.search.folding import words

Phrase = tuple[str, ...]
MAX_WORDS = 3
"""Maximum words of a phrase."""


@cache
def _groups() -> dict[Phrase, tuple[Phrase, ...]]:
    """Normalised phrases, each with those of its group."""
    table = tomllib.loads(resources.synonyms().read_text(encoding="utf-8"))
    groups = (tuple(map(words, group)) for group in table["same"])
    return {phrase: group for group in groups for phrase in group}


def synonyms(phrase: Phrase) -> tuple[str, ...]:
    """Single words for the same as a phrase of normalised words, without itself."""
    return tuple(other[0] for other in _groups().get(phrase, ()) if len(other) == 1 and other != phrase)


def phrases(typed: tuple[str, ...], known: Container[str]) -> Iterator[Phrase]:
    """Split typed words into phrases with synonyms and other single words.

    Words that are all known are found by themselves, so they make no phrase.
    """
    at = 0
    while at < len(typed):
        ends = range(min(at + MAX_WORDS, len(typed)), at + 1, -1)
        candidates = (typed[at:end] for end in ends if typed[at:end] in _groups())
        phrase = next(
            (each for each in candidates if any(word not in known for word in each)), typed[at : at + 1]
        )
        yield phrase
        at += len(phrase)
