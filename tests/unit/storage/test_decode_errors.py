"""Problems of data are described in the atlas's own words, whatever msgspec's are."""

from datetime import date
from typing import Annotated, Any

import msgspec
import pytest

from arctic_map.storage.decode_errors import UNKNOWN, reword
from arctic_map.storage.json_text import outline, whole


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    unit: str
    value: int | float = 0


class Row(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    when: str | None = None
    inner: tuple[Inner, ...] = ()
    names: dict[str, str] = {}
    rank: Annotated[int, msgspec.Meta(ge=1, le=9)] = 5
    pair: tuple[int, int] = (0, 0)
    share: Annotated[float, msgspec.Meta(gt=0, lt=1)] = 0.5
    few: Annotated[list[int], msgspec.Meta(max_length=2)] = []
    some: Annotated[list[str], msgspec.Meta(min_length=1)] = []


WRONG: list[tuple[Any, str, str]] = [
    (7, "", "expected a table of keys, not a whole number"),
    ([], "", "expected a table of keys, not a list"),
    ({}, "", "'id' is missing"),
    ({"id": "a", "idd": 1}, "", "unknown key 'idd'"),
    ({"id": 7}, "id", "expected a text, not a whole number"),
    ({"id": True}, "id", "expected a text, not true or false"),
    ({"id": None}, "id", "expected a text, not nothing"),
    ({"id": "a", "when": 7.5}, "when", "expected a text or nothing, not a number"),
    ({"id": "a", "when": date(2024, 11, 5)}, "when", 'dates are written in quotes, as in "2024-11"'),
    ({"id": "a", "rank": 0}, "rank", "expected a number of at least 1"),
    ({"id": "a", "rank": 10**30}, "rank", "expected a number of at most 9"),
    ({"id": "a", "share": 0}, "share", "expected a number of more than 0"),
    ({"id": "a", "share": 1.0}, "share", "expected a number of less than 1"),
    ({"id": "a", "few": [1, 2, 3]}, "few", "expected at most 2 values"),
    ({"id": "a", "rank": 2.5}, "rank", "expected a whole number, not a number"),
    ({"id": "a", "names": {"ru": "b", "zh": 7}}, "names[...]", "expected a text, not a whole number"),
    ({"id": "a", "inner": {}}, "inner", "expected a list, not a table of keys"),
    ({"id": "a", "inner": [{"unit": "t"}, {}]}, "inner[1]", "'unit' is missing"),
    ({"id": "a", "inner": [{"unit": "t", "x": 1}]}, "inner[0]", "unknown key 'x'"),
    (
        {"id": "a", "inner": [{"unit": "t", "value": "x"}]},
        "inner[0].value",
        "expected a whole number or a number, not a text",
    ),
    ({"id": "a", "pair": [1]}, "pair", "expected 2 values"),
    ({"id": "a", "some": []}, "some", "this must not be empty"),
]


def trouble(value: Any) -> msgspec.ValidationError:
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.convert(value, Row, strict=True)
    return error.value


@pytest.mark.parametrize(("value", "where", "why"), WRONG)
def test_messages_name_what_was_expected_and_what_is_there(value: Any, where: str, why: str) -> None:
    assert reword(trouble(value), value, Row) == (where, why)
    below = f"T1{'.' if where else ''}{where}"
    assert reword(trouble(value), value, Row, "T1") == (below, why)


@pytest.mark.parametrize(("value", "where", "why"), WRONG)
def test_msgspecs_sentences_may_change(value: Any, where: str, why: str) -> None:
    error = msgspec.ValidationError(f"Expected `nonsense`, got `more` - at `$.{where}`" if where else "Oh!")
    assert reword(error, value, Row) == (where, why)


def test_without_the_value_messages_name_what_was_expected() -> None:
    assert reword(msgspec.ValidationError("x - at `$.inner`"), UNKNOWN, Row) == ("inner", "expected a list")
    assert reword(msgspec.ValidationError("x - at `$.new.path`"), {}, Row) == (
        "new.path",
        "expected something else",
    )


def test_an_outline_leaves_out_what_lies_deep() -> None:
    text = b' {"a": [1, [2]], "b": {"c": 1}, "d": "long", "e": -1.5, "f": true, "g": null}'
    assert outline(text) == {"a": [], "b": {}, "d": "", "e": -1.5, "f": True, "g": None}
    assert (outline(b" [1]"), outline(b"7")) == ([], 7)
    assert outline(b'{"a": ') is whole(b"[1") is whole(b"[" * 100_000) is UNKNOWN
