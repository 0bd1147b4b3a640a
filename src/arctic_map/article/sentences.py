"""Splits the plain text of an article into the paragraphs of its body, and those into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MIN_WORDS = 16
"""Minimum words of a paragraph; a shorter block is one only after the first, if it ends as a sentence."""
MAX_HEADING_WORDS = 12
"""Maximum words of a heading."""
WRAPPED = range(40, 121)
"""Characters of a line that continues in the next one, if the text has hard line breaks."""

_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[”’\"')\]»]*(?=\s+[“‘\"'(\[«]*[^\W_a-z]|[“‘«(]?[A-ZА-ЯЁ])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:St|Mr|Mrs|Ms|Dr|Prof|Gen|Adm|Col|Lt|Capt|Sen|Gov|No|vs|cf|approx)|(?:\b|\.)[^\W\d_])\Z"
)
_ENDED = re.compile(r"(?:[.…]|[.!?…]+[”’\"')\]»]+)\s*\Z")
"""The end of a short paragraph; a question alone is rather a heading."""
_CREDIT = re.compile(r"\W*(?:photo|photograph|picture|image|graphic|map|credit|source)s?(?::| by\b)", re.I)
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its character range."""

    text: str
    start: int
    """Start in the whole text, in characters."""
    end: int
    """End in the whole text, exclusive."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    section: str
    """The heading above it; empty before the first heading."""
    number: int
    """From 1."""
    sentences: tuple[Sentence, ...]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of an article with their headings, in plain text; titles above the first are ignored."""
    body: list[Paragraph] = []
    section = ""
    for start, end in blocks(text):
        words = text[start:end].split()
        if is_paragraph(text[start:end], begun=bool(body)):
            body.append(Paragraph(section, len(body) + 1, tuple(sentences(text, start, end))))
        elif body and len(words) <= MAX_HEADING_WORDS and not words[-1].endswith(_SENTENCE_END):
            section = " ".join(words)
    return tuple(body)


def is_paragraph(block: str, *, begun: bool) -> bool:
    """Whether a block is counted; `begun` if there is a paragraph above it, so that it is no standfirst."""
    if len(block.split()) >= MIN_WORDS:
        return True
    return begun and bool(_ENDED.search(block)) and not _CREDIT.match(block)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a part of a text, without surrounding spaces."""
    end = len(text) if end is None else end
    begin = start
    for stop in _STOP.finditer(text, start, end):
        # No abbreviation is longer; a search from `begin` takes quadratic time.
        if stop[0][0] == "." and _ABBREVIATED.search(text, max(begin, stop.start() - 8), stop.start()):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of paragraphs and headings: between empty lines, or one per line."""
    for block in _BLOCK.finditer(text):
        lines = [line.span() for line in _LINE.finditer(text, *block.span())]
        if all(end - start in WRAPPED for start, end in lines[:-1]):
            yield block.span()
        else:
            yield from lines


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    part = text[start:end]
    if stripped := part.strip():
        start += len(part) - len(part.lstrip())
        yield Sentence(stripped, start, start + len(stripped))
