"""The reader's copy of the article as it is read: its blocks, numbered as the article's paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from arctic_map.model.article_copy import Block, BlockKind, Copy, Found
from arctic_map.model.fact import Fact
from arctic_map.scene.article.fingerprint import letters
from arctic_map.scene.article.matching import bearings, matched
from arctic_map.scene.article.sentences import FEWEST_WORDS, blocks


def copy_of(text: str, facts: Iterable[Fact]) -> Copy:
    """Takes plain text, paragraphs in lines of their own or between empty lines."""
    facts = tuple(facts)
    matching = matched(text, facts)
    headings = {letters(bearing.passage.section) for bearing in bearings(facts)}
    listed = [Block(start, end, _kind(text[start:end], headings)) for start, end in blocks(text)]
    bearing_ones = [at for at, block in enumerate(listed) if _first_in(block, matching.found)]
    if not bearing_ones:
        return Copy(text, matching, tuple(listed), (), ())
    numbered = _numbered(listed, bearing_ones, matching.found)
    first, last = bearing_ones[0], bearing_ones[-1] + 1
    while first and numbered[first - 1].kind is BlockKind.HEADING:
        first -= 1
    return Copy(text, matching, tuple(numbered[:first]), tuple(numbered[first:last]), tuple(numbered[last:]))


def own_copy(text: str, facts: Iterable[Fact]) -> Copy:
    """The text that an atlas's owner has put into it, whole, whether facts say where they stand or not."""
    listed, number = list[Block](), 0
    for start, end in blocks(text):
        paragraph = len(text[start:end].split()) >= FEWEST_WORDS
        number += paragraph
        kind = BlockKind.PARAGRAPH if paragraph else BlockKind.HEADING
        listed.append(Block(start, end, kind, number if paragraph else 0))
    return Copy(text, matched(text, tuple(facts)), (), tuple(listed), ())


def _kind(text: str, headings: Iterable[str]) -> BlockKind:
    if letters(text) in headings:
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH if len(text.split()) >= FEWEST_WORDS else BlockKind.BESIDE


def _first_in(block: Block, found: Sequence[Found]) -> Found | None:
    return next((one for one in found if one.start < block.end and one.end > block.start), None)


def _numbered(listed: Sequence[Block], bearing_ones: Sequence[int], found: Sequence[Found]) -> list[Block]:
    """With the numbers that the facts' sentences tell, and those between where their count fits."""
    blocks = list(listed)
    numbers: dict[int, int] = {}
    for at in bearing_ones:
        if one := _first_in(blocks[at], found):
            numbers[at] = one.bearing.passage.paragraph
    for one_at, next_at in pairwise(bearing_ones):
        between = [at for at in range(one_at + 1, next_at) if blocks[at].kind is BlockKind.PARAGRAPH]
        if len(between) == numbers[next_at] - numbers[one_at] - 1:
            numbers.update({at: numbers[one_at] + step for step, at in enumerate(between, 1)})
    told: set[int] = set()
    for at, block in enumerate(listed):
        if number := numbers.get(at, 0):
            # Of a paragraph that is broken into several only the first one shows its number.
            shown = 0 if number in told else number
            blocks[at] = replace(block, kind=BlockKind.PARAGRAPH, number=shown)
            told.add(number)
        elif block.kind is BlockKind.PARAGRAPH:
            blocks[at] = replace(block, kind=BlockKind.BESIDE)
    return blocks
