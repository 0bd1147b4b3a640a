"""Reading the translation tables and the pages of the help."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, get_args

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.model.preferences import Names
from arctic_map.model.tr import ENGLISH, Wording, speak
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.decoding import read_toml
from arctic_map.storage.gazetteers import translated_places

MONTHS = 12
FORMS: Mapping[Names, int] = {"en": 2, "ru": 3, "zh": 1}
"""Number of plural forms of each language."""
COMPLETE: Names = "ru"
"""A language that has all texts, as all but English have."""
LANGUAGES: tuple[Names, ...] = get_args(Names)


@cache
def wording(language: Names) -> Wording:
    """Return the texts of a language. Raises ContentError if its table is invalid."""
    if language == "en":
        return ENGLISH
    words = read(resources.words() / f"{language}.toml", language)
    return replace(words, table={**translated_places(language), **words.table})


def speak_in(language: str) -> None:
    """Use the texts of a language from now on, English for an unknown one. Raises ContentError."""
    known = next((name for name in LANGUAGES if name == language), "en")
    speak(None if known == "en" else wording(known))


def read(path: Path, language: Names) -> Wording:
    """Return the table of a language. Raises ContentError, naming the wrong row."""
    try:
        table = read_toml(path)
    except Unreadable as error:
        where = f"{path}, {error.where}" if error.where else str(path)
        raise ContentError("the words cannot be read", where=where, why=error.why) from None
    words = _rows(table, "words", path)
    plurals = {
        many: tuple(forms) if isinstance(forms, list) else forms
        for many, forms in _rows(table, "plurals", path).items()
    }
    for english, translation in words.items():
        _require(isinstance(translation, str), path, english, "its words are text")
        _require_gaps(path, english, translation)
    for english, forms in plurals.items():
        _require(
            isinstance(forms, tuple) and all(isinstance(form, str) for form in forms),
            path,
            english,
            "its forms are a list of texts",
        )
        _require(len(forms) == FORMS[language], path, english, f"it needs {FORMS[language]} forms")
        for form in forms:
            _require_gaps(path, english, form)
    dates, numbers = _rows(table, "dates", path), _rows(table, "numbers", path)
    months, after_day = (_months(dates, key, path) for key in ("months", "months-after-day"))
    return Wording(
        language,
        words,
        plurals,
        months,
        after_day,
        str(numbers.get("group", ENGLISH.group)),
        str(numbers.get("decimal", ENGLISH.decimal)),
    )


@cache
def program_texts() -> frozenset[str]:
    """The English texts that the program itself translates. Raises ContentError."""
    translated = wording(COMPLETE)
    return frozenset((*translated.table, *translated.plurals))


def gaps(text: str) -> frozenset[str]:
    """Return the names of the placeholders in a text. Raises ValueError for unbalanced braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _rows(table: Mapping[str, Any], key: str, path: Path) -> dict[str, Any]:
    rows = table.get(key, {})
    _require(isinstance(rows, dict), path, key, "it is a table")
    return dict(rows)


def _months(dates: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    names = dates.get(key)
    sound = isinstance(names, list) and len(names) == MONTHS and all(isinstance(each, str) for each in names)
    _require(sound, path, f"dates.{key}", "it names twelve months")
    return tuple(names or ())


def _require_gaps(path: Path, english: str, translation: str) -> None:
    try:
        same = gaps(translation) <= gaps(english)
    except ValueError:
        same = False
    _require(same, path, english, f"{translation!r} has other gaps in braces")


def _require(sound: bool, path: Path, english: str, why: str) -> None:
    if not sound:
        raise ContentError("the words cannot be read", where=f"{path}: {english!r}", why=why)


NAME = re.compile(r"\d+-([a-z-]+)")
"""The number gives the order in the table of contents."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of the help with its title."""

    id: str
    title: str
    text: str
    """Markdown that starts with the title as a heading."""


def read_help(folder: Path, language: Names = "en") -> tuple[HelpPage, ...]:
    """Return all pages by the table of contents, in English where not translated. Raises OSError."""
    return tuple(
        HelpPage(named[1], *_title_and_text(translated if translated.is_file() else path))
        for path in sorted(folder.glob("*.md"))
        if (named := NAME.fullmatch(path.stem))
        for translated in [folder / language / path.name]
    )


def _title_and_text(path: Path) -> tuple[str, str]:
    text = path.read_text(encoding="utf-8")
    return text.partition("\n")[0].removeprefix("# "), text
