"""A copy is read by the article's own numbers, and what is not of the article stands aside."""

import textwrap

import pytest
from tests.invented_article import BEARING, FACTS, SENTENCES, fact, text

from arctic_map.article.copy import bearings, copy_of, matched
from arctic_map.model.article_copy import ArticleCopy, Block, BlockKind, Matching
from arctic_map.model.fact import Fact, Kind


def words(copy: ArticleCopy, block: Block) -> str:
    return copy.text[block.start : block.end]


def numbers(copy: ArticleCopy) -> list[int]:
    return [block.number for block in copy.blocks if block.kind is BlockKind.PARAGRAPH]


def test_paragraphs_have_the_articles_numbers_and_headings_none() -> None:
    copy = copy_of(text(), FACTS)
    assert numbers(copy) == [1, 2, 3, 4, 5]
    headings = [words(copy, block) for block in copy.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["The Light", "The Letter"]
    assert len(copy.matching.found) == BEARING


def test_what_stands_above_and_below_the_article_is_put_aside() -> None:
    copy = copy_of(text(), FACTS)
    assert [words(copy, block) for block in copy.before] == [
        "Weather Desk",
        "The Keepers of the Ice Light",
        "Picture: Somebody",
    ]
    assert [words(copy, block) for block in copy.after] == ["Read more", "About us"]
    assert words(copy, copy.blocks[0]).startswith("Nobody on the quay")


def test_a_heading_above_the_first_sentence_belongs_to_the_article() -> None:
    copy = copy_of(text(), (fact("S1", (3, 2)),))
    assert words(copy, copy.blocks[0]) == "The Light"


def test_more_text_between_the_paragraphs_moves_no_number() -> None:
    notice = (
        "Give money to the keepers of the light so that they may go on with what they do so very well. " * 2
    )
    copy = copy_of(text().replace("The second boat", f"{notice}\n\nA caption\n\nThe second boat"), FACTS)
    assert numbers(copy) == [1, 3, 4, 5]
    assert [block.kind for block in copy.blocks].count(BlockKind.SIDE_NOTE) == 3


def test_a_missing_paragraph_moves_no_number() -> None:
    removed = next(line for line in text().split("\n\n") if line.startswith("The second boat"))
    assert numbers(copy_of(text().replace(f"{removed}\n\n", ""), FACTS)) == [1, 3, 4, 5]


def test_a_paragraph_that_is_broken_shows_its_number_once() -> None:
    copy = copy_of(text().replace("It had 40", "\n\nIt had 40"), FACTS)
    assert numbers(copy) == [1, 0, 2, 3, 4, 5]


def test_of_another_text_all_stands_aside() -> None:
    copy = copy_of("Another text.\n\nIt has two lines.", FACTS)
    assert (len(copy.before), copy.blocks, copy.after) == (2, (), ())


WORDS = {row[3] for row in SENTENCES}


def words_found(copy: str, matching: Matching) -> list[str]:
    return [copy[found.start : found.end] for found in matching.found]


def test_each_sentence_is_found_whole_and_in_order() -> None:
    copy = text()
    matching = matched(copy, FACTS)
    assert matching.missing == ()
    assert matching.expected == len(matching.found) == BEARING
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
    ids=["lines", "wrapped", "wrapped blocks", "plain signs", "no blanks", "lost blanks", "capitals", "more"],
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
    assert matched(text(), (silent,)).expected == 0


def test_sentences_are_listed_in_the_order_of_the_article_whatever_the_order_of_facts() -> None:
    found = bearings((fact("B", (5, 2)), fact("A", (1, 2))))
    assert [one.passage.paragraph for one in found] == [1, 5]
