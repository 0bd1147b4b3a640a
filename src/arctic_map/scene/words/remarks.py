"""Remarks on a claim: what is inferred, and what is open."""

from arctic_map.model.fact import Fact
from arctic_map.model.tr import tr
from arctic_map.scene.words.words import when_in_words


def remarks(fact: Fact) -> tuple[tuple[str, str], ...]:
    """Pairs of heading and text, without empty ones."""
    rows = (
        (tr("Place inferred"), fact.inferred),
        (tr("Date inferred"), fact.inferred_when),
        (tr("Open question"), fact.question),
        (tr("Note"), fact.note),
    )
    return tuple((heading, text) for heading, text in rows if text)


def readings(fact: Fact) -> tuple[str, ...]:
    """What is open or inferred: `Accounts disagree`, `Our reading: place, date`."""
    kinds = ((tr("place"), fact.inferred), (tr("date"), fact.inferred_when))
    ours = ", ".join(what for what, why in kinds if why)
    lines = (
        tr("Accounts disagree") if fact.question else "",
        tr("Our reading: {what}", what=ours) if ours else "",
    )
    return tuple(filter(None, lines))


def inferred_why(fact: Fact) -> str:
    """Why the place, the date, or both are inferred; empty if the article states them."""
    return " ".join(text for text in (fact.inferred, fact.inferred_when) if text)


def dated(fact: Fact) -> str:
    """`November 2024`, `2025 (inferred)` or `undated`."""
    when = when_in_words(fact.when)
    return tr("{date} (inferred)", date=when) if fact.inferred_when else when
