"""Finds place names that are in no list, by their landform or a description: Isfjorden; Hoima, a town."""

import re
from collections.abc import Iterator, Sequence

from arctic_map.scene.proposing import lexicon
from arctic_map.scene.proposing.lexicon import Word, neighbour, word_key

MIN_STEM_LENGTH = 3
Run = tuple[int, int]
NAMED = r"[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,2}"
_PLACED = re.compile(rf"\b(?i:{'|'.join(sorted(lexicon.BEFORE_PLACE))})[ \u00a0]({NAMED}), \Z")
_DESCRIBED = re.compile(
    rf"(?<![\w’'-])({NAMED}), (?:(?:an?|the) (?:[a-z-]+ ){{0,2}}(?:{'|'.join(sorted(lexicon.SETTLEMENTS))})"
    r"(?=[,.;]| (?:of|in|on|at|near|where|that|which|with|north|south|east|west)\b)"
    r"|(?:[\d,.]+ ?(?:km|kilomet\w+|miles?) )?(?:(?:north|south|east|west)[a-z-]* of|near|outside) [A-Z])"
)
"""A name with what it is, as in `Hoima, a town in Uganda`, or near, as in `Sairang, near Aizawl`."""


def formed(text: str, words: Sequence[Word]) -> Iterator[Run]:
    """Yield indices of the first and last word of such names, in the order of the text."""
    for at, word in enumerate(words):
        if not word.capital:
            if word.key in lexicon.SETTLEMENTS:
                yield from _listed_after(text, words, at)
            if word.key in lexicon.DISTRICTS and (name := _divided(text, words, at - 1)):
                yield name
            continue
        for run in (_ending_in(text, words, at), _beginning_with(text, words, at), _norse(text, words, at)):
            if run and _is_whole(text, words, run):
                yield run


def described(text: str, words: Sequence[Word], regions: Sequence[Run]) -> Iterator[Run]:
    """Yield names with their country or province, as in `at Silver Peak, Nevada`, or with what they are."""
    for first, last in regions:
        start, end = words[first].start, words[last].end
        match = _PLACED.search(text, max(0, start - 60), start)
        # An address is followed by a comma or stop, unlike a phrase before a sentence.
        if match and text[end : end + 1] in ("", *",.;)") and word_key(match[1]) not in lexicon.CALENDAR:
            yield first - len(re.findall(r"[^\W\d_]+", match[1])), first - 1
    starts = {word.start: at for at, word in enumerate(words)}
    for match in _DESCRIBED.finditer(text):
        first = starts[match.start()]
        last = first + len(re.findall(r"[^\W\d_]+", match[1])) - 1
        if first < last and not _is_proper(words[first]):
            first += 1
        if _is_proper(words[first]):
            yield first, last


def _listed_after(text: str, words: Sequence[Word], at: int) -> Iterator[Run]:
    """Yield the names after such as `the towns of`, also joined by `and`."""
    joint = "of"
    while (of := neighbour(text, words, at, 1)) and of.key == joint:
        first = last = at + 2
        if (name := neighbour(text, words, at + 1, 1)) is None or not _is_proper(name):
            return
        while (behind := neighbour(text, words, last, 1)) and _is_proper(behind):
            last += 1
        yield first, last
        at, joint = last, "and"


def _divided(text: str, words: Sequence[Word], last: int) -> Run | None:
    """The name before such as `province`: `in Attapeu province`, but not `a Chinese province`."""
    first = last
    while first > 0 and _is_proper(words[first]) and (before := neighbour(text, words, first, -1)):
        if before.key in lexicon.BEFORE_PLACE:
            return first, last
        first -= 1
    return None


def _ending_in(text: str, words: Sequence[Word], last: int) -> Run | None:
    if words[last].key not in lexicon.LAST:
        return None
    first = last
    while last - first < 2 and (before := neighbour(text, words, first, -1)) and _is_proper(before):
        first -= 1
    return (first, last) if first < last else None


def _beginning_with(text: str, words: Sequence[Word], first: int) -> Run | None:
    name = first + 1
    if (second := neighbour(text, words, first, 1)) is None:
        return None
    if second.key == "of" and words[first].key in lexicon.WITH_OF:
        name += 1
    elif words[first].key not in lexicon.FIRST:
        return None
    while name < len(words) - 1 and not words[name].capital and words[name].key in lexicon.ARTICLES:
        name += 1
    named = neighbour(text, words, name - 1, 1)
    if named is None or not _is_proper(named):
        return None
    behind = neighbour(text, words, name, 1)
    return first, name + 1 if behind and _is_proper(behind) else name


def _norse(text: str, words: Sequence[Word], at: int) -> Run | None:
    word = text[words[at].start : words[at].end].lower()
    end = next((end for end in lexicon.ENDINGS if word.endswith(end)), None)
    return (at, at) if end and len(word) - len(end) >= MIN_STEM_LENGTH else None


def _is_proper(word: Word) -> bool:
    return word.capital and word.key not in lexicon.NO_NAME


def _is_whole(text: str, words: Sequence[Word], run: Run) -> bool:
    """Whether it is neither a ship's name nor part of a longer name."""
    before, behind = neighbour(text, words, run[0], -1), neighbour(text, words, run[1], 1)
    if before and (before.key in lexicon.SHIPS or _is_proper(before)):
        return False
    ends = {words[run[1]].key, words[min(run[0] + 1, run[1])].key}
    # Bays and capes have no article, but ships named after them have.
    if before and before.key == "the" and ends.isdisjoint(lexicon.LAST_WITH_THE | lexicon.ARTICLES | {"of"}):
        return False
    return behind is None or not behind.capital or behind.key in lexicon.APART
