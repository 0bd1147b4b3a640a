"""The reader's own copy of the article, and where the sentences that bear facts stand in it."""

from dataclasses import dataclass
from enum import StrEnum

from arctic_map.model.passage import Passage
from arctic_map.model.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Bearing:
    """A sentence of the article that bears facts."""

    passage: Passage
    """Of this one sentence."""
    facts: tuple[str, ...]
    """Ids, in the catalogue's order."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that bears facts, in a copy."""

    bearing: Bearing
    start: int
    end: int
    """Characters of the copy's text, the end behind the last one."""


@dataclass(frozen=True, slots=True)
class Matching:
    found: tuple[Found, ...]
    """In the order of the copy."""
    missing: tuple[Bearing, ...]
    """In the order of the article."""

    @property
    def wanted(self) -> int:
        """How many sentences of the article bear facts."""
        return len(self.found) + len(self.missing)


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BESIDE = "beside"
    """Not of the article, or too short to be a paragraph of it: captions, navigation, notices."""


@dataclass(frozen=True, slots=True)
class Block:
    start: int
    end: int
    """Characters of the copy's text, the end behind the last one."""
    kind: BlockKind
    number: int = 0
    """Of the article's paragraph; 0 for what has none, or whose number is not sure."""


@dataclass(frozen=True, slots=True)
class Copy:
    text: str
    matching: Matching
    before: tuple[Block, ...]
    blocks: tuple[Block, ...]
    """From the first to the last that holds a sentence that bears facts, with the headings above."""
    after: tuple[Block, ...]
    proposals: tuple[Proposal, ...] = ()
    """What the text may say, of a text of the atlas's owner."""
