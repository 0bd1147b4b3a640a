"""Where a claim stands in the article; with its words only where they are the atlas owner's to keep."""

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
    exact: str = ""
    """The words themselves, in an atlas that holds its own text; empty in others."""
    prefix: str = ""
    """What stands right before them there."""
    suffix: str = ""
