"""Where a claim stands in the article, without a word of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one paragraph of the article."""

    section: str
    """The heading above the paragraph; empty before the first one."""
    paragraph: int
    """From 1; headings, rubric and picture credit do not count."""
    sentences: tuple[int, ...]
    """From 1; the one that bears the claim stands first."""
    fingerprints: tuple[str, ...]
    """One for each sentence: of its words, as `scene.article.fingerprint` makes it."""
