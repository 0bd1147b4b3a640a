"""What the page says is understood or refused, whatever comes over the line, and never more."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map import resources
from arctic_map.page import from_page
from arctic_map.page.from_page import (
    MAX_MESSAGE_LENGTH,
    WORDS,
    FeatureClicked,
    FromPage,
    PageFailed,
    ViewMoved,
    decode,
    understood,
)
from arctic_map.page.to_page import ToPage


def test_what_the_page_says_is_decoded_to_its_type() -> None:
    message = decode('{"type":"FeatureClicked","layer":"ports","feature":"arkhangelsk"}')
    assert message == FeatureClicked("ports", "arkhangelsk")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '{"type":"RunCommand","command":"rm"}',
        '{"type":"FeatureClicked","layer":"ports"}',
        '{"type":"FeatureClicked","layer":"ports","feature":7}',
        '{"type":"FeatureClicked","layer":"ports","feature":"x","extra":1}',
        '{"type":"ViewMoved","x":"0","y":0,"resolution":1,"width":1,"height":1}',
        '{"type":"ViewMoved","x":NaN,"y":0,"resolution":1,"width":1,"height":1}',
    ],
)
def test_anything_beyond_the_vocabulary_is_refused(text: str) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(text)


def test_whole_numbers_of_javascript_are_accepted_as_metres() -> None:
    assert decode('{"type":"ViewMoved","x":1,"y":2,"resolution":3,"width":4,"height":5}') == ViewMoved(
        1, 2, 3, 4, 5
    )


@pytest.mark.parametrize("message", FromPage.__subclasses__(), ids=lambda each: each.__name__)
def test_the_page_sends_each_message_that_the_program_understands(message: type) -> None:
    scripts = (script.read_text() for script in (resources.web() / "arctic").glob("*.js"))
    assert any(f'send("{message.__name__}"' in script for script in scripts)


VIEW = {"x": 1.0, "y": 2.0, "resolution": 3.0, "width": 4.0, "height": 5.0}


@pytest.mark.parametrize(
    ("field", "value", "understood"),
    [
        ("x", 999_999_999.0, True), ("x", 1e9, False), ("y", -999_999_999.0, True), ("y", -1e9, False),
        ("resolution", 0.001, True), ("resolution", 0.0009, False),
        ("resolution", 999_999.0, True), ("resolution", 1e6, False),
        ("width", 1, True), ("width", 0.9, False), ("height", 99_999.0, True), ("height", 1e5, False),
        ("left", 0, True), ("left", -0.1, False), ("foot", 99_999.0, True), ("foot", 1e5, False),
    ],
)  # fmt: skip
def test_numbers_are_understood_within_their_bounds(field: str, value: float, understood: bool) -> None:
    message = from_page.understood(json.dumps({"type": "ViewMoved", **VIEW, field: value}))
    assert isinstance(message, ViewMoved) is understood
    assert not understood or getattr(message, field) == value


@pytest.mark.parametrize(("count", "understood"), [(0, True), (-1, False), (2**31 - 1, True), (2**31, False)])
def test_counts_are_whole_and_fit_thirty_one_bits(count: int, understood: bool) -> None:
    message = from_page.understood(json.dumps({"type": "Painted", "count": count}))
    assert (message == from_page.Painted(count)) is understood


def test_the_requested_box_of_a_view_has_four_numbers() -> None:
    view = {"type": "ViewMoved", **VIEW}
    message = from_page.understood(json.dumps({**view, "requested": [0, 1, 2, 3]}))
    assert isinstance(message, ViewMoved) and message.requested == (0.0, 1.0, 2.0, 3.0)
    too_short = from_page.understood(json.dumps({**view, "requested": [0, 1, 2]}))
    assert isinstance(too_short, from_page.PageFailed)


def test_what_the_page_need_not_say_is_nothing() -> None:
    message = decode(json.dumps({"type": "ViewMoved", **VIEW}))
    assert isinstance(message, ViewMoved) and (message.left, message.right, message.foot) == (0.0, 0.0, 0.0)
    assert decode('{"type":"FeatureClicked","layer":"a","feature":"b"}') == FeatureClicked("a", "b", 0.0, 0.0)


@pytest.mark.parametrize("kind", ["PageFailed", "BatchFailed"])
def test_of_the_words_of_an_error_the_first_are_shown(kind: str) -> None:
    more = {"number": 3} if kind == "BatchFailed" else {}
    for length, shown in ((299, 299), (300, 300), (301, 300), (5000, 300)):
        message = from_page.understood(json.dumps({"type": kind, "why": "x" * length, **more}))
        assert isinstance(message, from_page.PageFailed | from_page.BatchFailed) and len(message.why) == shown
        assert not more or getattr(message, "number", 0) == 3


def test_a_message_is_as_long_as_it_may_be_and_no_longer() -> None:
    whole = json.dumps({"type": "FactClicked", "fact": ""})
    longest = json.dumps({"type": "FactClicked", "fact": "x" * (from_page.MAX_MESSAGE_LENGTH - len(whole))})
    assert len(longest) == from_page.MAX_MESSAGE_LENGTH and isinstance(decode(longest), from_page.FactClicked)
    assert isinstance(from_page.understood(longest.replace("x", "xx", 1)), from_page.PageFailed)
    assert from_page.MAX_MESSAGE_LENGTH == 10_000


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
any_number = st.floats() | st.integers() | st.sampled_from([0, -1, 2**31, 2**63, 10**400, 1e308, -0.0])
values = st.recursive(
    st.none() | st.booleans() | any_number | st.text(),
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
    message = understood(text)
    assert isinstance(message, FromPage)
    if isinstance(message, PageFailed):
        assert len(message.why) <= WORDS


@given(x=any_number, y=any_number, resolution=any_number, width=any_number, height=any_number)
def test_a_view_that_is_understood_is_one_that_can_be(**view: float) -> None:
    message = understood(json.dumps({"type": "ViewMoved", **view}))
    if isinstance(message, ViewMoved):
        assert 1e-3 <= message.resolution < 1e6
        assert 1 <= message.width < 1e5 and 1 <= message.height < 1e5
        assert abs(message.x) < 1e9 and abs(message.y) < 1e9


def test_half_a_letter_and_a_deep_nest_are_refused() -> None:
    for text in (
        "\ud800",
        "[" * MAX_MESSAGE_LENGTH,
        '{"type":' * 1000,
        '{"type":"PageFailed","why":"\ud800"}',
    ):
        assert isinstance(understood(text), PageFailed)
