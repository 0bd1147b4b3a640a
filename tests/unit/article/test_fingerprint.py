"""A sentence is known by its words, not by how they are set."""

import re

import pytest

from arctic_map.article.fingerprint import DIGITS, fingerprint

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
