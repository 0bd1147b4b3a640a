"""Finds all proposals in a text, with the places of the content and of the gazetteers."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from arctic_map.article.sentences import paragraphs
from arctic_map.model.article_copy import Candidate, PlaceClass, Proposal, Sort
from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Feature
from arctic_map.scene.proposing.dates import dates
from arctic_map.scene.proposing.figures import figures
from arctic_map.scene.proposing.lexicon import (
    ACTS,
    ARTICLES,
    NO_PERSON,
    SPEECH_VERBS,
    TITLES,
    key_of,
    words_of,
)
from arctic_map.scene.proposing.place_names import chinese_keys, keys_of, places

_CLASSES = {"sea-name": PlaceClass.SEA, "country-name": PlaceClass.COUNTRY}
"""Classes by style; other points are towns."""


def with_content(
    own: Mapping[str, Sequence[Candidate]], catalog: Catalog
) -> tuple[dict[str, list[Candidate]], tuple[tuple[float, float], ...]]:
    """Candidates by key, those of the content first, and the places of its facts, degrees, lon/lat."""
    candidates = {key: list(places) for key, places in own.items()}
    confirmed = []
    for layer in catalog.layers:
        for feature in layer.features:
            if (place := _place(feature)) is None:
                continue
            lon, lat = place
            if feature.facts:
                confirmed.append((lon, lat))
            for key in _keys(feature):
                known = candidates.setdefault(key, [])
                # The gazetteer determines the class of a name, which affects how it is found.
                kind = known[0].type if known else _CLASSES.get(feature.style, PlaceClass.TOWN)
                source = catalog.source.get(feature.source)
                known.insert(0, Candidate(feature.name, lon, lat, source.name if source else "", kind))
    return candidates, tuple(confirmed)


def _place(feature: Feature) -> tuple[float, float] | None:
    """The position of a point, or of a name with several positions; None for lines and areas."""
    match feature.geometry["type"]:
        case "Point":
            lon, lat = feature.geometry["coordinates"][:2]
        case "MultiPoint":
            lon, lat = feature.geometry["coordinates"][0][:2]
        case _:
            return None
    return lon, lat


def _keys(feature: Feature) -> tuple[str, ...]:
    names = (feature.name, *feature.names.values(), *feature.aliases)
    return tuple(key for key in dict.fromkeys(map(key_of, names)) if len(key) > 1)


_NAME = r"[A-Z][^\W\d_]+(?:[-'’][A-Z][^\W\d_]+)?"
_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_TITLED = re.compile(
    rf"(?i:\b(?:{_TITLE}))\.?(?:,| of [A-Z][^\W\d_]+,?)?[ \u00a0]((?:{_NAME}[ \u00a0]){{1,2}}{_NAME}|{_NAME})"
    rf"(?![ \u00a0]?(?i:{_TITLE}))"
)
_ACTING = re.compile(
    rf"(?<![\w’'-])((?:{_NAME}[ \u00a0]){{1,2}}{_NAME})(?=,? (?:{'|'.join(ACTS)})[ .,”\"]|, (?:a|an|the|who) "
    rf"|, (?:[a-z]+ )?(?:{_TITLE}) (?:of|at) |,? and (?:[A-Z]\w+’s )?|,? in [A-Z])"
)
_AFTER_VERB = re.compile(
    rf"\b(?:{'|'.join(SPEECH_VERBS)})[ \u00a0]((?:{_NAME}[ \u00a0]){{1,2}}{_NAME})(?![\w-]|[ \u00a0][A-Z])"
)
_AS = re.compile(
    rf"\b(?:As|as|[Ww]ith|[Bb]y)[ \u00a0]((?:{_NAME}[ \u00a0]){{1,2}}{_NAME})(?=,|[ \u00a0](?:as|at|in)\b)"
)
NATIONS = (PlaceClass.COUNTRY, PlaceClass.REGION)
"""Types of places whose names are part of the names of organisations rather than of people."""
_PART = re.compile(rf"\b(?i:{'|'.join(sorted({*ARTICLES, 'the', 'at', 'in', 'near'}))})[ \u00a0]\Z")
"""Before what is no person, as in `Salar del Hombre Muerto` or `at Green Point`."""
_OWNED = re.compile(rf"[’']s[ \u00a0]((?:{_NAME}[ \u00a0]){{1,2}}{_NAME})(?=[ \u00a0][a-z])")


def people(
    text: str, places: Mapping[str, Sequence[Candidate]], used: Iterable[tuple[int, int]]
) -> tuple[Proposal, ...]:
    """Persons in the order of the text; `places` are candidates by key, `used` ranges of dates."""
    spans = dict.fromkeys(used, "")
    dates = frozenset(spans)
    for pattern in (_TITLED, _AS, _ACTING, _AFTER_VERB, _OWNED):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            name = match[1]
            part = _PART.search(text, max(0, start - 6), start)
            whole = key_of(match[0]) in places
            if not part and not whole and _is_person(name, places) and not _meets(spans, start, end):
                spans[(start, end)] = name
    surnames = {name.split()[-1] for name in spans.values() if " " in name}
    for start, end, name in _again(text, surnames):
        if not _meets(spans, start, end):
            spans[(start, end)] = name
    persons = sorted(span for span in spans if span not in dates)
    return tuple(Proposal(Sort.PERSON, text[start:end], start, end) for start, end in persons)


def _is_person(name: str, places: Mapping[str, Sequence[Candidate]]) -> bool:
    words = [word.lower() for word in re.split(r"[ \u00a0]", name)]
    # Capitals are of companies, as in Yamal LNG.
    if any(word in NO_PERSON for word in words) or key_of(name) in places or re.search("[A-Z]{2}", name):
        return False
    # Space Norway and Air Greenland are companies.
    return not any(one.type in NATIONS for word in words for one in places.get(key_of(word), ()))


def _again(text: str, surnames: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield later mentions by last name, including the first name where present."""
    if not surnames:
        return
    listed = "|".join(re.escape(name) for name in sorted(surnames))
    for match in re.finditer(rf"(?<![\w’'-])(?:{_NAME}[ \u00a0])?(?:{listed})(?![\w-])", text):
        first, _, last = match[0].rpartition(" ")
        plain = first and first.lower() not in NO_PERSON
        start = match.start() if plain or not first else match.start() + len(first) + 1
        yield start, match.end(), match[0] if plain else last


