"""Whatever comes over the line is understood or refused, and never more."""

import json

from hypothesis import given
from hypothesis import strategies as st

from arctic_map.page.from_page import LONGEST, WORDS, FromPage, PageFailed, ViewMoved, decode, understood
from arctic_map.page.to_page import ToPage

TYPES = [message.__name__ for message in (*FromPage.__subclasses__(), *ToPage.__subclasses__())]
FIELDS = [
    "type",
    "layer",
    "feature",
    "x",
    "y",
    "resolution",
    "width",
    "height",
    "count",
    "why",
    "seconds",
    "z",
]
numbers = st.floats() | st.integers() | st.sampled_from([0, -1, 2**31, 2**63, 10**400, 1e308, -0.0])
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
like_messages = st.builds(
    lambda kind, fields: json.dumps({"type": kind, **fields}),
    st.sampled_from(TYPES) | st.text(),
    st.dictionaries(st.sampled_from(FIELDS[1:]), values, max_size=6),
)


@given(st.text() | like_messages | values.map(json.dumps))
def test_any_text_is_understood_or_refused(text: str) -> None:
    heard = understood(text)
    assert isinstance(heard, FromPage)
    if isinstance(heard, PageFailed):
        assert len(heard.why) <= WORDS


@given(x=numbers, y=numbers, resolution=numbers, width=numbers, height=numbers)
def test_a_view_that_is_understood_is_one_that_can_be(**view: float) -> None:
    heard = understood(json.dumps({"type": "ViewMoved", **view}))
    if isinstance(heard, ViewMoved):
        assert 1e-3 <= heard.resolution < 1e6
        assert 1 <= heard.width < 1e5 and 1 <= heard.height < 1e5
        assert abs(heard.x) < 1e9 and abs(heard.y) < 1e9


def test_half_a_letter_and_a_deep_nest_are_refused() -> None:
    for text in ("\ud800", "[" * LONGEST, '{"type":' * 1000, '{"type":"PageFailed","why":"\ud800"}'):
        assert isinstance(understood(text), PageFailed)


def test_a_long_message_is_not_even_read() -> None:
    why = "x" * LONGEST
    assert understood(json.dumps({"type": "PageFailed", "why": why})) == PageFailed(
        "the page said what the program does not understand: the message is too long"
    )
    assert decode(json.dumps({"type": "PageFailed", "why": "short"})) == PageFailed("short")
