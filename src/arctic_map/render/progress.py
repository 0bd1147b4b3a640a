"""Progress of an export, which a listener may cancel, and remarks on its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from arctic_map.errors import ExportError
from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    from arctic_map.export.svg import Page


LISTENER: ContextVar[Callable[[float], None]] = ContextVar("listener", default=lambda share: None)
"""Receives the share done, 0 to 1; raises ExportCancelled to end the export without a file."""


class ExportCancelled(ExportError):
    """The export was cancelled; nothing is written."""

    def __init__(self) -> None:
        super().__init__(tr("the export was cancelled"))


def reached(share: float) -> None:
    """Report the share done, 0 to 1. Raises ExportCancelled."""
    LISTENER.get()(share)


_LISTENER: ContextVar[Callable[[str], None]] = ContextVar("listener", default=lambda sentence: None)
NO_WORDS = tr_later(
    "The page is too small for a title, the sources and other text, so it shows the map "
    "alone. Use a larger page or smaller text, or cite the sources where you show it."
)
NO_MOMENT = tr_later("There is no room for the text below the title. Use a larger page or smaller text.")
NO_LEGEND = tr_later("There is no room for the legend. Use a larger page, smaller text or fewer layers.")
NO_WAYS = tr_later(
    "There is no room for the table of routes. Use a larger page, smaller text or fewer layers."
)


@contextmanager
def reporting_to(listener: Callable[[str], None]) -> Iterator[None]:
    """Pass the remarks on exports within the block to `listener`, one sentence each."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def remarks(page: Page) -> tuple[str, ...]:
    """What the page lacks because there was no space for it."""
    lacking = (
        (page.lacks_words, NO_WORDS),
        (page.lacks_moment, NO_MOMENT),
        (page.lacks_legend, NO_LEGEND),
        (page.lacks_ways, NO_WAYS),
    )
    return tuple(tr(sentence) for lacks, sentence in lacking if lacks)


def remarked(page: Page) -> Page:
    """Report what the page lacks to the listener, and return the page."""
    report(remarks(page))
    return page


def report(sentences: Iterable[str]) -> None:
    """Report what an export lacks to the listener."""
    for sentence in sentences:
        _LISTENER.get()(sentence)
