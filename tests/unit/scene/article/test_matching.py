"""Sentences that bear facts are found in any copy, however it is set and whatever stands round them."""

import textwrap

import pytest
from tests.invented_article import BEARING, FACTS, SENTENCES, fact, text

from arctic_map.model.article_copy import Matching
from arctic_map.model.fact import Fact, Kind
from arctic_map.scene.article.copy import bearings, matched

WORDS = {row[3] for row in SENTENCES}


def words_found(copy: str, matching: Matching) -> list[str]:
    return [copy[found.start : found.end] for found in matching.found]


def test_each_sentence_is_found_whole_and_in_order() -> None:
    copy = text()
    matching = matched(copy, FACTS)
    assert matching.missing == ()
    assert matching.wanted == len(matching.found) == BEARING
    assert set(words_found(copy, matching)) <= WORDS
    assert [found.bearing.facts for found in matching.found] == [
        ("T1",),
        ("T2", "G1"),
        ("S1",),
        ("S1",),
        ("T3",),
        ("D1",),
    ]


@pytest.mark.parametrize(
    "copy",
    [
        text("\n"),
        "\n".join(textwrap.fill(block, 40) for block in text().split("\n\n")),
        "\n\n".join(textwrap.fill(block, 33) for block in text().split("\n\n")),
        text().replace(" ", "\u00a0").replace("’", "'").replace("–", "-").replace("“", '"').replace("”", '"'),
        text().replace(". ", "."),
        text().replace("in 1901", "in1901").replace("In 1901", "In1901").replace("St. Olaf", "St.Olaf"),
        text().upper(),
        "\n\n".join(
            f"Somebody said {number}.\n\n{block}" for number, block in enumerate(text().split("\n\n"))
        ),
    ],
    ids=[
        "lines",
        "wrapped",
        "wrapped blocks",
        "plain signs",
        "no blanks",
        "lost blanks",
        "capitals",
        "more",
    ],
)
def test_how_a_copy_is_set_does_not_matter(copy: str) -> None:
    assert matched(copy, FACTS).missing == ()


def test_a_sentence_that_differs_in_a_word_or_a_number_is_missing() -> None:
    missing = matched(text().replace("1901", "1902").replace("one day", "some day"), FACTS).missing
    assert [(one.facts, one.passage.paragraph, one.passage.sentences) for one in missing] == [
        (("S1",), 3, (1,)),
        (("D1",), 5, (2,)),
    ]
    assert missing[0].passage.section == "The Light"


def test_another_text_has_none_of_them() -> None:
    matching = matched("Nobody knows this text. It is another one.", FACTS)
    assert (matching.found, len(matching.missing)) == ((), BEARING)
    assert matched("", FACTS).found == ()


def test_of_a_sentence_and_a_quote_of_it_the_one_in_its_paragraph_counts() -> None:
    quote = next(row[3] for row in SENTENCES if row[1:3] == (1, 2))
    copy = text().replace("Picture: Somebody", quote)
    found = next(found for found in matched(copy, FACTS).found if "G1" in found.bearing.facts)
    assert found.start > copy.index("Nobody on the quay")


def test_a_fact_that_does_not_say_where_it_stands_is_not_looked_for() -> None:
    silent = Fact(id="T9", topic="trade", text="Silent.", kind=Kind.REPORTED)
    assert bearings((silent,)) == ()
    assert matched(text(), (silent,)).wanted == 0


def test_sentences_are_told_in_the_order_of_the_article_whatever_the_order_of_facts() -> None:
    told = bearings((fact("B", (5, 2)), fact("A", (1, 2))))
    assert [one.passage.paragraph for one in told] == [1, 5]
