"""A place that was drawn is stored with all that is known of it, changed without loss, and removed."""

from dataclasses import replace

import pytest
from tests.unit.content.contents import NEW, PORT, WITH_LAYER, read

from arctic_map.content.edits import EditRefused
from arctic_map.content.facts import put_fact
from arctic_map.content.features import put_feature
from arctic_map.content.places import DrawnPlace, id_of, keep, place_of, problems, remove
from arctic_map.model.feature import Precision

POINT = {"type": "Point", "coordinates": [33.05, 68.97]}
SOUND = DrawnPlace(
    name="Murmansk",
    geometry=POINT,
    new_layer="Harbours",
    topic="trade",
    style="port-named",
    precision="schematic",
    reason="Read off a map",
    new_source="My own atlas",
)
FACT = {"id": "F1", "text": "The icebreaker reached Murmansk.", "kind": "reported"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"new_layer": ""}, "layer"),
        ({"topic": ""}, "topic"),
        ({"style": ""}, "style"),
        ({"precision": ""}, "precision"),
        ({"precision": "unchecked"}, "precision"),
        ({"reason": ""}, "reason"),
        ({"new_source": ""}, "source"),
        ({"when": "last May"}, "when"),
        ({"note": "<b>bold</b>"}, "note"),
    ],
)
def test_what_a_place_lacks_is_named_by_its_field(change: dict[str, str], field: str) -> None:
    lacking = replace(SOUND, **change)  # type: ignore[arg-type]
    assert [name for name, _ in problems(lacking)] == [field]
    with pytest.raises(EditRefused):
        keep(lacking)(NEW)


def test_what_is_surveyed_needs_no_reason() -> None:
    assert not problems(replace(SOUND, precision="surveyed", reason=""))


def test_a_place_brings_its_layer_and_its_source_and_its_facts_name_it() -> None:
    content = keep(replace(SOUND, facts=("F1",)))(put_fact(NEW, "trade", FACT))
    catalog = read(content)
    assert not catalog.problems
    feature = catalog.features["murmansk"]
    assert feature.precision is Precision.SCHEMATIC and feature.inferred == "Read off a map"
    assert (
        catalog.layer_of["murmansk"] == "harbours" and catalog.source["my-own-atlas"].name == "My own atlas"
    )
    assert catalog.fact["F1"].features == ("murmansk",)


def test_two_places_of_one_name_have_ids_of_their_own() -> None:
    content = keep(SOUND)(NEW)
    again = replace(SOUND, layer="harbours", source="my-own-atlas")
    assert id_of(content, again) == "murmansk-2"
    assert {"murmansk", "murmansk-2"} <= read(keep(again)(content)).features.keys()


def test_a_changed_place_keeps_what_the_form_does_not_ask_for() -> None:
    port = {**PORT, "properties": {**PORT["properties"], "names": {"ru": "Тромсё"}, "rank": 2}}  # type: ignore[dict-item]
    content = put_feature(WITH_LAYER, "ships", port)
    place = place_of(content, "tromso")
    assert place is not None and place.reason == "Read off a map."
    moved = keep(replace(place, geometry=POINT, when="2024"))(content)
    feature = read(moved).features["tromso"]
    assert (feature.name, feature.when, feature.rank, feature.names) == (
        "Tromsø",
        "2024",
        2,
        {"ru": "Тромсё"},
    )
    assert read(keep(replace(place, when=""))(moved)).features["tromso"].when is None


def test_a_renamed_place_loses_its_names_in_other_languages() -> None:
    more = {"names": {"ru": "Тромсё"}, "aliases": ["Tromsoe"], "rank": 2}
    content = put_feature(WITH_LAYER, "ships", {**PORT, "properties": {**PORT["properties"], **more}})  # type: ignore[dict-item]
    place = place_of(content, "tromso")
    assert place is not None
    feature = read(keep(replace(place, name="Hammerfest"))(content)).features["tromso"]
    assert (feature.names, feature.aliases, feature.rank) == ({}, (), 2)


def test_a_removed_place_leaves_the_facts_that_named_it() -> None:
    content = keep(replace(SOUND, facts=("F1",)))(put_fact(NEW, "trade", FACT))
    left = read(remove("murmansk")(content))
    assert "murmansk" not in left.features and left.fact["F1"].features == () and not left.problems
    with pytest.raises(EditRefused):
        remove("murmansk")(NEW)


def test_the_article_can_be_the_source_of_a_place() -> None:
    catalog = read(keep(replace(SOUND, source="article", new_source=""))(NEW))
    assert catalog.problems == () and catalog.features["murmansk"].source == "article"
    catalog = read(keep(replace(SOUND, new_source="Article"))(NEW))
    assert catalog.problems == () and catalog.features["murmansk"].source == "article-2"
