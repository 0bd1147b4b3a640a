"""A selection of the article becomes a passage that is found again in a newer text."""

import re

import pytest
from tests.ships_in_ice import FIRST, SECOND, TEXT

from arctic_map.article.passage_search import DIGITS, fingerprint, found_again, passage_at, words_borrowed

ABOVE = "A new beginning stands here, with as many words as a paragraph needs to be counted as one of them."
REACHED = "It reached Murmansk after nine days, most of them in heavy ice."


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_a_selection_within_a_sentence_is_the_whole_sentence() -> None:
    passage = passage_at(TEXT, *at("Murmansk"))
    assert passage is not None
    assert (passage.section, passage.paragraph, passage.sentences) == ("", 1, (2,))
    assert passage.exact == REACHED
    assert passage.prefix.endswith("in May 2024. ") and passage.suffix.startswith(" Nobody")


def test_a_selection_over_sentences_has_all_of_them_and_the_heading_above() -> None:
    passage = passage_at(TEXT, *at("three ships. Each"))
    assert passage is not None
    assert (passage.section, passage.paragraph, passage.sentences) == ("What comes next", 2, (1, 2))
    assert len(passage.fingerprints) == 2


def test_a_heading_is_no_passage() -> None:
    assert passage_at(TEXT, *at("Ships in ice")) is None


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        (f"{ABOVE}\n\n{TEXT}", (2, (2,))),
        (TEXT.replace("It reached", "A word before. It  reached"), (1, (3,))),
        (
            TEXT.replace(
                "nine days, most of them in heavy ice", "nine days, nearly all of them in heavy ice"
            ),
            (1, (2,)),
        ),
        (TEXT.replace(FIRST, "").replace(SECOND, f"{SECOND} {FIRST}"), (1, (4,))),
    ],
    ids=["a paragraph above", "a sentence before", "other words", "moved"],
)
def test_a_passage_finds_its_place_in_a_newer_text(newer: str, expected: tuple[int, tuple[int, ...]]) -> None:
    passage = passage_at(TEXT, *at(REACHED))
    assert passage is not None
    again = found_again(passage, newer)
    assert again is not None
    assert (again.paragraph, again.sentences) == expected
    assert "Murmansk" in again.exact


def test_a_passage_that_is_gone_is_lost() -> None:
    passage = passage_at(TEXT, *at(REACHED))
    assert passage is not None
    assert found_again(passage, TEXT.replace(REACHED, "")) is None


def test_nine_words_in_a_row_are_the_articles_however_they_are_set() -> None:
    own = "So they say it reached MURMANSK after nine days – most of them in bad weather"
    assert words_borrowed(own, TEXT) == ""
    assert words_borrowed("Then it reached MURMANSK after “nine” days, most of them.", TEXT).startswith("it")
    assert words_borrowed("It reached Murmansk.", TEXT) == ""


SAME = "Nobody on the quay saw it leave that day."
BEFORE = (
    "A ship lay in the harbour for most of the winter.",
    "A train stood in the station for all of the night.",
)
BEHIND = (
    "The harbour was closed for a week after that.",
    "The station was built anew in the following spring.",
)


@pytest.mark.parametrize("other", [(BEFORE[0], BEHIND[1]), (BEFORE[1], BEHIND[0])])
@pytest.mark.parametrize("expected", [1, 2])
def test_words_that_stand_twice_are_found_by_what_stands_before_or_behind_them(
    other: tuple[str, str], expected: int
) -> None:
    paragraphs = [f"{BEFORE[0]} {SAME} {BEHIND[0]}", f"{other[0]} {SAME} {other[1]}"]
    text = "\n\n".join(paragraphs)
    start = text.index(SAME) if expected == 1 else text.rindex(SAME)
    passage = passage_at(text, start, start + len(SAME))
    assert passage is not None and (passage.paragraph, passage.sentences) == (expected, (2,))
    reworded = text.replace("quay saw it", "quay ever saw it")
    for newer, place in (
        (reworded, expected),
        (f"{ABOVE}\n\n{text}", expected + 1),
        ("\n\n".join(paragraphs[::-1]), 3 - expected),
    ):
        found = found_again(passage, newer)
        assert found is not None and (found.paragraph, found.sentences) == (place, (2,))


SENTENCE = "In 2013, China’s envoy said – “at once” – that St. Petersburg was far."


@pytest.mark.parametrize(
    "other",
    [
        "in 2013, china's envoy said - 'at once' - that st. petersburg was far",
        "In2013,China’s envoy said—“at once”—that St.Petersburg was far.",
        "  In 2013,\n China’s\u00a0envoy  said – «at once» – that St. Peters\u00adburg was far …",
        "In\u200b 2013, China`s envoy said -- at once -- that St Petersburg was far!",
    ],
)
def test_case_spaces_quotes_dashes_and_missing_blanks_do_not_matter(other: str) -> None:
    assert fingerprint(other) == fingerprint(SENTENCE)


@pytest.mark.parametrize("other", [SENTENCE.replace("2013", "2014"), SENTENCE.replace("far", "near"), ""])
def test_another_word_or_number_makes_another_fingerprint(other: str) -> None:
    assert fingerprint(other) != fingerprint(SENTENCE)


def test_ligatures_and_wide_letters_are_plain_ones() -> None:
    assert fingerprint("the ﬁrst NSR ②") == fingerprint("The first NSR 2")


def test_a_fingerprint_is_the_same_in_every_release() -> None:
    assert fingerprint("Ice melts.") == "7091d41189350cc2"
    assert re.fullmatch(rf"[0-9a-f]{{{DIGITS}}}", fingerprint(SENTENCE))
