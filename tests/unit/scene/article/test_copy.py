"""A copy is read by the article's own numbers, and what is not of the article stands aside."""

from tests.invented_article import BEARING, FACTS, fact, text

from arctic_map.model.article_copy import Block, BlockKind, Copy
from arctic_map.scene.article.copy import copy_of


def words(copy: Copy, block: Block) -> str:
    return copy.text[block.start : block.end]


def numbers(copy: Copy) -> list[int]:
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
    assert [block.kind for block in copy.blocks].count(BlockKind.BESIDE) == 3


def test_a_missing_paragraph_moves_no_number() -> None:
    gone = next(line for line in text().split("\n\n") if line.startswith("The second boat"))
    assert numbers(copy_of(text().replace(f"{gone}\n\n", ""), FACTS)) == [1, 3, 4, 5]


def test_a_paragraph_that_is_broken_shows_its_number_once() -> None:
    copy = copy_of(text().replace("It had 40", "\n\nIt had 40"), FACTS)
    assert numbers(copy) == [1, 0, 2, 3, 4, 5]


def test_of_another_text_all_stands_aside() -> None:
    copy = copy_of("Another text.\n\nIt has two lines.", FACTS)
    assert (len(copy.before), copy.blocks, copy.after) == (2, (), ())
