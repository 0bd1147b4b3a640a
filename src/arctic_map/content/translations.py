"""Translations of an atlas's own texts: their files, checks, and rows for translators."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from arctic_map.content.edits import Content, EditRefused, head_of, put_head, table_of, with_file
from arctic_map.content.toml_rows import parsed
from arctic_map.content.vocabulary import text_problem, unknown
from arctic_map.model.atlas_texts import AtlasText, texts_of, untranslated
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import NAMES, Names
from arctic_map.model.problem import FileProblem, first
from arctic_map.model.tr import AtlasWords, tr
from arctic_map.storage.decoding import read_toml, toml_value
from arctic_map.storage.languages import FORMS, program_texts, wording

WORDS, PLURALS = "words", "plurals"
FOLDER = "words"
SHOWN = 60
"""Maximum characters of a text in a problem."""
HEAD = (
    "# Translations of this atlas. Each row: a text as the atlas writes it, "  # no words: passed on
    "and its translation.\n"
    "# An empty translation is still missing, and the text itself is shown.\n"
)


def language_of(name: str) -> str:
    """The language of a file of translations, which its name gives."""
    return Path(name).stem


def language_problem(name: str, used: Container[str]) -> str | None:
    """Why translations cannot have this file name, or None; `used` are the languages of earlier files."""
    language = language_of(name)
    if language not in NAMES:
        return unknown("language", language, NAMES)
    return tr("the language {name!r} is named twice", name=language) if language in used else None


def read_translations(path: Path) -> tuple[AtlasWords, tuple[FileProblem, ...]]:
    """The valid translations of a file, and the problems of the others. Raises Unreadable."""
    table = read_toml(path)
    problems = [(key, unknown("key", key, (WORDS, PLURALS))) for key in table if key not in (WORDS, PLURALS)]
    forms = FORMS[_language(path.stem)]
    words = {
        text: translation
        for text, translation in _rows(table, WORDS, problems)
        if _is_sound(WORDS, text, [translation], 1, problems) and translation.strip()
    }
    plurals = {
        text: tuple(translations)
        for text, translations in _rows(table, PLURALS, problems)
        if _is_sound(PLURALS, text, translations, forms, problems) and all(map(str.strip, translations))
    }
    return AtlasWords(words, plurals), tuple(first(problems))


def outdated_rows(path: Path, catalog: Catalog) -> Iterator[FileProblem]:
    """Yield rows of a file that match no text of the atlas. Raises Unreadable."""
    texts = {each.text for each in texts_of(catalog)}
    table = read_toml(path)
    rows = ((key, text) for key in (WORDS, PLURALS) for text, _ in _rows(table, key, []))
    yield from first(
        (_place(key, text), tr("no text of the atlas is the same; change or remove the row"))
        for key, text in rows
        if text not in texts
    )


def with_names(layer: Layer, translations: Mapping[str, AtlasWords]) -> Layer:
    """The layer with translated names of features that have none of their own in a language."""
    named = {feature.id: _names(feature, translations) for feature in layer.features}
    if not any(named.values()):
        return layer
    # The digest identifies drawings, which have the names as labels.
    digest = sha256(f"{layer.digest}{sorted(named.items())}".encode()).hexdigest()
    features = (replace(each, names={**named[each.id], **each.names}) for each in layer.features)
    return replace(layer, features=tuple(features), digest=digest)


def with_joined(
    translations: Mapping[str, AtlasWords], texts: Iterable[Sequence[str]]
) -> dict[str, AtlasWords]:
    """The translations with those of several texts in one line, as the legend writes them."""
    joined = [each for each in texts if len(each) > 1]
    made: dict[str, AtlasWords] = {}
    for language, own in translations.items():
        words = wording(_language(language)).with_atlas(translations)
        more = {", ".join(each): ", ".join(map(words.content, each)) for each in joined}
        made[language] = replace(own, words={**more, **own.words})
    return made


def with_rows_for(content: Content, catalog: Catalog, language: Names) -> tuple[Content, int]:
    """The content with an empty row for each text without a translation, and the number of these rows.

    Existing rows stay as they are. Raises EditRefused and ContentError.
    """
    file = file_for(content, language)
    content = {file: HEAD.encode(), **content}
    there, text = table_of(content, file), content[file].decode()
    rows = {text for key in (WORDS, PLURALS) for text, _ in _rows(there, key, [])}
    new = [each for each in untranslated(catalog, language, program_texts()) if each.text not in rows]
    for key, is_unit in ((PLURALS, True), (WORDS, False)):
        text = _with_rows(text, key, [each for each in new if each.is_unit is is_unit], FORMS[language])
    content = with_file(content, file, text.encode())
    named = _named(content)
    return (content if file in named else put_head(content, WORDS, [*named, file])), len(new)


def file_for(content: Content, language: Names) -> str:
    """The file of translations that the catalogue names, or else the usual one. Raises EditRefused."""
    usual = f"{FOLDER}/{language}.toml"
    return next((name for name in _named(content) if language_of(name) == language), usual)


def _named(content: Content) -> list[str]:
    names = head_of(content).get(WORDS, [])
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _with_rows(text: str, key: str, texts: Sequence[AtlasText], forms: int) -> str:
    """The file with empty rows at the end of one of its tables, each below the place of its text.

    Raises EditRefused.
    """
    if not texts:
        return text
    empty = [""] * forms if key == PLURALS else ""
    new = [f"# {each.place}\n{toml_value(each.text)} = {toml_value(empty)}\n" for each in texts]
    expected = parsed(text)
    expected[key] = {**dict(_rows(expected, key, [])), **{each.text: empty for each in texts}}
    header = re.search(rf"^\[{key}\][ \t]*(?:#.*)?$", text, re.MULTILINE)
    if header is None:
        result = f"{text.rstrip()}\n\n[{key}]\n{''.join(new)}"
    else:
        following = re.search(r"^\[", text[header.end() :], re.MULTILINE)
        end = header.end() + following.start() if following else len(text)
        result = f"{text[:end].rstrip()}\n{''.join(new)}" + (f"\n{text[end:]}" if following else "")
    try:
        is_same = parsed(result) == expected
    except ValueError:
        is_same = False
    if not is_same:
        raise EditRefused(tr("its rows cannot be continued; write them in a table [{key}]", key=key))
    return result


def _rows(table: Mapping[str, Any], key: str, problems: list[FileProblem]) -> Iterator[tuple[str, Any]]:
    rows = table.get(key, {})
    if isinstance(rows, dict):
        yield from rows.items()
    else:
        problems.append((key, tr("expected a table, written as [{key}]", key=key)))


def _is_sound(key: str, text: str, translations: Any, count: int, problems: list[FileProblem]) -> bool:
    """Whether a row has as many texts as it needs; its problems are added otherwise."""
    if not isinstance(translations, list) or not all(isinstance(each, str) for each in translations):
        why: str | None = tr("expected a text") if key == WORDS else tr("expected a list of texts")
    elif len(translations) != count:
        why = tr("expected {count} plural forms", count=count)
    else:
        why = next(filter(None, map(text_problem, translations)), None)
    if why:
        problems.append((_place(key, text), why))
    return why is None


def _place(key: str, text: str) -> str:
    return f"{key}.{text[:SHOWN]!r}"


def _names(feature: Feature, translations: Mapping[str, AtlasWords]) -> dict[str, str]:
    return {
        language: own.words[feature.name]
        for language, own in translations.items()
        if feature.name in own.words and language not in feature.names
    }


def _language(name: str) -> Names:
    return next(each for each in NAMES if each == name)
