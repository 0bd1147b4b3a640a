"""Text of any origin becomes one line that shows what it holds."""

import pytest

from arctic_map.storage.sanitized import hidden_in, sanitized


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\tc", "a b c"),
        ("x\u202ey\u2066z", "xyz"),
        ("  a  ", "a"),
        ("a" * 30, "a" * 9 + "…"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 3),
        ("Архангельск", "Архангель…"),
        ("\x00\x1b[31m", "[31m"),
    ],
)
def test_plain_text_is_one_line_that_shows_what_it_holds(text: str, expected: str) -> None:
    assert sanitized(text, 10) == expected


def test_hidden_characters_are_named() -> None:
    assert hidden_in("a\u202eb") == "U+202E"
    assert hidden_in("Архангельск") == ""
