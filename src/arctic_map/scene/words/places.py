"""The places of a fact as text, in which the names of its features are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of the text, with the feature that it names."""

    text: str
    feature: str = ""
    tail: str = ""
    """The following text without a space, such as a comma."""


@dataclass(frozen=True, slots=True)
class Places:
    """The text of places, and the features that it names."""

    parts: tuple[TextPart, ...]
    """The parts in order."""
    more: tuple[str, ...]
    """Ids of features that the text does not name."""


def places(where: str, features: Sequence[str], names: Mapping[str, str]) -> Places:
    """Find features in a text by their whole name or by the part before the first comma."""
    spots: list[tuple[int, int, str]] = []
    for feature in sorted(features, key=lambda id: -len(names[id])):
        for name in dict.fromkeys((names[feature], names[feature].partition(",")[0])):
            if spot := _spot(where, name, spots):
                spots.append((*spot, feature))
                break
    named = {feature for _, _, feature in spots}
    return Places(tuple(_parts(where, sorted(spots))), tuple(id for id in features if id not in named))


def _spot(where: str, name: str, used: Sequence[tuple[int, int, str]]) -> tuple[int, int] | None:
    """Range of a name as whole words outside of other names; None if it is absent."""
    begin = where.find(name)
    while begin >= 0:
        end = begin + len(name)
        whole = not (where[begin - 1 : begin].isalnum() or where[end : end + 1].isalnum())
        if name and whole and all(end <= first or last <= begin for first, last, _ in used):
            return begin, end
        begin = where.find(name, begin + 1)
    return None


def _parts(where: str, found: Sequence[tuple[int, int, str]]) -> Iterator[TextPart]:
    at = 0
    for begin, end, feature in found:
        yield from (TextPart(word) for word in where[at:begin].split())
        tail = where[end:].split(" ", 1)[0]
        yield TextPart(where[begin:end], feature, tail)
        at = end + len(tail)
    yield from (TextPart(word) for word in where[at:].split())
