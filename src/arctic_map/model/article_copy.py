"""The reader's own copy of the article, and proposals found in a text."""

from dataclasses import dataclass
from enum import StrEnum

from arctic_map.model.fact import Passage


class Sort(StrEnum):
    """The type of a proposal."""

    PLACE = "place"
    DATE = "date"
    FIGURE = "figure"
    PERSON = "person"


class PlaceClass(StrEnum):
    """The type of a place name."""

    SEA = "sea"
    LAND = "land"
    REGION = "region"
    """Also an adjective, so it counts only if used as a noun."""
    TOWN = "town"
    """Never after an article, unlike a ship of the same name."""
    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    """From a world-wide list, in which many common words are towns."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may refer to; degrees."""

    name: str
    lon: float
    lat: float
    source: str
    type: PlaceClass
    people: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal at `start:end` of the text; paragraph and sentence count from 1, 0 outside of any."""

    kind: Sort
    text: str
    start: int
    end: int
    paragraph: int = 0
    sentence: int = 0
    value: float | None = None
    """Value of a figure."""
    unit: str = ""
    sign: str = ""
    """Qualifier of a figure: over, nearly, about, under."""
    when: str = ""
    """The date in EDTF."""
    is_inferred: bool = False
    """Whether its year is the last one that the text names before."""
    candidates: tuple[Candidate, ...] = ()
    """Candidates for a place, the most likely first."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A sentence of the article that supports facts."""

    passage: Passage
    """Passage of this sentence alone."""
    facts: tuple[str, ...]
    """Fact ids in catalogue order."""


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence that supports facts, located in a copy."""

    bearing: Bearing
    start: int
    end: int
    """Character range in the copy's text; `end` is exclusive."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Sentences that support facts, found and not found in a copy."""

    found: tuple[FoundSentence, ...]
    """In the order of the copy."""
    missing: tuple[Bearing, ...]
    """In the order of the article."""

    @property
    def expected(self) -> int:
        """Number of sentences of the article that support facts."""
        return len(self.found) + len(self.missing)


class BlockKind(StrEnum):
    """The role of a block of text in a copy."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SIDE_NOTE = "side note"
    """Not part of the article, or too short to be one of its paragraphs: captions, navigation, notices."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or paragraph of a copy."""

    start: int
    end: int
    """Character range in the copy's text; `end` is exclusive."""
    kind: BlockKind
    number: int = 0
    """Paragraph number in the article; 0 for other blocks, or if the number is uncertain."""


@dataclass(frozen=True, slots=True)
class ArticleCopy:
    """The text of a copy, divided into blocks and matched with the article."""

    text: str
    matching: Matching
    before: tuple[Block, ...]
    blocks: tuple[Block, ...]
    """From the first to the last block with a sentence that supports facts, with the headings above."""
    after: tuple[Block, ...]
    proposals: tuple[Proposal, ...] = ()
    """Proposals found in the text, if it belongs to the atlas's owner."""
