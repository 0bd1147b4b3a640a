"""From a text to proposals: what is found, in the order of the text, with paragraph and sentence."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from arctic_map.model.proposal import Candidate, Proposal
from arctic_map.scene.article.sentences import paragraphs
from arctic_map.scene.proposing.dates import dates
from arctic_map.scene.proposing.figures import figures
from arctic_map.scene.proposing.people import people
from arctic_map.scene.proposing.places import chinese_keys, places, wanted_keys
from arctic_map.scene.proposing.words import words_of

World = Callable[[frozenset[str]], Mapping[str, Sequence[Candidate]]]


def propose(
    text: str,
    own: Mapping[str, Sequence[Candidate]],
    world: World,
    confirmed: Sequence[tuple[float, float]] = (),
) -> tuple[Proposal, ...]:
    """What a plain text may say. `own` are places by their keys, `world` gives others for the keys wanted.

    `confirmed` are places that are known to be meant, degrees, lon/lat: candidates near them come first.
    """
    words = words_of(text)
    wanted = world(wanted_keys(text, words) | chinese_keys(text))
    found_dates = dates(text)
    persons = people(text, frozenset((*own, *wanted)), [(each.start, each.end) for each in found_dates])
    spans = [(each.start, each.end) for each in persons]
    found_places = places(text, words, own, wanted, spans, confirmed)
    taken = [*spans, *((each.start, each.end) for each in (*found_dates, *found_places))]
    found = (*found_places, *found_dates, *figures(text, taken), *persons)
    return _numbered(text, sorted(found, key=lambda each: (each.start, each.end)))


def _numbered(text: str, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """With the numbers of paragraph and sentence; 0 in headings and what else stands outside of the body."""
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
