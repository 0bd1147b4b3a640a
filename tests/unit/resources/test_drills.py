"""The zones of the drills: each with reports of its own, and none drawn from what no report says."""

import re

import pytest
import shapely

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.model.feature import Feature

CATALOG = load(resources.data())
ZONES = next(layer.features for layer in CATALOG.layers if layer.id == "drills")


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.id)
def test_each_zone_cites_reports_with_a_day_and_an_address(zone: Feature) -> None:
    source = CATALOG.source[zone.source]
    assert re.search(r"\d{1,2} (July|September|October) 2024", source.name)
    assert re.search(r"[a-z]+\.[a-z]+/", source.note)


def test_no_two_zones_rest_on_the_same_citation() -> None:
    assert len({zone.source for zone in ZONES}) == len(ZONES) == 7


def test_the_day_of_the_bomber_flight_is_given_as_both_sides_gave_it() -> None:
    question = CATALOG.fact["S3"].question
    assert question and "NORAD reported it for 24 July 2024" in question
    assert "China's defence ministry dated it 25 July, as Xinhua reported" in question


def test_the_patrol_does_not_call_at_the_ports_that_its_ships_are_named_after() -> None:
    patrol = shapely.geometry.shape(CATALOG.features["Z6"].geometry)
    anadyr = shapely.geometry.shape(CATALOG.features["anadyr"].geometry)
    assert patrol.is_valid and patrol.distance(anadyr) > 4.0, "degrees"


@pytest.mark.parametrize(
    ("place", "fact"), [("washington", "S7"), ("cape-of-good-hope", "T4"), ("suez-canal", "T3")]
)
def test_a_place_that_the_article_names_has_its_point_and_its_fact(place: str, fact: str) -> None:
    assert CATALOG.features[place].facts == (fact,)
    assert place in CATALOG.fact[fact].features
