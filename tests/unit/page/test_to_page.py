"""A message to the page carries its type, and leaves out what a message is by itself."""

import msgspec

from arctic_map.page import to_page
from arctic_map.page.to_page import encode


def test_each_message_carries_its_type() -> None:
    messages = msgspec.json.decode(encode(to_page.HideLayer("lanes")))
    assert messages == [{"type": "HideLayer", "id": "lanes"}]


def test_what_a_message_is_by_itself_is_left_out() -> None:
    messages = msgspec.json.decode(encode(to_page.Highlight(("a",)), to_page.Highlight(("a",), grow=True)))
    assert messages == [
        {"type": "Highlight", "features": ["a"]},
        {"type": "Highlight", "features": ["a"], "grow": True},
    ]
