"""Searches for facts, features, people and positions."""

from collections import Counter
from dataclasses import dataclass
from math import log

from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import Coordinates, Names
from arctic_map.model.tr import interface
from arctic_map.scene.search_entries import Entry, Kind, entries
from arctic_map.scene.search_words import Phrase, Vocabulary, phrases, synonyms, words
from arctic_map.scene.words.coordinates import Position, position
from arctic_map.scene.words.words import position_in_words

MAX_QUERY_LENGTH = 200
"""Maximum characters of a query; the rest is ignored."""
MAX_WORDS = 12
LIMIT = 20
NAME_SHARE, HALF_NAME_SHARE = 0.6, 0.5
"""Minimum share of a name, by letters, to be typed if other words are not found."""
SYNONYM, LINKED = 0.9, 0.5
"""Shares of the score for a synonym, and for the facts of a feature that was found by name."""
# Stop words; they only count if the query has no others.
_SMALL = frozenset((
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "per", "the", "to",
    "was", "were", "with", "v", "vo", "na", "iz", "i",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result."""

    kind: Kind
    id: str
    """For a place its position: `64.5000,40.5000`."""
    title: str
    score: float
    """Score above 0 and at most 1."""
    detail: str = ""
    """Second line: topic and date of a fact, layer of a feature, office of a person."""
    facts: tuple[str, ...] = ()
    """Ids of the facts to open."""
    at: Position | None = None
    """Longitude and latitude of a place, degrees."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A typed word with its weight, and the matching words with their scores."""

    fits: dict[str, float]
    weight: float


class SearchIndex:
    """The search index of a catalogue."""

    def __init__(self, catalog: Catalog, names: Names, before: "SearchIndex | None" = None) -> None:
        self._words = catalog.words
        known = before._entries if before and before._words == self._words else ()
        self._entries: tuple[Entry, ...] = entries(catalog, names, known)
        self._holders: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for word in entry.weights:
                self._holders.setdefault(word, []).append(number)
        self._vocabulary = Vocabulary(self._holders)
        self._facts = {entry.id: at for at, entry in enumerate(self._entries) if entry.kind == "fact"}

    def find(self, query: str, limit: int = LIMIT, form: Coordinates = "minutes") -> tuple[Hit, ...]:
        """Results for a query, best first; a position, written in a notation, precedes all others."""
        query = query[:MAX_QUERY_LENGTH]
        place = position(query)
        hits = (*((_place(place, form),) if place else ()), *self._found(query))
        return hits[: max(0, limit)]

    def _found(self, query: str) -> list[Hit]:
        typed = words(query)[:MAX_WORDS]
        relevant = tuple(word for word in typed if word not in _SMALL) or typed
        terms = [self._term(phrase) for phrase in dict.fromkeys(phrases(relevant, self._holders))]
        if not any(term.fits for term in terms):
            return []
        scores = [
            (score, -number)
            for number in self._candidates(terms, typed)
            if (score := _score(self._entries[number], terms, typed)) > 0.0
        ]
        scores += self._linked({-number: score for score, number in scores}, terms)
        scores.sort(reverse=True)
        return [_hit(self._entries[-number], score) for score, number in scores]

    def _linked(self, found: dict[int, float], terms: list[_Term]) -> list[tuple[float, int]]:
        """The facts of features that were found by name, if they were not found themselves."""
        linked: dict[int, float] = {}
        for number, score in found.items():
            entry = self._entries[number]
            if entry.kind == "feature" and any(_named(name, terms) > HALF_NAME_SHARE for name in entry.names):
                for fact in entry.facts:
                    place = self._facts.get(fact, -1)
                    if place >= 0 and place not in found:
                        linked[place] = max(LINKED * score, linked.get(place, 0.0))
        return [(score, -number) for number, score in linked.items()]

    def _term(self, phrase: Phrase) -> _Term:
        fits = self._vocabulary.like(phrase[0]) if len(phrase) == 1 else {}
        for word in synonyms(phrase):
            for fit, score in self._vocabulary.same(word).items():
                fits[fit] = max(SYNONYM * score, fits.get(fit, 0.0))
        if not fits and len(phrase) == 1:
            fits = self._vocabulary.near(phrase[0])
        holders = {number for fit in fits for number in self._holders[fit]}
        return _Term(fits, log(1.0 + len(self._entries) / (1.0 + len(holders))))

    def _candidates(self, terms: list[_Term], typed: tuple[str, ...]) -> set[int]:
        """Indices of entries with all words, or else with the largest number of matching words.

        That must be more than half of the words, or most of a name: `Belt and Road` does not find the Great
        Belt. Entries with a name that starts with the query are included, as its last word may still be
        incomplete.
        """
        begun = " ".join(typed)
        counts = Counter(
            number for term in terms for number in {each for fit in term.fits for each in self._holders[fit]}
        )
        most = max(counts.values(), default=0)
        return {
            number
            for number, count in counts.items()
            if (count == most and (2 * count > len(terms) or self._is_named(number, terms, count)))
            or any(" ".join(name).startswith(begun) for name in self._entries[number].names)
        }

    def _is_named(self, number: int, terms: list[_Term], count: int) -> bool:
        """Whether at least half of the words match, and make up most of a name."""
        return 2 * count >= len(terms) and any(
            _named(name, terms) > NAME_SHARE for name in self._entries[number].names
        )


def index(catalog: Catalog, before: SearchIndex | None = None, names: Names | None = None) -> SearchIndex:
    """An index of a catalogue, with features named in a language, or else in that of the interface.

    With a previous one it is built faster.
    """
    return SearchIndex(catalog, names or interface().language, before)


def _score(entry: Entry, terms: list[_Term], typed: tuple[str, ...]) -> float:
    """The score of an entry, mostly by where words occur, then by the matching share of a name."""
    total = sum(term.weight for term in terms)
    worth = (
        sum(
            term.weight
            * max(
                (fit * entry.weights[word] for word, fit in term.fits.items() if word in entry.weights),
                default=0.0,
            )
            for term in terms
        )
        / total
    )
    named = max((_named(name, terms) for name in entry.names), default=0.0)
    together = 0.2 if len(typed) > 1 and f" {' '.join(typed)} " in entry.text else 0.0
    return min(1.0, 0.6 * worth + max(0.35 * named, together) + 0.05 * worth * entry.importance)


def _named(name: tuple[str, ...], terms: list[_Term]) -> float:
    """The share of a name that the typed words match, by letters, without stop words."""
    relevant = [word for word in name if word not in _SMALL] or name
    made = sum(
        len(word) * max((term.fits.get(word, 0.0) for term in terms), default=0.0) for word in relevant
    )
    return made / sum(map(len, relevant))


def _hit(entry: Entry, score: float) -> Hit:
    return Hit(entry.kind, entry.id, entry.title, score, entry.detail, entry.facts)


def _place(at: Position, form: Coordinates) -> Hit:
    lon, lat = at
    return Hit("place", f"{lat:.4f},{lon:.4f}", position_in_words(lon, lat, form), 1.0, at=at)
