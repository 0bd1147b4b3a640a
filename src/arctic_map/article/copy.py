"""The reader's copy of the article as blocks, numbered like the paragraphs of the article."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from arctic_map.article.passage_search import letters, of_letters
from arctic_map.article.sentences import blocks, is_paragraph
from arctic_map.model.article_copy import ArticleCopy, Bearing, Block, BlockKind, FoundSentence, Matching
from arctic_map.model.fact import Fact, Passage

MAX_RUN_LENGTH = 1500
"""Maximum letters and digits of a sentence."""
MAX_PIECES = 40
"""Maximum pieces of a sentence. Pieces end at line ends and full stops, also those of abbreviations."""

_PIECE = re.compile(r"[^.!?…\n]*(?:[.!?…]+[”’\"')\]»]*|\n|\Z)")


def bearings(facts: Iterable[Fact]) -> tuple[Bearing, ...]:
    """The sentences that support facts, in the order of the article."""
    passages: dict[str, Passage] = {}
    ids: dict[str, list[str]] = {}
    for fact in facts:
        if passage := fact.passage:
            for number, known_by in zip(passage.sentences, passage.fingerprints, strict=True):
                one = Passage(passage.section, passage.paragraph, (number,), (known_by,))
                passages.setdefault(known_by, one)
                ids.setdefault(known_by, []).append(fact.id)
    sentences = (Bearing(passage, tuple(ids[known_by])) for known_by, passage in passages.items())
    return tuple(sorted(sentences, key=lambda one: (one.passage.paragraph, one.passage.sentences)))


def matched(text: str, facts: Iterable[Fact]) -> Matching:
    """Find the sentences of facts in a plain text, each once."""
    expected = {bearing.passage.fingerprints[0]: bearing for bearing in bearings(facts)}
    blocks_of = tuple(blocks(text))
    spans: dict[str, tuple[int, int]] = {}
    for known_by, span in _known(text, expected.keys()):
        # A pull quote repeats a sentence of its paragraph; prefer the one in the longer block.
        if known_by not in spans or _room(span, blocks_of) > _room(spans[known_by], blocks_of):
            spans[known_by] = span
    return Matching(
        tuple(
            sorted(
                (FoundSentence(expected[each], *span) for each, span in spans.items()),
                key=lambda one: one.start,
            )
        ),
        tuple(bearing for each, bearing in expected.items() if each not in spans),
    )


def _known(text: str, fingerprints: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield requested fingerprints found in the text, each with its character range without outer spaces."""
    fingerprints = frozenset(fingerprints)
    pieces = [(*piece.span(), letters(piece[0])) for piece in _PIECE.finditer(text)]
    pieces = [piece for piece in pieces if piece[2]]
    for first, (start, _, _) in enumerate(pieces):
        run = ""
        for _, end, more in pieces[first : first + MAX_PIECES]:
            run += more
            if len(run) > MAX_RUN_LENGTH:
                break
            if (known_by := of_letters(run)) in fingerprints:
                yield known_by, _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _room(span: tuple[int, int], blocks_of: Iterable[tuple[int, int]]) -> int:
    """Number of characters of the paragraph in which a sentence begins."""
    return next((end - start for start, end in blocks_of if start <= span[0] < end), 0)


def copy_of(text: str, facts: Iterable[Fact]) -> ArticleCopy:
    """A copy of plain text whose paragraphs are lines, or separated by empty lines."""
    facts = tuple(facts)
    matching = matched(text, facts)
    headings = {letters(bearing.passage.section) for bearing in bearings(facts)}
    listed = [Block(start, end, _kind(text[start:end], headings)) for start, end in blocks(text)]
    bearing_ones = [at for at, block in enumerate(listed) if _first_in(block, matching.found)]
    if not bearing_ones:
        return ArticleCopy(text, matching, tuple(listed), (), ())
    numbered = _numbered(listed, bearing_ones, matching.found)
    first, last = bearing_ones[0], bearing_ones[-1] + 1
    while first and numbered[first - 1].kind is BlockKind.HEADING:
        first -= 1
    return ArticleCopy(
        text, matching, tuple(numbered[:first]), tuple(numbered[first:last]), tuple(numbered[last:])
    )


def own_copy(text: str, facts: Iterable[Fact]) -> ArticleCopy:
    """A copy of a text that the atlas's owner has added, complete even without facts."""
    listed, number = list[Block](), 0
    for start, end in blocks(text):
        paragraph = is_paragraph(text[start:end], begun=bool(number))
        number += paragraph
        kind = BlockKind.PARAGRAPH if paragraph else BlockKind.HEADING
        listed.append(Block(start, end, kind, number if paragraph else 0))
    return ArticleCopy(text, matched(text, tuple(facts)), (), tuple(listed), ())


def _kind(text: str, headings: Iterable[str]) -> BlockKind:
    if letters(text) in headings:
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH if is_paragraph(text, begun=True) else BlockKind.SIDE_NOTE


def _first_in(block: Block, found: Sequence[FoundSentence]) -> FoundSentence | None:
    return next((one for one in found if one.start < block.end and one.end > block.start), None)


def _numbered(
    listed: Sequence[Block], bearing_ones: Sequence[int], found: Sequence[FoundSentence]
) -> list[Block]:
    """The blocks with paragraph numbers from the facts, and those between if their count fits."""
    blocks = list(listed)
    numbers: dict[int, int] = {}
    for at in bearing_ones:
        if one := _first_in(blocks[at], found):
            numbers[at] = one.bearing.passage.paragraph
    for one_at, next_at in pairwise(bearing_ones):
        between = [at for at in range(one_at + 1, next_at) if blocks[at].kind is BlockKind.PARAGRAPH]
        if len(between) == numbers[next_at] - numbers[one_at] - 1:
            numbers.update({at: numbers[one_at] + step for step, at in enumerate(between, 1)})
    numbered: set[int] = set()
    for at, block in enumerate(listed):
        if number := numbers.get(at, 0):
            # If a paragraph is split into several blocks, only the first one shows its number.
            shown = 0 if number in numbered else number
            blocks[at] = replace(block, kind=BlockKind.PARAGRAPH, number=shown)
            numbered.add(number)
        elif block.kind is BlockKind.PARAGRAPH:
            blocks[at] = replace(block, kind=BlockKind.SIDE_NOTE)
    return blocks
