"""Problems of data are described in the atlas's own words, whatever msgspec's are."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
import pytest

from arctic_map.content.catalog_file import read_contents
from arctic_map.content.tour import read_tour
from arctic_map.storage import embedded_view
from arctic_map.storage.decoding import CONTENT, UNKNOWN, outline, reword, whole, with_current_names


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


def test_a_picture_of_0_1_opens() -> None:
    written = '{"version":1,"plane":"world","box":[0,0,1,1],"layers":["lanes"],"data":"2026.11"}'
    assert embedded_view.decode(written).projection == "world"


def test_a_folder_of_content_of_0_1_is_read(tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text(
        'title = "Mine"\n'
        '[[layer]]\nid = "land"\nname = "Land"\ntheme = "base"\nkind = "ground"\nitems = ["land"]\n'
    )
    contents = read_contents(tmp_path)
    assert contents.problems == ()
    assert contents.layers[0].topic == "base"
    (tmp_path / "tour.toml").write_text('[[step]]\nid = "a"\ntitle = "A"\ntext = "B."\nplane = "world"\n')
    steps, problems = read_tour(tmp_path / "tour.toml")
    assert (steps[0].projection, problems) == ("world", ())


def test_using_both_names_is_an_error() -> None:
    both = {"plane": "nsr", "projection": "world"}
    assert with_current_names(both, CONTENT) == both
    assert with_current_names([1], CONTENT) == [1]
