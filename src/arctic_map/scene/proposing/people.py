"""Finds names of persons in a text: words with capitals behind an office, or that are told of again."""

import re
from collections.abc import Iterable, Iterator

from arctic_map.model.proposal import Proposal, Sort
from arctic_map.scene.proposing.keys import key_of
from arctic_map.scene.proposing.lexicon import ACTS, NO_PERSON, TITLES

_NAME = r"[A-Z][^\W\d_]+(?:[-'’][A-Z][^\W\d_]+)?"
_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_TITLED = re.compile(
    rf"(?i:\b(?:{_TITLE}))\.?(?:,| of [A-Z][^\W\d_]+,?)?[ \u00a0]((?:{_NAME}[ \u00a0]){{1,2}}{_NAME}|{_NAME})"
    rf"(?![ \u00a0]?(?i:{_TITLE}))"
)
_ACTING = re.compile(
    rf"(?<![\w’'-])((?:{_NAME}[ \u00a0]){{1,2}}{_NAME})(?=,? (?:{'|'.join(ACTS)}) |, (?:a|an|the|who) "
    r"|,? and (?:[A-Z]\w+’s )?|,? in [A-Z])"
)
_AS = re.compile(
    rf"\b(?:As|as|[Ww]ith|[Bb]y)[ \u00a0]((?:{_NAME}[ \u00a0]){{1,2}}{_NAME})(?=,|[ \u00a0](?:as|at|in)\b)"
)
_OWNED = re.compile(rf"[’']s[ \u00a0]((?:{_NAME}[ \u00a0]){{1,2}}{_NAME})(?=[ \u00a0][a-z])")


def people(text: str, places: frozenset[str], taken: Iterable[tuple[int, int]]) -> tuple[Proposal, ...]:
    """Persons in the order of the text; `places` are keys of names that are none, `taken` dates."""
    spans = dict.fromkeys(taken, "")
    dates = frozenset(spans)
    for pattern in (_TITLED, _AS, _ACTING, _OWNED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            name = match[1]
            if _is_person(name, places) and not _meets(spans, start, end):
                spans[(start, end)] = name
    surnames = {name.split()[-1] for name in spans.values() if " " in name}
    for start, end, name in _again(text, surnames):
        if not _meets(spans, start, end):
            spans[(start, end)] = name
    found = sorted(span for span in spans if span not in dates)
    return tuple(Proposal(Sort.PERSON, text[start:end], start, end) for start, end in found)


def _is_person(name: str, places: frozenset[str]) -> bool:
    words = [word.lower() for word in re.split(r"[ \u00a0]", name)]
    return not (any(word in NO_PERSON for word in words) or key_of(name) in places)


def _again(text: str, surnames: set[str]) -> Iterator[tuple[int, int, str]]:
    """Later mentions, by the last name, with the first name where it stands."""
    if not surnames:
        return
    listed = "|".join(re.escape(name) for name in sorted(surnames))
    for found in re.finditer(rf"(?<![\w’'-])(?:{_NAME}[ \u00a0])?(?:{listed})(?![\w-])", text):
        first, _, last = found[0].rpartition(" ")
        plain = first and first.lower() not in NO_PERSON
        start = found.start() if plain or not first else found.start() + len(first) + 1
        yield start, found.end(), found[0] if plain else last


def _meets(spans: dict[tuple[int, int], str], start: int, end: int) -> bool:
    return any(start < last and first < end for first, last in spans)
