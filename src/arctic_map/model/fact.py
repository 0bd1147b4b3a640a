"""A claim of the article, in the words of the atlas."""

from dataclasses import dataclass
from enum import StrEnum

from arctic_map.model.passage import Passage


class Kind(StrEnum):
    """Who makes a claim, and how."""

    REPORTED = "reported"
    ATTRIBUTED = "attributed"
    FORECAST = "forecast"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number stated by a fact."""

    value: int | float
    unit: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim, with its source in the article and its limits."""

    id: str
    topic: str
    text: str
    kind: Kind
    headline: str = ""
    """The claim in a few words, for the title of a page."""
    when: str | None = None
    """As precise as in the article: 2024, 2024-11, 2022-02/2025-05, 2025/.. (after)."""
    where: str | None = None
    attributed_to: str | None = None
    figures: tuple[Figure, ...] = ()
    features: tuple[str, ...] = ()
    inferred: str = ""
    """Why the place is our inference; empty if the article names it."""
    inferred_when: str = ""
    """Why the date is our inference; empty if the article states it."""
    question: str = ""
    """Where accounts differ: both readings."""
    note: str = ""
    passage: Passage | None = None
    """Source of the claim in the article; None if the content does not state it."""
    keywords: tuple[str, ...] = ()
    """Search terms in any language, in addition to the text itself."""
