"""Names of what the atlas shows: complete in three languages, and different for what is different."""

from collections import Counter
from collections.abc import Iterator

import pytest

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import NAMES, Names
from arctic_map.scene.words.words import name_of


@pytest.fixture(scope="module")
def content() -> Catalog:
    return catalog.load(resources.data())


def zones(content: Catalog) -> Iterator[Feature]:
    return (feature for layer in content.layers if layer.id == "drills" for feature in layer.features)


def test_every_feature_of_the_atlas_is_named_in_three_languages(content: Catalog) -> None:
    lacking = {
        feature.id: sorted({"ru", "zh"} - feature.names.keys())
        for feature in content.features.values()
        if not {"ru", "zh"} <= feature.names.keys()
    }
    assert lacking == {}


def test_russian_names_are_in_cyrillic_and_chinese_ones_in_han(content: Catalog) -> None:
    for feature in content.features.values():
        assert any("\u0400" <= sign <= "\u04ff" for sign in feature.names["ru"]), feature.names["ru"]
        assert any("\u4e00" <= sign <= "\u9fff" for sign in feature.names["zh"]), feature.names["zh"]


@pytest.mark.parametrize("language", NAMES)
def test_no_two_zones_share_a_name(language: Names, content: Catalog) -> None:
    names = Counter(name_of(zone, language) for zone in zones(content))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("language", NAMES)
def test_no_two_lanes_share_a_name(language: Names, content: Catalog) -> None:
    lanes = next(layer for layer in content.layers if layer.id == "lanes").features
    assert len({name_of(lane, language) for lane in lanes}) == len(lanes)


def test_every_person_has_a_russian_and_a_chinese_name(content: Catalog) -> None:
    assert [person.name for person in content.people if not {"ru", "zh"} <= person.names.keys()] == []


def test_one_gulf_has_one_english_name(content: Catalog) -> None:
    assert [f.id for f in content.features.values() if "Peter the Great Bay" in f.note + f.name] == []
    assert not any("Peter the Great Bay" in step.title + step.text for step in content.tour)
