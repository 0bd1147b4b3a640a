"""The passage for a part of a text, found again in another version by fingerprints of its sentences."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import blake2b

from arctic_map.article.sentences import Paragraph, Sentence, paragraphs
from arctic_map.model.fact import Passage

DIGITS = 16
"""Hexadecimal digits of a fingerprint."""


def fingerprint(sentence: str) -> str:
    """A hash that ignores the case, spaces, quotes and dashes of a sentence."""
    return of_letters(letters(sentence))


def of_letters(letters: str) -> str:
    """The fingerprint of a sentence with these `letters`."""
    return blake2b(letters.encode(), digest_size=DIGITS // 2).hexdigest()


def letters(sentence: str) -> str:
    """Only letters and digits, normalised and in lower case."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sentence).casefold())
    return "".join(sign for sign in plain if sign.isalnum())


CONTEXT_LENGTH = 32
"""Characters before and after a passage that are stored with it."""
ALIKE = 0.75
"""Minimum similarity of a sentence to one of which some words were changed."""
NEIGHBOURS = 0.1
"""Weight of a passage's context relative to its own words."""


def passage_at(text: str, start: int, end: int) -> Passage | None:
    """The sentences that `start:end` touches, in the first such paragraph; None outside of any."""
    for paragraph in paragraphs(text):
        numbers = [
            number
            for number, each in enumerate(paragraph.sentences, 1)
            if each.start < max(end, start + 1) and start < each.end
        ]
        if numbers:
            return _passage(text, paragraph, numbers)
    return None


def completed(passage: Passage, text: str) -> Passage | None:
    """The passage with what its words, or its paragraph and sentences, say of it; None if the text lacks it.

    A passage that is complete and stands where it says is returned unchanged.
    """
    if passage.fingerprints:
        same = _same(passage, text, paragraphs(text))
        stays = same and (same.paragraph, {*same.sentences}) == (passage.paragraph, {*passage.sentences})
        return passage if stays else same
    target = letters(passage.exact)
    for paragraph in paragraphs(text):
        if target:
            numbers = _with_letters(target, paragraph.sentences)
        elif paragraph.number == passage.paragraph and max(passage.sentences) <= len(paragraph.sentences):
            numbers = list(passage.sentences)
        else:
            numbers = []
        if numbers:
            return _passage(text, paragraph, numbers)
    return None


def _with_letters(target: str, sentences: Sequence[Sentence]) -> list[int]:
    """Numbers of the sentences, one after another, that contain these letters."""
    ends, run = [0], ""
    for each in sentences:
        run += letters(each.text)
        ends.append(len(run))
    at = run.find(target)
    stop = at + len(target)
    return [n for n in range(1, len(ends)) if at >= 0 and ends[n - 1] < stop and at < ends[n]]


def found_again(passage: Passage, text: str) -> Passage | None:
    """The passage in a newer version of its text, by equal or similar sentences and context; or None."""
    if not passage.fingerprints:
        return completed(passage, text)
    all_paragraphs = paragraphs(text)
    if same := _same(passage, text, all_paragraphs):
        return same
    likest = max(_likeness(passage, text, all_paragraphs), default=(0.0, 0, 0, 0))
    share, at, first, last = likest
    return _passage(text, all_paragraphs[at], range(first, last + 1)) if share >= ALIKE else None


def _same(passage: Passage, text: str, found: Sequence[Paragraph]) -> Passage | None:
    """The passage where all of its sentences are unchanged, if several by what stands around it; or None."""
    same: list[tuple[float, Paragraph, list[int]]] = []
    for paragraph in found:
        known = {fingerprint(each.text): number for number, each in enumerate(paragraph.sentences, 1)}
        numbers = sorted(known[each] for each in passage.fingerprints if each in known)
        if len(numbers) == len(passage.fingerprints):
            run = [paragraph.sentences[number - 1] for number in numbers]
            same.append((_context_likeness(passage, text, run), paragraph, numbers))
    if not same:
        return None
    _, paragraph, numbers = max(same, key=lambda each: each[0])
    return _passage(text, paragraph, numbers)


def words_borrowed(own: str, article: str, most: int = 9) -> str:
    """The first `most` consecutive words of `own` that the article has too; empty if there are none."""
    words = own.split()
    known = list(map(letters, words))
    theirs = " ".join(filter(None, map(letters, article.split())))
    for first in range(len(words) - most + 1):
        run = [each for each in known[first : first + most] if each]
        if len(run) == most and f" {' '.join(run)} " in f" {theirs} ":
            return " ".join(words[first : first + most])
    return ""


def _passage(text: str, paragraph: Paragraph, numbers: Iterable[int]) -> Passage:
    numbers = tuple(numbers)
    chosen = [paragraph.sentences[number - 1] for number in numbers]
    start, end = chosen[0].start, chosen[-1].end
    return Passage(
        section=paragraph.section,
        paragraph=paragraph.number,
        sentences=numbers,
        fingerprints=tuple(fingerprint(each.text) for each in chosen),
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
    )


def _likeness(
    passage: Passage, text: str, found: Sequence[Paragraph]
) -> Iterator[tuple[float, int, int, int]]:
    """Yield similarity, index of the paragraph, first and last number for each sequence of sentences."""
    target = letters(passage.exact)
    if not target:
        return
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(target)
    count = len(passage.sentences)
    for at, paragraph in enumerate(found):
        for first in range(len(paragraph.sentences) - count + 1):
            run = paragraph.sentences[first : first + count]
            matcher.set_seq1(letters(text[run[0].start : run[-1].end]))
            # The cheap upper bounds exclude most candidates.
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                context = NEIGHBOURS * _context_likeness(passage, text, run)
                yield matcher.ratio() + context, at, first + 1, first + count


def _context_likeness(passage: Passage, text: str, run: Sequence[Sentence]) -> float:
    """Share of the passage's context that is also around these sentences, 0 to 1."""
    before, behind = letters(passage.prefix), letters(passage.suffix)
    start, end = run[0].start, run[-1].end
    matches = (
        bool(before) and letters(text[max(0, start - CONTEXT_LENGTH) : start]).endswith(before[-8:]),
        bool(behind) and letters(text[end : end + CONTEXT_LENGTH]).startswith(behind[:8]),
    )
    return sum(matches) / 2
