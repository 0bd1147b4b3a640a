"""A place in the article is told so that a reader finds it on paper."""

import pytest

from arctic_map.model.passage import Passage
from arctic_map.scene.words.passages import passage_in_words


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (Passage("Ships", 17, (4,), ("a",)), "paragraph 17, sentence 4, Ships"),
        (Passage("", 1, (2,), ("a",)), "paragraph 1, sentence 2"),
        (Passage("Ships", 7, (3, 2), ("a", "b")), "paragraph 7, sentences 2 and 3, Ships"),
        (Passage("", 7, (1, 2, 3), ("a", "b", "c")), "paragraph 7, sentences 1, 2 and 3"),
    ],
)
def test_paragraph_sentence_and_section_are_named(passage: Passage, expected: str) -> None:
    assert passage_in_words(passage) == expected
