"""Check that translations use the terms of the glossaries. `make check` runs this.

resources/words/glossary.LANGUAGE.toml has a row for each English term of the field. Where an English text of
the tables of words, a line of the help or the name of a feature has the term, its translation has one of the
stems `use`. No translation has one of the stems `never`. The longest term applies: a text with "sea ice" is
not tested for "ice".

The words of a stem may have any ending and stand in this order, as in Russian "кромк льд"; a stem of a script
without capitals, such as Chinese, may stand anywhere. Terms are found in any case and in the plural, or as
`plural`. A text with a fragment of `unless` is not tested for the term; its value is the reason. Nor
is one whose translation has the English term, as the name of an option. `source` is
for translators.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
WORDS, HELP = RESOURCES / "words", RESOURCES / "help"
ATLASES = (RESOURCES / "data", RESOURCES / "atlases")
PREFIX = "glossary."
"""How the names of glossaries begin, beside the tables of words."""
NOT_WORDS = re.compile(r"\{[^}]*\}|`[^`]*`|\]\([^)]*\)|(?:https?:|arctic-map)[!-~]*|&(?=\w)")
"""Placeholders, code, targets of links, and the signs before underlined letters."""
KEYS = frozenset({"use", "never", "plural", "unless", "source"})
LETTER = "[a-zа-яё]"
"""A letter of a script with capitals: Chinese stands next to Latin names without a space."""


@dataclass(frozen=True, slots=True)
class Term:
    """A row of a glossary."""

    english: str
    use: tuple[str, ...]
    never: tuple[str, ...] = ()
    plural: str = ""
    unless: Mapping[str, str] = field(default_factory=dict)

    def pattern(self) -> re.Pattern[str]:
        """Return what finds the term in English."""
        singular = r"\s+".join(re.escape(word) for word in self.english.split())
        forms = re.sub("y$", "(?:y|ies)", singular) + "(?:e?s)?"
        if self.plural:
            forms += "|" + re.escape(self.plural)
        return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Translated:
    """An English text, one of its translations, and the file and line or key where both stand."""

    where: str
    english: str
    translation: str


def main() -> int:
    """Print what is found; return 1 if there is anything."""
    found: list[str] = []
    paths = sorted(WORDS.glob(f"{PREFIX}*.toml"))
    glossaries = {path.stem.removeprefix(PREFIX): parse(path.read_text(encoding="utf-8")) for path in paths}
    for language, terms in glossaries.items():
        found += findings(terms, (*of_words(language), *of_help(language), *of_features(language)))
        found += missing(language, terms, glossaries)
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


def parse(text: str) -> tuple[Term, ...]:
    """Return the rows of the text of a glossary, the longest terms first."""
    rows = (_term(english, row) for english, row in tomllib.loads(text)["terms"].items())
    return tuple(sorted(rows, key=lambda row: -len(row.english)))


def _term(english: str, row: Mapping[str, Any]) -> Term:
    """Return a row. Raises ValueError if it has an unknown key."""
    if unknown := row.keys() - KEYS:
        raise ValueError(f"{english!r} has unknown keys: {', '.join(sorted(unknown))}")
    use, never = tuple(row["use"]), tuple(row.get("never", ()))
    return Term(english, use, never, row.get("plural", ""), row.get("unless", {}))


def findings(terms: Iterable[Term], texts: Iterable[Translated]) -> Iterator[str]:
    """Yield a sentence for each text that lacks a term or has a word that is not to be used."""
    tested = [(term, term.pattern(), [_stem(each) for each in term.use]) for term in terms]
    never = [(word, _stem(word), term) for term, _, _ in tested for word in term.never]
    for text in texts:
        english, translation = (NOT_WORDS.sub("", each) for each in (text.english, text.translation))
        for term, pattern, stems in tested:
            without = pattern.sub("|", english)
            if without == english:
                continue
            english = without
            # In Latin letters it is a word of a command or of a file; Chinese follows it without a space.
            is_name = re.search(pattern.pattern, translation, re.IGNORECASE | re.ASCII)
            excused = is_name or any(each in text.english for each in term.unless)
            if not excused and not any(stem.search(translation) for stem in stems):
                yield _finding(text, f"{term.english!r} is to be {' or '.join(map(repr, term.use))}")
        for word, stem, term in never:
            if stem.search(translation):
                yield _finding(text, f"{word!r} is not to be used; {term.english!r} is {term.use[0]!r}")


def missing(language: str, terms: Iterable[Term], glossaries: Mapping[str, Iterable[Term]]) -> Iterator[str]:
    """Yield a sentence for each term that the glossary of another language has and this one lacks."""
    known = {term.english for term in terms}
    others = {term.english for each in glossaries.values() for term in each}
    yield from (f"{PREFIX}{language}.toml: lacks {english!r}" for english in sorted(others - known))


def of_words(language: str) -> Iterator[Translated]:
    """Yield the rows of a table of words; of plurals, each form."""
    path = WORDS / f"{language}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for english, forms in table["plurals"].items():
        yield from (Translated(path.name, english, form) for form in forms)
    yield from (Translated(path.name, english, text) for english, text in table["words"].items())


def of_help(language: str) -> Iterator[Translated]:
    """Yield the lines of the pages of the help."""
    for path in sorted(HELP.glob("*.md")):
        translated = HELP / language / path.name
        pages = (each.read_text(encoding="utf-8").splitlines() for each in (path, translated))
        for number, (english, line) in enumerate(zip(*pages, strict=True), 1):
            yield Translated(f"{language}/{path.name}:{number}", english, line)


def of_features(language: str) -> Iterator[Translated]:
    """Yield the names of the features of the built-in atlases."""
    for path in sorted(path for folder in ATLASES for path in folder.rglob("layers/*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            properties = feature["properties"]
            if translation := properties.get("names", {}).get(language):
                yield Translated(path.name, properties["name"], translation)


def _stem(stem: str) -> re.Pattern[str]:
    if stem.lower() == stem.upper():
        return re.compile(re.escape(stem))
    words = rf"{LETTER}*[\s-]+".join(re.escape(word) for word in stem.split())
    return re.compile(rf"(?<!{LETTER}){words}", re.IGNORECASE)


def _finding(text: Translated, why: str) -> str:
    return f"{text.where}: {text.english!r}: {text.translation!r}: {why}"


if __name__ == "__main__":
    sys.exit(main())
