"""Splits a plain text of the article into the paragraphs of its body, and those into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FEWEST_WORDS = 16
"""Of a paragraph; what is shorter is a heading, a rubric, a credit or a standfirst."""
LONGEST_HEADING = 12
"""Words."""
WRAPPED = range(40, 121)
"""Characters of a line that goes on in the next one, where a text is wrapped by hand."""

_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[”’\"')\]»]*(?=\s+[“‘\"'(\[«]*[^\W_a-z]|[“‘«(]?[A-ZА-ЯЁ])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:St|Mr|Mrs|Ms|Dr|Prof|Gen|Adm|Col|Lt|Capt|Sen|Gov|No|vs|cf|approx)|(?:\b|\.)[^\W\d_])\Z"
)
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    start: int
    """Where it begins in the whole text, characters."""
    end: int
    """Where it ends there, behind its last sign."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    section: str
    """The heading above it; empty before the first one."""
    number: int
    """From 1."""
    sentences: tuple[Sentence, ...]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The body of an article in plain text: its paragraphs with their headings.

    What stands above the first paragraph (rubrics, titles, a credit) is no heading of it.
    """
    found: list[Paragraph] = []
    section = ""
    for start, end in blocks(text):
        words = text[start:end].split()
        if len(words) >= FEWEST_WORDS:
            found.append(Paragraph(section, len(found) + 1, tuple(sentences(text, start, end))))
        elif found and len(words) <= LONGEST_HEADING and not words[-1].endswith(_SENTENCE_END):
            section = " ".join(words)
    return tuple(found)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
    """The sentences of a part of a text, without the space around them."""
    end = len(text) if end is None else end
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop[0][0] == "." and _ABBREVIATED.search(text, begin, stop.start()):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs and headings lie: between empty lines, or each in a line of its own."""
    for block in _BLOCK.finditer(text):
        lines = [line.span() for line in _LINE.finditer(text, *block.span())]
        if all(end - start in WRAPPED for start, end in lines[:-1]):
            yield block.span()
        else:
            yield from lines


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    part = text[start:end]
    if kept := part.strip():
        start += len(part) - len(part.lstrip())
        yield Sentence(kept, start, start + len(kept))
