"""The year of a sea in words: the text along with the shares."""

import pytest
from tests.built_in import built_in_atlas

from arctic_map.scene.ice.chart import ice_chart
from arctic_map.scene.ice.lines import ice_lines
from arctic_map.scene.ice.shares import SEAS


@pytest.mark.parametrize("sea", SEAS)
def test_a_chart_says_of_which_extent_its_shares_are_and_gives_no_area(sea: str) -> None:
    notes = ice_chart(built_in_atlas().ice, sea, None).notes
    (region,) = (note for note in notes if note.startswith("100 % is"))
    assert "the record's own region, whose limits are not those of the sea on the map" in region
    assert not [note for note in notes if "km" in note]


def test_the_popup_of_a_sea_says_the_same_and_credits_the_record() -> None:
    lines = dict(ice_lines(built_in_atlas().features["ice-kara"], built_in_atlas(), 9))
    assert lines["Region"] in ice_chart(built_in_atlas().ice, "Kara", 9).notes
    assert lines["Ice"] == "Credit: Sea Ice Index, National Snow and Ice Data Center"


@pytest.mark.parametrize("fact", ["T7", "T8", "T11", "T16", "T17"])
def test_facts_about_ice_and_the_seas_of_the_route_name_each_other(fact: str) -> None:
    catalog = built_in_atlas()
    seas = {id for id in catalog.fact[fact].features if catalog.features[id].ice}
    assert seas == {"ice-kara", "ice-laptev", "ice-east-siberian", "ice-chukchi"}
    assert all(fact in catalog.features[id].facts for id in seas)
