"""The sentences of a copy that have facts: all, highlighted, and the current one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from arctic_map.model.article_copy import FoundSentence
from arctic_map.scene.words.passages import passage_in_words


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with facts, and its range in the document."""

    found: FoundSentence
    start: int
    end: int

    @property
    def in_words(self) -> str:
        """Its facts and its position in the article, for people."""
        bearing = self.found.bearing
        return f"{', '.join(bearing.facts)}: {passage_in_words(bearing.passage)}"


@dataclass(frozen=True, slots=True)
class ArticleMarks:
    """The sentences with facts in a document, from top to bottom."""

    all: tuple[MarkedSentence, ...] = ()
    highlighted: tuple[MarkedSentence, ...] = ()
    current: MarkedSentence | None = None
    """The sentence that the keyboard is at."""

    @property
    def current_highlighted(self) -> MarkedSentence | None:
        """The current sentence if it is highlighted, otherwise the first highlighted one, or None."""
        return self.current if self.current in self.highlighted else next(iter(self.highlighted), None)

    def moved(self, marks: Sequence[MarkedSentence]) -> ArticleMarks:
        """The same sentences at their new positions after the document was rewritten."""
        again = {mark.found: mark for mark in marks}
        highlighted = tuple(again[mark.found] for mark in self.highlighted if mark.found in again)
        return ArticleMarks(
            tuple(marks), highlighted, again.get(self.current.found) if self.current else None
        )

    def with_highlighted(self, facts: Iterable[str]) -> ArticleMarks:
        """Highlight the sentences of these facts and make one of them current."""
        chosen = set(facts)
        highlighted = tuple(mark for mark in self.all if chosen.intersection(mark.found.bearing.facts))
        marks = replace(self, highlighted=highlighted)
        return replace(marks, current=marks.current_highlighted or self.current)

    def of_fact(self, id: str) -> MarkedSentence | None:
        """The sentence of a fact, or None."""
        return next((mark for mark in self.all if id in mark.found.bearing.facts), None)

    def next(self, step: int, is_seen: Callable[[MarkedSentence], bool]) -> MarkedSentence | None:
        """The sentence `step` further on; from none, the first or last visible one. None at the end."""
        if self.current in self.all:
            at = self.all.index(self.current) + step
            return self.all[at] if 0 <= at < len(self.all) else None
        seen = [mark for mark in self.all if is_seen(mark)] or self.all
        return (seen[0] if step > 0 else seen[-1]) if seen else None
