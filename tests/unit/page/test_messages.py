from typing import get_args

import msgspec
import pytest

from arctic_map import resources
from arctic_map.page import messages
from arctic_map.page.messages import FeatureClicked, ViewMoved, decode, encode


def test_what_is_told_carries_its_type() -> None:
    told = msgspec.json.decode(encode(messages.HideLayer("lanes")))
    assert told == [{"type": "HideLayer", "id": "lanes"}]


def test_what_the_page_says_is_decoded_to_its_type() -> None:
    heard = decode('{"type":"FeatureClicked","layer":"ports","feature":"arkhangelsk"}')
    assert heard == FeatureClicked("ports", "arkhangelsk")


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


def test_whole_numbers_of_javascript_are_taken_as_metres() -> None:
    assert decode('{"type":"ViewMoved","x":1,"y":2,"resolution":3,"width":4,"height":5}') == ViewMoved(
        1, 2, 3, 4, 5
    )


@pytest.mark.parametrize("message", get_args(messages.FromPage), ids=lambda each: each.__name__)
def test_the_page_says_each_message_that_the_program_understands(message: type) -> None:
    scripts = (script.read_text() for script in (resources.web() / "arctic").glob("*.js"))
    assert any(f'say("{message.__name__}"' in script for script in scripts)
