"""One claim of the article, in the atlas's own words."""

from dataclasses import dataclass
from enum import StrEnum

from arctic_map.model.passage import Passage


class Kind(StrEnum):
    REPORTED = "reported"
    ATTRIBUTED = "attributed"
    FORECAST = "forecast"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a fact gives."""

    value: int | float
    unit: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim, with where it is made and how far it holds."""

    id: str
    topic: str
    text: str
    kind: Kind
    headline: str = ""
    """The claim in a few words, as a page's title says it."""
    when: str | None = None
    """As precise as the article: 2024, 2024-11, 2022-02/2025-05, 2025/.. (after)."""
    where: str | None = None
    attributed_to: str | None = None
    figures: tuple[Figure, ...] = ()
    features: tuple[str, ...] = ()
    inferred: str = ""
    """Why the place is our reading; empty when the article names it."""
    inferred_when: str = ""
    """Why the date is our reading; empty when the article gives it."""
    question: str = ""
    """Where accounts disagree: both readings."""
    note: str = ""
    passage: Passage | None = None
    """Where the article says so; None in content that does not tell."""
    keywords: tuple[str, ...] = ()
    """Words that lead to it in a search, of any language; its own words need not be among them."""
