"""The sentences that bear facts: which are highlighted, and where the keys go."""

from dataclasses import replace

from arctic_map.desktop.panels.article.copy_document import ArticleMarks, MarkedSentence
from arctic_map.model.article_copy import Bearing, FoundSentence
from arctic_map.model.fact import Passage


def sentence(number: int, *facts: str) -> MarkedSentence:
    found = FoundSentence(Bearing(Passage("", 1, (number,), ()), facts), 10 * number, 10 * number + 9)
    return MarkedSentence(found, found.start + 100, found.end + 100)


FIRST, SECOND, THIRD = sentence(1, "T1"), sentence(2, "T2", "G1"), sentence(3, "D1")
MARKS = ArticleMarks((FIRST, SECOND, THIRD))


def test_the_keys_go_to_a_highlighted_sentence_and_stay_where_they_are_without_one() -> None:
    assert MARKS.with_highlighted(("G1", "D1")).highlighted == (SECOND, THIRD)
    assert MARKS.with_highlighted(("G1", "D1")).current == SECOND
    assert replace(MARKS, current=THIRD).with_highlighted(("G1", "D1")).current == THIRD
    assert replace(MARKS, current=THIRD).with_highlighted(()).current == THIRD


def test_steps_begin_at_what_is_seen_and_end_at_the_ends() -> None:
    assert MARKS.next(1, SECOND.__eq__) == SECOND
    assert MARKS.next(-1, lambda _: False) == THIRD
    assert replace(MARKS, current=THIRD).next(1, lambda _: True) is None
    assert ArticleMarks().next(1, lambda _: True) is None


def test_a_document_written_again_keeps_what_is_still_in_it() -> None:
    before = replace(MARKS, highlighted=(FIRST, SECOND), current=FIRST)
    moved = replace(SECOND, start=5, end=9)
    assert before.moved((moved,)) == ArticleMarks((moved,), (moved,), None)
