"""Every fact says where the article tells it; where a copy of the article is at hand, that is looked up."""

import os
from functools import cache
from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.article.passage_search import fingerprint
from arctic_map.article.sentences import Paragraph, paragraphs
from arctic_map.content.catalog import load
from arctic_map.model.fact import Fact, Passage

FACTS = load(resources.data()).facts
COPIES = Path(__file__).resolve().parents[3].parent / "shared" / "source"
"""Next to the repository; ARCTIC_MAP_ARTICLE names a copy elsewhere."""
SECTIONS = (
    "",
    "Institutional Arctic Alignment",
    "Joint Arctic Drills",
    "Arctic Trade Corridors",
    "Accelerated Expansion",
)


@cache
def article() -> tuple[Paragraph, ...]:
    named = os.environ.get("ARCTIC_MAP_ARTICLE")
    copies = [Path(named)] if named else sorted(COPIES.glob("*.txt"))
    if not copies:
        pytest.skip("there is no copy of the article here: set ARCTIC_MAP_ARTICLE to one in plain text")
    return paragraphs(copies[0].read_text(encoding="utf-8"))


def passage(fact: Fact) -> Passage:
    assert fact.passage, fact.id
    return fact.passage


def test_every_fact_says_where_the_article_tells_it() -> None:
    assert len(FACTS) == 60
    assert {passage(fact).section for fact in FACTS} == set(SECTIONS)
    assert {passage(fact).paragraph for fact in FACTS} == set(range(1, 22))


def test_sections_follow_one_another_as_paragraphs_do() -> None:
    order = sorted((passage(fact).paragraph, SECTIONS.index(passage(fact).section)) for fact in FACTS)
    assert [section for _, section in order] == sorted(section for _, section in order)


def test_a_sentence_has_one_fingerprint_wherever_it_is_named() -> None:
    known: dict[tuple[int, int], str] = {}
    for found in map(passage, FACTS):
        for sentence, mark in zip(found.sentences, found.fingerprints, strict=True):
            assert known.setdefault((found.paragraph, sentence), mark) == mark
    assert len(set(known.values())) == len(known)


def test_the_article_has_21_paragraphs() -> None:
    assert [paragraph.number for paragraph in article()] == list(range(1, 22))


def test_each_fact_stands_where_it_says() -> None:
    astray = [fact.id for fact in FACTS if not stands_there(passage(fact), article())]
    assert astray == []


def stands_there(found: Passage, text: tuple[Paragraph, ...]) -> bool:
    paragraph = text[found.paragraph - 1]
    marks = tuple(fingerprint(paragraph.sentences[number - 1].text) for number in found.sentences)
    return (paragraph.section, marks) == (found.section, found.fingerprints)
