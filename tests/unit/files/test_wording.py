"""What a decoder says of a value, in words for a person who edits the file."""

from enum import StrEnum
from typing import Annotated

import msgspec
import pytest

from arctic_map.files.wording import reword


class Colour(StrEnum):
    RED = "red"


class Row(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    colour: Colour = Colour.RED
    rank: Annotated[int, msgspec.Meta(ge=1, le=9)] = 1
    ids: Annotated[list[str], msgspec.Meta(min_length=1)] = msgspec.field(default_factory=lambda: ["a"])
    when: str | None = None


@pytest.mark.parametrize(
    ("row", "where", "why"),
    [
        ({}, "", "'name' is missing"),
        ({"name": "a", "shape": 1}, "", "unknown key 'shape'"),
        ({"name": 1}, "name", "expected a text, not a whole number"),
        ({"name": "a", "when": 1.5}, "when", "expected a text or nothing, not a number"),
        ({"name": "a", "colour": "blue"}, "colour", "'blue' is not known here"),
        ({"name": "a", "rank": 0}, "rank", "expected a number of at least 1"),
        ({"name": "a", "rank": 10}, "rank", "expected a number of at most 9"),
        ({"name": "a", "ids": []}, "ids", "this must not be empty"),
        ({"name": "a", "ids": ["b", 2]}, "ids[1]", "expected a text, not a whole number"),
    ],
)
def test_a_problem_is_a_place_and_a_sentence(row: dict[str, object], where: str, why: str) -> None:
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.convert(row, Row, strict=True)
    assert reword(error.value) == (where, why)
    found, sentence = reword(error.value, "row[3]")
    assert (found.removeprefix("row[3]").removeprefix("."), sentence) == (where, why)
