import pytest
from tests.unit.content.contents import NEW

from arctic_map.content.charts import CHART
from arctic_map.content.edits import EditRefused, free_id, head_of, move_row, put_row, remove_row, rows_of
from arctic_map.content.facts import FACT
from arctic_map.content.tour import STEP

STEP_A = {"id": "a", "title": "A", "text": "First."}
STEP_B = {"text": "Second.", "id": "b", "title": "B", "when": None}


def test_the_first_row_makes_its_file_and_the_catalogue_names_it() -> None:
    content = put_row(NEW, "tour.toml", STEP, STEP_A)
    assert head_of(content)["tour"] == "tour.toml"
    assert rows_of(content, "tour.toml", STEP) == (STEP_A,)
    assert "tour.toml" not in NEW


def test_keys_are_written_in_the_order_of_their_table_whatever_order_they_come_in() -> None:
    content = put_row(NEW, "tour.toml", STEP, STEP_B)
    assert content["tour.toml"] == b'[[step]]\nid = "b"\ntitle = "B"\ntext = "Second."\n'
    again = put_row(content, "tour.toml", STEP, dict(reversed(STEP_B.items())))
    assert again == content


def test_rows_are_moved_replaced_and_removed() -> None:
    content = put_row(NEW, "tour.toml", STEP, STEP_A)
    content = put_row(content, "tour.toml", STEP, STEP_B, at=0)
    content = put_row(content, "tour.toml", STEP, {**STEP_A, "title": "New"})
    assert [row["title"] for row in rows_of(content, "tour.toml", STEP)] == ["B", "New"]
    moved = move_row(content, "tour.toml", STEP, "a", 0)
    assert [row["id"] for row in rows_of(moved, "tour.toml", STEP)] == ["a", "b"]
    assert [row["id"] for row in rows_of(remove_row(moved, "tour.toml", STEP, "a"), "tour.toml", STEP)] == [
        "b"
    ]


def test_a_file_of_facts_joins_the_list_of_the_catalogue() -> None:
    content = put_row(NEW, "facts/ice.toml", FACT, {"id": "F1"})
    assert head_of(content)["facts"] == ["facts/ice.toml"]


def test_what_is_not_there_cannot_be_removed_or_moved() -> None:
    with pytest.raises(EditRefused, match="there is no step 'a'"):
        remove_row(NEW, "tour.toml", STEP, "a")
    with pytest.raises(EditRefused, match="there is no chart 'a'"):
        move_row(NEW, "charts.toml", CHART, "a", 0)


def test_a_file_that_is_no_toml_is_not_touched() -> None:
    with pytest.raises(EditRefused, match="not TOML"):
        put_row({**NEW, "tour.toml": b"= ="}, "tour.toml", STEP, STEP_A)


def test_a_free_id_is_higher_than_all() -> None:
    assert free_id(["F1", "F9", "G40", "Fx"], "F") == "F10"
    assert free_id([], "F") == "F1"
