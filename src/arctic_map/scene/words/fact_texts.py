"""Passages, remarks and places of facts as text, and proposals for facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from arctic_map.model.article_copy import Proposal, Sort
from arctic_map.model.fact import Fact, Passage
from arctic_map.model.tr import digits, labelled, tr, tr_content, tr_count, tr_later
from arctic_map.scene.words.words import when_in_words


def passage_in_words(passage: Passage | None) -> str:
    """`paragraph 7, sentences 2 and 3, Joint Arctic Drills`; empty for None."""
    if passage is None:
        return ""
    numbers = [str(number) for number in sorted(passage.sentences)]
    *others, last = numbers
    if others:
        text = tr(
            "paragraph {paragraph}, sentences {others} and {last}",
            paragraph=passage.paragraph,
            others=tr(", ").join(others),
            last=last,
        )
    else:
        text = tr("paragraph {paragraph}, sentence {sentence}", paragraph=passage.paragraph, sentence=last)
    return tr("{text}, {detail}", text=text, detail=passage.section) if passage.section else text


def short_source_of(fact: Fact, *, section: bool) -> str:
    """`¶ 17.4 Arctic Trade Corridors`: paragraph and sentences, with the section if requested."""
    passage = fact.passage
    if passage is None:
        return ""
    numbers = tr(", ").join(str(number) for number in sorted(passage.sentences))
    where = f"¶ {passage.paragraph}.{numbers}"
    return f"{where} {passage.section}" if section and passage.section else where


def source_of(fact: Fact) -> str:
    """The passage with a capital letter: `Paragraph 17, sentence 4, Arctic Trade Corridors`."""
    words = passage_in_words(fact.passage)
    return words[:1].upper() + words[1:]


def passages_in_words(facts: Iterable[Fact]) -> str:
    """Passages of several facts with their ids: `T3: paragraph 16, ...; T4: ...`; of one fact without."""
    texts = [(fact.id, passage_in_words(fact.passage)) for fact in facts if fact.passage]
    return texts[0][1] if len(texts) == 1 else tr("; ").join(labelled(*each) for each in texts)


def paragraphs_in_words(facts: tuple[Fact, ...]) -> str:
    """Paragraphs of several facts: `paragraph 17 (T5, T6), 18 (T8)`; for one fact its passage."""
    known = [fact for fact in facts if fact.passage]
    if len(known) == 1:
        return passage_in_words(known[0].passage)
    ids_of: dict[int, list[str]] = {}
    for fact in known:
        if fact.passage:
            ids_of.setdefault(fact.passage.paragraph, []).append(fact.id)
    listed = tr(", ").join(
        str(number) + tr(" ({remark})", remark=tr(", ").join(ids)) for number, ids in sorted(ids_of.items())
    )
    return tr_count(len(ids_of), "paragraph {listed}", "paragraphs {listed}", listed=listed) if ids_of else ""


def remarks(fact: Fact) -> tuple[tuple[str, str], ...]:
    """Pairs of heading and text, without empty ones."""
    rows = (
        (tr("Place inferred"), fact.inferred),
        (tr("Date inferred"), fact.inferred_when),
        (tr("Open question"), fact.question),
        (tr("Note"), fact.note),
    )
    return tuple((heading, tr_content(text)) for heading, text in rows if text)


def readings(fact: Fact) -> tuple[str, ...]:
    """What is open or inferred: `Accounts disagree`, `Our reading: place, date`."""
    kinds = ((tr("place"), fact.inferred), (tr("date"), fact.inferred_when))
    ours = tr(", ").join(what for what, why in kinds if why)
    lines = (
        tr("Accounts disagree") if fact.question else "",
        tr("Our reading: {what}", what=ours) if ours else "",
    )
    return tuple(filter(None, lines))


def inferred_why(fact: Fact) -> str:
    """Why the place, the date, or both are inferred; empty if the article states them."""
    return " ".join(tr_content(text) for text in (fact.inferred, fact.inferred_when) if text)


def dated(fact: Fact) -> str:
    """`November 2024`, `2025 (inferred)` or `undated`."""
    when = when_in_words(fact.when)
    return tr("{date} (inferred)", date=when) if fact.inferred_when else when


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


RUSSIAN = re.compile("[\u0400-\u04ff]{5,}")
"""A word that may have another ending in a sentence."""
CHINESE = re.compile("[\u4e00-\u9fff]")


def places(where: str, features: Sequence[str], names: Mapping[str, Sequence[str]]) -> Places:
    """Find features in a text by one of their names, or by its part before the first comma."""
    spots: list[tuple[int, int, str]] = []
    for feature in sorted(features, key=lambda id: -len(names[id][0])):
        for name in dict.fromkeys(part for each in names[feature] for part in (each, each.partition(",")[0])):
            if spot := _spot(where, name, spots):
                spots.append((*spot, feature))
                break
    named = {feature for _, _, feature in spots}
    return Places(tuple(_parts(where, sorted(spots))), tuple(id for id in features if id not in named))


def _spot(where: str, name: str, used: Sequence[tuple[int, int, str]]) -> tuple[int, int] | None:
    """Range of a name as whole words outside of other names; None if it is absent."""
    for found in re.finditer(_pattern(name), where) if name else ():
        begin, end = found.span()
        if all(end <= first or last <= begin for first, last, _ in used):
            return begin, end
    return None


def _pattern(name: str) -> str:
    """The name as whole words: Russian ones with any ending, Chinese ones without spaces around them."""
    if CHINESE.search(name):
        return re.escape(name)
    words = (
        rf"{re.escape(word[:-2])}\w{{0,4}}" if RUSSIAN.fullmatch(word) else re.escape(word)
        for word in re.split(r"(\W+)", name)
    )
    return rf"\b{''.join(words)}\b"


def _parts(where: str, found: Sequence[tuple[int, int, str]]) -> Iterator[TextPart]:
    at = 0
    ends = [begin for begin, _, _ in found[1:]] + [len(where)]
    for (begin, end, feature), next_one in zip(found, ends, strict=False):
        yield from (TextPart(word) for word in where[at:begin].split())
        tail = where[end:next_one].split(" ", 1)[0]
        yield TextPart(where[begin:end], feature, tail)
        at = end + len(tail)
    yield from (TextPart(word) for word in where[at:].split())


PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
"""First and last month of seasons and quarters by their EDTF numbers."""


def as_period(when: str) -> str:
    """Convert `2031-22` (a summer) to `2031-06/2031-08`, `203X` to `2030/2039`; others are unchanged.

    A winter ends in the next year.
    """
    start, slash, end = when.partition("/")
    first, last = _ends(start)[0], _ends(end if slash else start)[1]
    return f"{first}/{last}" if slash or first != last else first


def _ends(day: str) -> tuple[str, str]:
    year, _, part = day.partition("-")
    if year.endswith("X"):
        return f"{year[:3]}0", f"{year[:3]}9"
    if not part.isdecimal() or int(part) not in PARTS:
        return day, day
    first, last = PARTS[int(part)]
    return f"{year}-{first:02}", f"{int(year) + (last < first)}-{last:02}"


SIGNS = {
    "over": tr_later("over {value}"),
    "nearly": tr_later("nearly {value}"),
    "about": tr_later("about {value}"),
    "under": tr_later("under {value}"),
}


def proposal_in_words(each: Proposal) -> str:
    """One line with the most likely reading."""
    match each.kind:
        case Sort.PLACE:
            return _place(each)
        case Sort.DATE:
            if each.is_inferred:
                return tr("Perhaps a date: {when}, if in the year named before", when=as_period(each.when))
            return tr("Perhaps a date: {when}", when=as_period(each.when))
        case Sort.FIGURE:
            return tr("Perhaps a figure: {value}", value=_value(each))
        case _:
            return tr("Perhaps a person")


def _place(each: Proposal) -> str:
    if not each.candidates:
        return tr("Perhaps a place; no list tells where it is")
    first, *others = each.candidates
    text = tr("Perhaps a place: {name} (after {source})", name=first.name, source=tr(first.source))
    listed = tr(", ").join(one.name for one in others)
    return tr("{place}; or {others}", place=text, others=listed) if others else text


def _value(each: Proposal) -> str:
    value = " ".join(filter(None, (digits(f"{each.value:,.10g}"), each.unit)))
    return tr(SIGNS[each.sign], value=value) if each.sign else value
