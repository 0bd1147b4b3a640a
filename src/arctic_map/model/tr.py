"""The words of the interface, in the one language that the process speaks: English until told otherwise.

`tr("Open…")` says a text, `tr_count(3, "{count} fact", "{count} facts")` one with a number. A text in a table
that is made before the language is known is only marked, by `tr_later("Open…")`, and said by `tr` where it is
shown. A page of its own, made by whichever thread, is made while `speaking` its language.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from arctic_map.model.wording import Wording

_spoken: Wording | None = None
_NO_TEXT = re.compile("[\ud800-\udfff]")


class _Page(local):
    """Of the page that a thread makes."""

    wording: Wording | None = None


_page = _Page()


def speak(wording: Wording | None) -> None:
    """Say all that is shown from now on in these words, by None in English; what is shown stays as it is."""
    global _spoken
    _spoken = wording


def speaks_english() -> bool:
    return _spoken is None


@contextmanager
def speaking(wording: Wording) -> Iterator[None]:
    """Say what this thread makes within in these words."""
    before, _page.wording = _page.wording, wording
    try:
        yield
    finally:
        _page.wording = before


def interface() -> Wording:
    """The words that are spoken, with their way to write numbers and dates."""
    # English, which needs no table, does not need the table's class on the way to the first paint either.
    from arctic_map.model.wording import ENGLISH

    return _page.wording or _spoken or ENGLISH


def tr(english: str, /, **gaps: object) -> str:
    """A text with its gaps filled, such as `{name} was closed`."""
    wording = _page.wording or _spoken
    said = wording(english, **gaps) if wording else english.format(**gaps) if gaps else english
    return shown(said) if gaps else said


def tr_count(count: int, one: str, many: str, /, **gaps: object) -> str:
    """`{count} fact` or `{count} facts`, in the form that the number asks for."""
    return shown(interface().counted(count, one, many, **gaps))


def shown(text: str) -> str:
    """With a replacement character for each byte of a file's name that is no text."""
    return text if text.isascii() else _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def digits(number: str) -> str:
    """A number as English writes it, such as `1,234.5`, as the spoken language does."""
    return interface().digits(number)


def tr_later(english: str) -> str:
    """The text as it is, marked for translators."""
    return english
