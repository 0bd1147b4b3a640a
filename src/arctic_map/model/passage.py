"""The source of a claim in the article; with its words only if the atlas's owner may keep them."""

from dataclasses import dataclass


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
    """One fingerprint for each sentence, made by `article.fingerprint`; none until the text is known."""
    exact: str = ""
    """The quoted words, in an atlas that contains its own text; else empty."""
    prefix: str = ""
    """The text right before the quotation."""
    suffix: str = ""
