"""Passages of the article as text."""

from collections.abc import Iterable

from arctic_map.model.fact import Fact
from arctic_map.model.passage import Passage
from arctic_map.model.tr import tr, tr_count


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
            others=", ".join(others),
            last=last,
        )
    else:
        text = tr("paragraph {paragraph}, sentence {sentence}", paragraph=passage.paragraph, sentence=last)
    return f"{text}, {passage.section}" if passage.section else text


def short_source_of(fact: Fact, *, section: bool) -> str:
    """`¶ 17.4 Arctic Trade Corridors`: paragraph and sentences, with the section if requested."""
    passage = fact.passage
    if passage is None:
        return ""
    numbers = ", ".join(str(number) for number in sorted(passage.sentences))
    where = f"¶ {passage.paragraph}.{numbers}"
    return f"{where} {passage.section}" if section and passage.section else where


def source_of(fact: Fact) -> str:
    """The passage with a capital letter: `Paragraph 17, sentence 4, Arctic Trade Corridors`."""
    words = passage_in_words(fact.passage)
    return words[:1].upper() + words[1:]


def passages_in_words(facts: Iterable[Fact]) -> str:
    """Passages of several facts with their ids: `T3: paragraph 16, ...; T4: ...`; of one fact without."""
    texts = [(fact.id, passage_in_words(fact.passage)) for fact in facts if fact.passage]
    return texts[0][1] if len(texts) == 1 else "; ".join(f"{id}: {where}" for id, where in texts)


def paragraphs_in_words(facts: tuple[Fact, ...]) -> str:
    """Paragraphs of several facts: `paragraph 17 (T5, T6), 18 (T8)`; for one fact its passage."""
    known = [fact for fact in facts if fact.passage]
    if len(known) == 1:
        return passage_in_words(known[0].passage)
    ids_of: dict[int, list[str]] = {}
    for fact in known:
        if fact.passage:
            ids_of.setdefault(fact.passage.paragraph, []).append(fact.id)
    listed = ", ".join(f"{number} ({', '.join(ids)})" for number, ids in sorted(ids_of.items()))
    return tr_count(len(ids_of), "paragraph {listed}", "paragraphs {listed}", listed=listed) if ids_of else ""
