"""The sentences of a copy that bear facts, which of them are highlighted, and where the keys are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from arctic_map.model.article_copy import Found
from arctic_map.scene.words.passages import passage_in_words


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence that bears facts, in the document."""

    found: Found
    start: int
    end: int
    """Places of a cursor."""

    @property
    def in_words(self) -> str:
        """Its facts, and where in the article it stands."""
        bearing = self.found.bearing
        return f"{', '.join(bearing.facts)}: {passage_in_words(bearing.passage)}"


@dataclass(frozen=True, slots=True)
class ArticleMarks:
    """Such sentences of a document, from top to bottom."""

    all: tuple[MarkedSentence, ...] = ()
    highlighted: tuple[MarkedSentence, ...] = ()
    current: MarkedSentence | None = None
    """Where the keys are."""

    @property
    def current_highlighted(self) -> MarkedSentence | None:
        """Of those that are highlighted, the one where the keys are or else the first."""
        return self.current if self.current in self.highlighted else next(iter(self.highlighted), None)

    def moved(self, marks: Sequence[MarkedSentence]) -> ArticleMarks:
        """The same sentences at their places in a document that was written again."""
        again = {mark.found: mark for mark in marks}
        highlighted = tuple(again[mark.found] for mark in self.highlighted if mark.found in again)
        return ArticleMarks(
            tuple(marks), highlighted, again.get(self.current.found) if self.current else None
        )

    def with_highlighted(self, facts: Iterable[str]) -> ArticleMarks:
        """Highlight the sentences of these facts; the keys go to one of them."""
        chosen = set(facts)
        highlighted = tuple(mark for mark in self.all if chosen.intersection(mark.found.bearing.facts))
        marks = replace(self, highlighted=highlighted)
        return replace(marks, current=marks.current_highlighted or self.current)

    def of_fact(self, id: str) -> MarkedSentence | None:
        return next((mark for mark in self.all if id in mark.found.bearing.facts), None)

    def next(self, step: int, is_seen: Callable[[MarkedSentence], bool]) -> MarkedSentence | None:
        """The sentence so many steps on; from nowhere, the first or last one that is seen."""
        if self.current in self.all:
            at = self.all.index(self.current) + step
            return self.all[at] if 0 <= at < len(self.all) else None
        seen = [mark for mark in self.all if is_seen(mark)] or self.all
        return (seen[0] if step > 0 else seen[-1]) if seen else None