def _meets(spans: dict[tuple[int, int], str], start: int, end: int) -> bool:
    return any(start < last and first < end for first, last in spans)


World = Callable[[frozenset[str]], Mapping[str, Sequence[Candidate]]]


def propose(
    text: str,
    own: Mapping[str, Sequence[Candidate]],
    world: World,
    confirmed: Sequence[tuple[float, float]] = (),
) -> tuple[Proposal, ...]:
    """All proposals in a plain text; `own` are candidates by key, `world` returns further ones for keys.

    `confirmed` are places known to be meant, degrees, lon/lat; candidates near them come first.
    """
    words = words_of(text)
    found_world = world(keys_of(text, words) | chinese_keys(text))
    found_dates = dates(text)
    persons = people(text, {**found_world, **own}, [(each.start, each.end) for each in found_dates])
    spans = [(each.start, each.end) for each in persons]
    found_places = places(text, words, own, found_world, spans, confirmed)
    used = [*spans, *((each.start, each.end) for each in (*found_dates, *found_places))]
    proposals = (*found_places, *found_dates, *figures(text, used), *persons)
    return _numbered(text, sorted(proposals, key=lambda each: (each.start, each.end)))


def _numbered(text: str, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals with paragraph and sentence numbers; 0 in headings and outside of the body."""
    listed = [
        (sentence.start, sentence.end, paragraph.number, number)
        for paragraph in paragraphs(text)
        for number, sentence in enumerate(paragraph.sentences, 1)
    ]
    starts = [start for start, *_ in listed]

    def numbered(each: Proposal) -> Proposal:
        at = bisect_right(starts, each.start) - 1
        if at < 0 or each.start >= listed[at][1]:
            return each
        return replace(each, paragraph=listed[at][2], sentence=listed[at][3])

    return tuple(map(numbered, found))
