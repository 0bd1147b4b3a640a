"""What a reader should know of an export that was made, though nothing failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    from arctic_map.export.svg import Page

_LISTENER: ContextVar[Callable[[str], None]] = ContextVar("listener", default=lambda sentence: None)
NO_WORDS = tr_later(
    "The page shows the map alone: it is too small for a title, the sources and other words. A larger page "
    "or smaller text would give them room; cite the sources where you show it."
)
NO_LEGEND = tr_later(
    "The legend has no room: a larger page, smaller text or fewer layers would give it some."
)
NO_WAYS = tr_later(
    "The table of the ways by sea has no room on the map: a larger page, smaller text or fewer layers would "
    "give it some."
)


@contextmanager
def telling(listener: Callable[[str], None]) -> Iterator[None]:
    """Tell the remarks, each a sentence, on what is exported within."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def remarks(page: Page) -> tuple[str, ...]:
    """What the page should have and has no room for."""
    lacking = ((page.lacks_words, NO_WORDS), (page.lacks_legend, NO_LEGEND), (page.lacks_ways, NO_WAYS))
    return tuple(tr(sentence) for lacks, sentence in lacking if lacks)


def remarked(page: Page) -> Page:
    """The page, after who listens was told what it lacks."""
    for sentence in remarks(page):
        _LISTENER.get()(sentence)
    return page
