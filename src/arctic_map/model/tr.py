"""Translation of texts, English by default: `tr` and `tr_count` translate, `tr_later` marks for later."""

from __future__ import annotations

import re
from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from arctic_map.model.wording import Wording

_current: Wording | None = None
_NO_TEXT = re.compile("[\ud800-\udfff]")


class _Page(local):
    """The language of the page that a thread is making."""

    wording: Wording | None = None


_page = _Page()


def speak(wording: Wording | None) -> None:
    """Set the language of all texts from now on, None for English. Visible texts stay as they are."""
    global _current
    _current = wording


def speaks_english() -> bool:
    """Whether the interface is in English."""
    return _current is None


@contextmanager
def speaking(wording: Wording) -> Iterator[None]:
    """Use this language for texts that the thread makes within the context."""
    before, _page.wording = _page.wording, wording
    try:
        yield
    finally:
        _page.wording = before


def interface() -> Wording:
    """The current language, with its formats of numbers and dates."""
    from arctic_map.model.wording import ENGLISH  # late, as English needs no table before the first paint

    return _page.wording or _current or ENGLISH


def tr(english: str, /, **gaps: object) -> str:
    """Translate a text and fill its placeholders, such as `{name} was closed`."""
    wording = _page.wording or _current
    text = wording(english, **gaps) if wording else english.format(**gaps) if gaps else english
    return shown(text) if gaps else text


def tr_count(count: int, one: str, many: str, /, **gaps: object) -> str:
    """Translate `{count} fact` or `{count} facts`, in the form for the number."""
    return shown(interface().counted(count, one, many, **gaps))


def shown(text: str) -> str:
    """Replace each byte of a file name that is no text with a replacement character."""
    return text if text.isascii() else _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def digits(number: str) -> str:
    """Convert a number in English notation, such as `1,234.5`, to that of the current language."""
    return interface().digits(number)


def tr_later(english: str) -> str:
    """Return the text unchanged; it marks the text for translators."""
    return english
