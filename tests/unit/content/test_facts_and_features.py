import json

import pytest
from tests.unit.content.contents import NEW, PORT, WITH_LAYER, read

from arctic_map import resources
from arctic_map.content.edits import EditRefused, put_row, rows_of
from arctic_map.content.facts import new_fact_id, put_fact, remove_fact
from arctic_map.content.features import features_of, layer_with, put_feature, remove_feature
from arctic_map.content.package.packing import gathered
from arctic_map.content.tour import STEP

FACT = {"id": "F1", "text": "An icebreaker went from Tromsø.", "kind": "reported", "when": "2024-05"}


def test_a_fact_is_read_as_it_was_put() -> None:
    content = put_fact(NEW, "trade", FACT)
    catalog = read(content)
    assert not catalog.problems
    assert [(fact.id, fact.topic, fact.text, fact.when) for fact in catalog.facts] == [
        ("F1", "trade", FACT["text"], "2024-05")
    ]
    assert new_fact_id(content) == "F2"


def test_a_fact_and_a_feature_name_each_other_whichever_was_told() -> None:
    content = put_feature(put_fact(WITH_LAYER, "trade", FACT), "ships", PORT)
    linked = put_fact(content, "trade", {**FACT, "features": ["tromso"]})
    assert features_of(linked, "ships")[0]["properties"]["facts"] == ["F1"]
    assert not read(linked).problems
    properties = {**PORT["properties"], "facts": ["F1"]}  # type: ignore[dict-item]
    from_the_feature = put_feature(content, "ships", {**PORT, "properties": properties})
    assert read(from_the_feature).fact["F1"].features == ("tromso",)
    assert not read(from_the_feature).problems


def test_a_fact_that_goes_is_named_by_nothing() -> None:
    content = put_feature(put_fact(WITH_LAYER, "trade", FACT), "ships", PORT)
    content = put_fact(content, "trade", {**FACT, "features": ["tromso"]})
    step = {"id": "s", "title": "S", "text": "Says.", "facts": ["F1"], "view": ["tromso"]}
    content = put_row(content, "tour.toml", STEP, step)
    gone = remove_fact(content, "F1")
    assert "F1" not in read(gone).fact
    assert features_of(gone, "ships")[0]["properties"]["facts"] == []
    assert rows_of(gone, "tour.toml", STEP)[0]["facts"] == []
    assert not read(gone).problems


def test_a_feature_that_goes_is_named_by_nothing() -> None:
    content = put_feature(put_fact(WITH_LAYER, "trade", FACT), "ships", PORT)
    content = put_fact(content, "trade", {**FACT, "features": ["tromso"]})
    step = {"id": "s", "title": "S", "text": "Says.", "view": ["tromso"]}
    gone = remove_feature(put_row(content, "tour.toml", STEP, step), "ships", "tromso")
    assert layer_with(gone, "tromso") is None
    assert read(gone).fact["F1"].features == ()
    assert rows_of(gone, "tour.toml", STEP)[0]["view"] == []
    assert not read(gone).problems


def test_a_fact_moves_to_the_file_of_its_topic() -> None:
    content = put_fact(put_fact(NEW, "trade", FACT), "ice", FACT)
    assert [fact.topic for fact in read(content).facts] == ["ice"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "rumour"}, "unknown kind"),
        ({"when": "May"}, "not a date"),
        ({"text": " "}, "the text is empty"),
        ({"kind": "attributed"}, "says who said it"),
    ],
)
def test_a_fact_that_could_not_be_read_is_refused(changes: dict[str, str], why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        put_fact(NEW, "trade", {**FACT, **changes})


def test_other_features_of_a_layer_keep_their_bytes() -> None:
    content, _ = gathered(resources.data())
    file = "layers/ports.geojson"
    before = content[file].decode().splitlines()
    after = remove_feature(content, "ports", "shanghai")[file].decode().splitlines()
    assert {line.rstrip(",") for line in after[1:-1]} < {line.rstrip(",") for line in before[1:-1]}
    assert len(after) == len(before) - 1


def test_what_is_put_and_taken_away_again_leaves_the_same_bytes() -> None:
    content = put_fact(WITH_LAYER, "trade", FACT)
    there = put_feature(content, "ships", PORT)
    assert json.loads(there["layers/ships.geojson"])["features"] == [PORT]
    assert remove_feature(there, "ships", "tromso") == content


def test_an_unknown_layer_or_feature_is_refused() -> None:
    with pytest.raises(EditRefused, match="there is no layer 'nowhere'"):
        put_feature(NEW, "nowhere", PORT)
    with pytest.raises(EditRefused, match="there is no feature 'nobody'"):
        remove_feature(WITH_LAYER, "ships", "nobody")
