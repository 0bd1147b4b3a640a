"""Editorial checks of an atlas: claims without a passage, untested figures and the like."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from arctic_map.article.sentences import sentences
from arctic_map.model.article_copy import ArticleCopy, BlockKind
from arctic_map.model.atlas_texts import untranslated
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.tr import labelled, tr, tr_later
from arctic_map.scene.ledger.ledger_rows import rows
from arctic_map.scene.words.words import figure_text

SHOWN = 90
"""Maximum displayed characters of a sentence."""
TESTABLE = frozenset(("%", "km", "km2", "nmi", "mi"))
"""Units of figures that the map or other figures can test; a count can only be reported."""
_NUMBER = re.compile(r"\d")
_YEARS = re.compile(r"\b(?:1[89]|20)\d\ds?\b")
"""Years alone do not count as figures."""


class Gap(StrEnum):
    """What is missing."""

    PASSAGE = "passage"
    LOST = "lost"
    PLACE = "place"
    DATE = "date"
    SPEAKER = "speaker"
    TEST = "test"
    FACT = "fact"
    TRANSLATION = "translation"


GAPS = {
    Gap.PASSAGE: tr_later("Claim without a passage"),
    Gap.LOST: tr_later("Its sentence is not in the text"),
    Gap.PLACE: tr_later("Place not on the map"),
    Gap.DATE: tr_later("Forecast without a date"),
    Gap.SPEAKER: tr_later("Attributed to nobody"),
    Gap.TEST: tr_later("Figure not tested"),
    Gap.FACT: tr_later("Sentence with a figure, but no fact"),
    Gap.TRANSLATION: tr_later("Not translated"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A gap, with the fact or sentence that it concerns."""

    gap: Gap
    what: str
    """Description for the reader."""
    fact: str = ""
    """Id of the fact; empty for a sentence without one."""
    start: int = 0
    end: int = 0
    """Character range of a sentence in the copy's text."""
    language: str = ""
    """The language that a text is not translated into."""
    place: str = ""
    """Entry and field of that text."""

    @property
    def about(self) -> str:
        """The description, after language and place if there are any."""
        return labelled(self.language, self.place, self.what)


def review(
    catalog: Catalog, copy: ArticleCopy | None = None, program: Container[str] = ()
) -> tuple[Remark, ...]:
    """All remarks by fact; with the reader's copy of the article, also on its sentences.

    An atlas whose facts have no passages is not about an article, so none is missing there. Texts lack a
    translation into each language that the atlas has, unless the `program` itself translates them.
    """
    tested = {fact for row in rows(catalog) for fact in row.facts}
    quoted = copy is not None or any(fact.passage for fact in catalog.facts)
    remarks = [remark for fact in catalog.facts for remark in _of_fact(fact, quoted, fact.id in tested)]
    on_copy = (*_lost(catalog, copy), *_of_copy(copy)) if copy else ()
    return (*remarks, *on_copy, *_untranslated(catalog, program))


def _lost(catalog: Catalog, copy: ArticleCopy) -> Iterator[Remark]:
    """Yield remarks on facts whose sentences are not in the copy, once each."""
    lost = dict.fromkeys(fact for bearing in copy.matching.missing for fact in bearing.facts)
    yield from (Remark(Gap.LOST, short(catalog.fact[id].text), id) for id in lost if id in catalog.fact)


def _of_fact(fact: Fact, quoted: bool, tested: bool) -> Iterator[Remark]:
    if quoted and fact.passage is None:
        yield Remark(Gap.PASSAGE, tr("no passage of the article is given"), fact.id)
    if fact.where and not fact.features:
        yield Remark(Gap.PLACE, fact.where, fact.id)
    if fact.kind is Kind.FORECAST and not fact.when:
        yield Remark(Gap.DATE, tr("no date is given"), fact.id)
    if fact.kind is Kind.ATTRIBUTED and not fact.attributed_to:
        yield Remark(Gap.SPEAKER, tr("it is attributed, but nobody is named"), fact.id)
    testable = [figure for figure in fact.figures if figure.unit in TESTABLE]
    if quoted and testable and not tested:
        texts = (labelled(figure_text(each), each.what) for each in testable)
        yield Remark(Gap.TEST, tr("; ").join(texts), fact.id)


def _of_copy(copy: ArticleCopy) -> Iterator[Remark]:
    """Yield remarks on sentences with figures but no fact, in the paragraphs of the article."""
    spans = [(match.start, match.end) for match in copy.matching.found]
    for block in copy.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        for sentence in sentences(copy.text, block.start, block.end):
            if has_figure(sentence.text) and not _meets(sentence.start, sentence.end, spans):
                yield Remark(Gap.FACT, short(sentence.text), "", sentence.start, sentence.end)


def has_figure(sentence: str) -> bool:
    """Whether it contains a number other than a year."""
    return bool(_NUMBER.search(_YEARS.sub("", sentence)))


def short(sentence: str) -> str:
    """The sentence in one line, shortened to SHOWN characters."""
    words = " ".join(sentence.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"


def _untranslated(catalog: Catalog, program: Container[str]) -> Iterator[Remark]:
    for language in catalog.words:
        for each in untranslated(catalog, language, program):
            what = short(each.text)
            yield Remark(Gap.TRANSLATION, what, each.fact, language=language, place=each.place)


def _meets(start: int, end: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in ranges)
