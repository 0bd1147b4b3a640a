"""A long title wraps, in lines of like length, and shrinks only where it would crowd the map out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.export.marks.typeface import width
from arctic_map.export.page.headline import LINE, NO_WORDS, READABLE, Headline, headline

LONG = "From Shanghai to Hamburg by the Northern Sea Route, by Suez and round the Cape of Good Hope"


def test_a_short_title_has_one_line() -> None:
    found = headline("Arctic", 27, 400, 100, weight=600)
    assert (found.lines, found.size, found.more) == (("Arctic",), 27, 0)
    assert headline("  ", 27, 400, 100) is NO_WORDS


def test_a_long_title_wraps_in_its_own_size_and_in_lines_of_like_length() -> None:
    found = headline(LONG, 27, 600, 200, weight=600)
    assert found.size == 27 and len(found.lines) == 2
    first, second = (width(line, 27, weight=600) for line in found.lines)
    assert second > 0.7 * first


def test_a_title_that_would_crowd_the_map_out_is_set_smaller() -> None:
    found = headline(LONG, 27, 300, 60, weight=600)
    assert READABLE < found.size < 27
    assert found.height <= 60


@given(
    st.lists(st.text("abcd中国", min_size=1, max_size=9), max_size=30).map(" ".join),
    st.floats(60, 900),
    st.floats(20, 300),
)
def test_no_line_is_wider_than_the_room(words: str, room: float, most: float) -> None:
    found = headline(words, 27, room, most)
    assert "".join(found.lines).replace(" ", "") == words.replace(" ", "")
    if found.size > READABLE:
        assert all(width(line, found.size) <= room for line in found.lines)
        assert len(found.lines) * found.size * LINE <= most


def test_lines_stand_over_each_other_and_the_last_on_the_base() -> None:
    found = Headline(("one", "two", "three"), 25.0)
    assert (found.height, found.more) == pytest.approx((87.0, 58.0))
    words, bases = zip(*found.set_above(100.0), strict=True)
    assert words == found.lines and bases == pytest.approx((42.0, 71.0, 100.0))
    assert NO_WORDS.height == NO_WORDS.more == 0.0
