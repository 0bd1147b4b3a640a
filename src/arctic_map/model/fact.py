"""Claims of the article, the passages that state them, and the people they mention."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one paragraph of the article."""

    section: str
    """The heading above the paragraph; empty before the first heading."""
    paragraph: int
    """From 1; headings, rubric and picture credit do not count."""
    sentences: tuple[int, ...]
    """From 1; the sentence with the claim comes first."""
    fingerprints: tuple[str, ...]
    """One fingerprint for each sentence, made by `article.passage_search`; none until the text is known."""
    exact: str = ""
    """The quoted words, in an atlas that contains its own text; else empty."""
    prefix: str = ""
    """The text right before the quotation."""
    suffix: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, with the facts that mention them."""

    id: str
    name: str
    role: str = ""
    """Office at the time of the facts, as they state it."""
    names: dict[str, str] = field(default_factory=dict)
    """Names by language code: ru, zh."""
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
