"""Passages, keywords and inferred dates of facts: read strictly, and each problem says where it is."""

from pathlib import Path

import pytest

from arctic_map.content.catalog import load
from arctic_map.model.fact import Passage

ADDED = """
keywords = ["lane", "полынья", "冰"]
inferred_when = "The article gives no year."
[fact.passage]
section = "On Ice"
paragraph = 3
sentences = [2, 1]
fingerprints = ["0123456789abcdef", "fedcba9876543210"]
"""


@pytest.fixture
def data_with_passage(data: Path) -> Path:
    """The small folder of content; its fact T1 says where it stands."""
    file = data / "facts/trade.toml"
    file.write_text(file.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    return data


def test_a_fact_says_where_it_stands_by_which_words_it_is_found_and_what_is_inferred(
    data_with_passage: Path,
) -> None:
    catalog = load(data_with_passage)
    assert catalog.problems == ()
    fact = catalog.fact["T1"]
    assert fact.passage == Passage("On Ice", 3, (2, 1), ("0123456789abcdef", "fedcba9876543210"))
    assert catalog.fact["D1"].passage is None
    assert fact.keywords == ("lane", "полынья", "冰")
    assert fact.inferred_when == "The article gives no year."


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("paragraph = 3", "paragraph = 0", "passage.paragraph: paragraphs are counted from 1"),
        ("paragraph = 3", 'paragraph = "3"', "passage.paragraph: expected a whole number, not a text"),
        ("paragraph = 3", "", "passage.paragraph: paragraphs are counted from 1"),
        ("paragraph = 3", "page = 3", "passage: unknown key 'page'"),
        ("[2, 1]", "[2, 0]", "passage.sentences[1]: sentences are counted from 1"),
        ("[2, 1]", "[2, 2]", "passage.sentences[1]: 2 is named twice"),
        ("[2, 1]", "[]", "passage.sentences: this must not be empty"),
        ("[2, 1]", "[2]", "passage.fingerprints: 1 sentence needs as many fingerprints, not 2"),
        ("abcdef", "ABCDEF", "passage.fingerprints[0]: '0123456789ABCDEF' is not a fingerprint"),
        ("On Ice", "<i>Ice", "passage.section: the text contains markup"),
        ('"lane"', '" "', "keywords[0]: the keyword is empty"),
        ('"lane"', '"冰"', "keywords[2]: '冰' is named twice"),
        ('"lane"', "7", "keywords[0]: expected a text, not a whole number"),
        ('"The article gives', '"<b>The article gives', "inferred_when: the text contains markup"),
        ('when = "2023"', "", "inferred_when: a fact without a date has none to infer"),
    ],
)
def test_a_problem_says_where(data_with_passage: Path, old: str, new: str, sentence: str) -> None:
    file = data_with_passage / "facts/trade.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    first, *_ = [str(problem) for problem in load(data_with_passage).problems]
    assert first.startswith(f"facts/trade.toml: T1.{sentence}")
