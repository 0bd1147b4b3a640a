"""Translation of texts, English by default: `tr` and `tr_count` translate, `tr_later` marks.

`tr_content` translates texts of an atlas, which may have translations of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import reduce
from threading import local
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from arctic_map.model.preferences import Names


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class AtlasWords:
    """Translations of an atlas's own texts into one language, without those still missing."""

    words: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Plural forms of units, in the order of `form_of`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A translation table with English as fallback; texts may have placeholders: `{length} at {latitude}`."""

    language: Names = "en"
    table: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Plural forms by the English plural, in the order of `form_of`."""
    months: tuple[str, ...] = MONTHS
    months_after_day: tuple[str, ...] = MONTHS
    """Names of months after the number of a day."""
    group: str = ","
    """Thousands separator."""
    decimal: str = "."
    atlas: AtlasWords = field(default_factory=AtlasWords)
    """Translations by the atlas, which never apply to texts of the program."""

    def __call__(self, english: str, /, **gaps: object) -> str:
        text = self.table.get(english, english)
        return text.format(**gaps) if gaps else text

    def counted(self, count: int, one: str, many: str, /, **gaps: object) -> str:
        """Translate `{count} more` and the like, in the form for the number."""
        forms = self.plurals.get(many, (one, many))
        form = forms[min(form_of(count, self.language), len(forms) - 1)]
        return form.format(count=self.number(count), **gaps)

    def content(self, text: str) -> str:
        """Translate a text of the atlas, which stays as it is if neither the atlas nor the program can."""
        own = self.atlas.words.get(text) or self.atlas.plurals.get(text, ("",))[-1]
        return own or self.table.get(text, text)

    def with_atlas(self, translations: Mapping[str, AtlasWords]) -> Wording:
        """The same language with an atlas's translations, which are given by language."""
        atlas = translations.get(self.language, AtlasWords())
        return self if atlas == self.atlas else replace(self, atlas=atlas)

    def unit(self, value: float, unit: str) -> str:
        """Translate the unit of a figure in the form for its number; fractions take the form of 2."""
        forms = self.atlas.plurals.get(unit) or self.plurals.get(unit) or (self.content(unit),)
        count = int(value) if value == int(value) else 2
        return forms[min(form_of(count, self.language), len(forms) - 1)]

    def number(self, value: float, decimals: int = 0) -> str:
        """Format a number with the separators of the language."""
        return self.digits(f"{value:,.{decimals}f}")

    def digits(self, number: str) -> str:
        """Convert a number in English notation, such as `1,234.5`, to that of the language."""
        marks = str.maketrans({",": self.group, ".": self.decimal})
        return number.translate(marks)

    def knows(self, text: str) -> bool:
        """Whether there is a translation of this text of the atlas."""
        return self.language == "en" or text in self.atlas.words or text in self.table


ENGLISH = Wording()


def form_of(count: int, language: Names) -> int:
    """Index of the plural form for a number, from 0, by the rules of Unicode CLDR."""
    if language == "zh":
        return 0
    count = abs(count)
    if language == "ru":
        if count % 10 == 1 and count % 100 != 11:
            return 0
        return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2
    return 0 if count == 1 else 1


_current: Wording | None = None
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
"""A number with commas between thousands; a comma elsewhere may be meant as a decimal one."""
MINUS = "\N{MINUS SIGN}"
_NO_TEXT = re.compile("[\ud800-\udfff]")


class _Page(local):
    """The language of the page that a thread is making."""

    wording: Wording | None = None


_page = _Page()


def speak(wording: Wording | None) -> None:
    """Set the language of all texts from now on, None for English. Visible texts stay as they are."""
    global _current
    _current = wording


def use_atlas(translations: Mapping[str, AtlasWords]) -> None:
    """Use the translations of an atlas, given by language, for its texts from now on."""
    global _current
    if _page.wording is not None:
        _page.wording = _page.wording.with_atlas(translations)
    elif translations or _current is not None:
        present = (_current or ENGLISH).with_atlas(translations)
        _current = None if present == ENGLISH else present


def speaks_english() -> bool:
    """Whether the interface is in English, and the atlas has no translations into it."""
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

    return _page.wording or _current or ENGLISH


def tr(english: str, /, **gaps: object) -> str:
    """Translate a text and fill its placeholders, such as `{name} was closed`."""
    wording = _page.wording or _current
    text = wording(english, **gaps) if wording else english.format(**gaps) if gaps else english
    return shown(text) if gaps else text


def tr_content(text: str) -> str:
    """Translate a text of the atlas, by its own translations first."""
    wording = _page.wording or _current
    return wording.content(text) if wording else text


def tr_count(count: int, one: str, many: str, /, **gaps: object) -> str:
    """Translate `{count} fact` or `{count} facts`, in the form for the number."""
    return shown(interface().counted(count, one, many, **gaps))


def labelled(*parts: str) -> str:
    """The parts that are not empty, each but the last with a colon: `heading: text`."""
    return tr(": ").join(filter(None, parts))


def spaced(*parts: str) -> str:
    """The parts that are not empty, one after the other, with spaces where the language has them."""
    some = [part for part in parts if part]
    return reduce(lambda first, second: tr("{first} {second}", first=first, second=second), some or [""])


def shown(text: str) -> str:
    """Replace each byte of a file name that is no text with a replacement character."""
    return text if text.isascii() else _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def digits(number: str) -> str:
    """Convert a number in English notation, such as `1,234.5`, to that of the current language."""
    return interface().digits(number)


def number_in(text: str) -> int | float | None:
    """The number that a reader typed, such as `1,200`, `37.9` or `−3`; None if it is not a finite number.

    In a language with a decimal comma, `37,9` is a number, and commas separate no thousands.
    """
    plain = re.sub(r"\s", "", text).replace(MINUS, "-")
    if interface().decimal == ",":
        plain = plain.replace(",", ".")
    elif _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        number = float(plain)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    if abs(number) < 2**63 and plain.lstrip("+-").isdecimal():
        return int(plain)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def number_with_comma_in(text: str) -> int | float | None:
    """The same, but a comma that separates no thousands is a decimal one in every language."""
    number = number_in(text)
    return number_in(text.replace(",", ".")) if number is None else number


def tr_later(english: str) -> str:
    """Return the text unchanged; it marks the text for translators."""
    return english
