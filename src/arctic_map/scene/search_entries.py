"""The searchable entries of the content with their words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.fact import Fact, Person
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import Names
from arctic_map.model.tr import tr, tr_content
from arctic_map.scene.search_words import words
from arctic_map.scene.words.fact_texts import dated, remarks
from arctic_map.scene.words.words import (
    figure_text,
    layer_name,
    name_of,
    person_name,
    topic_name,
    when_in_words,
)

Kind = Literal["fact", "feature", "layer", "person", "place"]

NAME, PERSON, FIGURE, WHEN, TEXT, NOTE = 1.0, 0.9, 0.85, 0.8, 0.7, 0.35
"""Weights of words by where they occur: name, speaker, figure, date, text, note."""
MAX_FILE_FEATURES = 5000
"""Maximum number of searchable features of opened files; more would take too long to index."""
MAX_VALUE_LENGTH = 120
"""Maximum characters of a searchable attribute value."""
LENGTH = 96
"""Maximum characters of the title of a fact."""

_SHORT_ID = re.compile(r"[A-Z]\d{1,3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact, feature, layer or person with its search words."""

    kind: Kind
    id: str
    title: str
    detail: str
    facts: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    """The words of each name; for a fact, its id and keywords."""
    weights: dict[str, float]
    """Weight of each word."""
    text: str
    """All words in order, with spaces before and after."""
    importance: float
    """Rank among equal results, 0 to 1; higher values come first."""
    of: Fact | Feature | Layer | Person
    """The object that was found."""


Known = Mapping[int, Entry]
"""Existing entries by `id()` of their object."""


def entries(catalog: Catalog, names: Names, before: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """All entries of a catalogue, with features named in a language.

    Those in `before` are reused for unchanged objects.
    """
    known = {id(entry.of): entry for entry in before}
    files = islice(
        (each for layer in catalog.layers if layer.file for each in _named(layer)), MAX_FILE_FEATURES
    )
    return (
        *(_feature(feature, layer, names, known) for feature, layer in files),
        *(
            _feature(feature, layer, names, known)
            for layer in reversed(catalog.layers)
            if not layer.file
            for feature in layer.features
        ),
        *(known.get(id(layer)) or _layer(layer) for layer in catalog.layers),
        *(known.get(id(person)) or _person(person) for person in catalog.people),
        *(_fact(fact, catalog, known) for fact in catalog.facts),
    )


def _named(layer: Layer) -> Iterator[tuple[Feature, Layer]]:
    """Features of an opened file with a name first, then those with attributes only."""
    named = ((feature, layer) for feature in layer.features if feature.rank == 1)
    described = ((feature, layer) for feature in layer.features if feature.rank != 1 and feature.details)
    return chain(named, described)


def shortened(text: str, length: int = LENGTH) -> str:
    """The text, or as many of its words as fit with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length - 1].rpartition(" ")[0].rstrip(",;:. ") + "…"


def _fact(fact: Fact, catalog: Catalog, known: Known) -> Entry:
    brief = f"{topic_name(fact.topic, catalog.topic)} · {dated(fact)}"
    if (entry := known.get(id(fact))) and entry.detail == brief:
        return entry
    figures = (" ".join((figure_text(figure), *_both(figure.what))) for figure in fact.figures)
    return _entry(
        fact,
        "fact",
        fact.id,
        shortened(tr_content(fact.text)),
        brief,
        (fact.id,),
        [fact.id, *fact.keywords],
        [
            *((text, PERSON) for text in _both(fact.attributed_to or "")),
            *((figure, FIGURE) for figure in figures),
            (when_in_words(fact.when), WHEN),
            *((text, TEXT) for text in (*_both(fact.text), *_both(fact.where or ""))),
            *((text, NOTE) for _, text in remarks(fact)),
        ],
        1.0,
    )


def _feature(feature: Feature, layer: Layer, names: Names, known: Known) -> Entry:
    title, detail = name_of(feature, names), layer_name(layer)
    importance = (0.5 if layer.topic == "base" else 1.0) - 0.04 * feature.rank
    entry = known.get(id(feature))
    if entry is not None and (entry.title, entry.detail, entry.importance) == (title, detail, importance):
        return entry
    return _entry(
        feature,
        "feature",
        feature.id,
        title,
        detail,
        feature.facts,
        [*_names(feature.name), *feature.names.values(), *feature.aliases, *_id_as_name(feature.id)],
        [
            (when_in_words(feature.when) if feature.when else "", WHEN),
            *((text, NOTE) for text in (_both(layer.name) if layer.topic != "base" else ())),
            *((text, NOTE) for text in _both(feature.note)),
            *((value, TEXT) for _, value in feature.details if len(value) <= MAX_VALUE_LENGTH),
        ],
        importance,
    )


def _layer(layer: Layer) -> Entry:
    name = layer_name(layer)
    return _entry(layer, "layer", layer.id, name, tr("Layer"), (), [name, layer.name], (), 0.0)


def _person(person: Person) -> Entry:
    return _entry(
        person,
        "person",
        person.id,
        person_name(person),
        tr_content(person.role),
        person.facts,
        [*_both(person.name), *person.names.values(), *person.aliases],
        [(text, TEXT) for text in _both(person.role)],
        1.0,
    )


def _entry(
    of: Fact | Feature | Layer | Person,
    kind: Kind,
    id: str,
    title: str,
    detail: str,
    facts: tuple[str, ...],
    names: Iterable[str],
    texts: Iterable[tuple[str, float]],
    importance: float,
) -> Entry:
    known = tuple(dict.fromkeys(folded for name in names if (folded := words(name))))
    weights = {word: NAME for name in known for word in name}
    all_words: list[str] = []
    for text, weight in texts:
        folded = words(text)
        all_words += folded
        for word in folded:
            weights[word] = max(weight, weights.get(word, 0.0))
    return Entry(kind, id, title, detail, facts, known, weights, f" {' '.join(all_words)} ", importance, of)


def _both(text: str) -> tuple[str, ...]:
    """A text of the atlas as it is written, and as it is shown."""
    return tuple(dict.fromkeys((text, tr_content(text))))


def _names(name: str) -> Iterator[str]:
    """Yield a name, and the part before its explanation: `Alaska` of `Alaska (United States)`."""
    yield name
    if (short := re.split(r"[,:(]", name)[0].strip()) != name:
        yield short


def _id_as_name(id: str) -> tuple[str, ...]:
    """Ids that serve as names (L5, Z1)."""
    return (id,) if _SHORT_ID.fullmatch(id) else ()
