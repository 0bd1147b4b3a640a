"""Finds the sentences that bear facts in the reader's own copy, however it is set."""

import re
from collections.abc import Iterable, Iterator

from arctic_map.model.article_copy import Bearing, Found, Matching
from arctic_map.model.fact import Fact
from arctic_map.model.passage import Passage
from arctic_map.scene.article.fingerprint import letters, of_letters
from arctic_map.scene.article.sentences import blocks

LONGEST = 1500
"""Letters and digits of a sentence."""
MOST_PIECES = 40
"""Of a sentence: between full stops, which abbreviations and numbers have too, and ends of lines."""

_PIECE = re.compile(r"[^.!?…\n]*(?:[.!?…]+[”’\"')\]»]*|\n|\Z)")


def bearings(facts: Iterable[Fact]) -> tuple[Bearing, ...]:
    """The sentences that bear facts, in the order of the article."""
    passages: dict[str, Passage] = {}
    ids: dict[str, list[str]] = {}
    for fact in facts:
        if passage := fact.passage:
            for number, known_by in zip(passage.sentences, passage.fingerprints, strict=True):
                one = Passage(passage.section, passage.paragraph, (number,), (known_by,))
                passages.setdefault(known_by, one)
                ids.setdefault(known_by, []).append(fact.id)
    found = (Bearing(passage, tuple(ids[known_by])) for known_by, passage in passages.items())
    return tuple(sorted(found, key=lambda one: (one.passage.paragraph, one.passage.sentences)))


def matched(text: str, facts: Iterable[Fact]) -> Matching:
    """Where the facts' sentences stand in a plain text; each once."""
    wanted = {bearing.passage.fingerprints[0]: bearing for bearing in bearings(facts)}
    blocks_of = tuple(blocks(text))
    found: dict[str, tuple[int, int]] = {}
    for known_by, span in _known(text, wanted.keys()):
        # A sentence that is set apart as a quote stands a second time in its paragraph.
        if known_by not in found or _room(span, blocks_of) > _room(found[known_by], blocks_of):
            found[known_by] = span
    return Matching(
        tuple(
            sorted((Found(wanted[each], *span) for each, span in found.items()), key=lambda one: one.start)
        ),
        tuple(bearing for each, bearing in wanted.items() if each not in found),
    )


def _known(text: str, wanted: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Fingerprints that runs of pieces have, and where the runs lie, without the space round them."""
    wanted = frozenset(wanted)
    pieces = [(*piece.span(), letters(piece[0])) for piece in _PIECE.finditer(text)]
    pieces = [piece for piece in pieces if piece[2]]
    for first, (start, _, _) in enumerate(pieces):
        run = ""
        for _, end, more in pieces[first : first + MOST_PIECES]:
            run += more
            if len(run) > LONGEST:
                break
            if (known_by := of_letters(run)) in wanted:
                yield known_by, _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _room(span: tuple[int, int], blocks_of: Iterable[tuple[int, int]]) -> int:
    """Characters of the paragraph that a sentence begins in."""
    return next((end - start for start, end in blocks_of if start <= span[0] < end), 0)
