"""Looks: colours of each, and the grey ones."""

import re
from dataclasses import asdict

import pytest
from tests.looks import DARK, GREYSCALE, LIGHT, SYMBOLOGY

from arctic_map.model.fact import Kind
from arctic_map.scene.symbology.legend import kind_style
from arctic_map.scene.symbology.looks import grey

COLOUR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")


def test_every_colour_of_the_grey_look_is_grey() -> None:
    found = COLOUR.findall(str(asdict(GREYSCALE)))
    assert len(found) > 50
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in found)


def test_the_grey_look_has_all_that_the_light_one_has() -> None:
    assert set(GREYSCALE.styles) == set(LIGHT.styles)
    assert set(GREYSCALE.palette.items) == set(LIGHT.palette.items)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#000000", "#000000"), ("#ffffff", "#ffffff"), ("#808080", "#808080"), ("#00ff0080", "#dcdcdc80")],
)
def test_grey_is_as_light_as_the_colour(colour: str, expected: str) -> None:
    assert grey(colour) == expected


def test_lanes_can_be_distinguished_without_colour() -> None:
    marks = {GREYSCALE.styles[id].dash for id in ("lane-nsr", "lane-suez", "lane-cape")}
    assert len(marks) == 3


def test_ways_of_the_planner_have_one_colour_of_their_own_and_a_dash_for_each_kind() -> None:
    kinds = ("nsr", "suez", "cape", "panama", "horn", "nwp", "pole", "mixed")
    for look in (LIGHT, DARK, GREYSCALE):
        assert len({look.styles[f"way-{kind}"].dash for kind in kinds}) == len(kinds)
        assert len({look.styles[f"way-{kind}"].stroke for kind in kinds}) == 1
    for look in (LIGHT, DARK):
        lanes = {look.styles[lane].stroke for lane in SYMBOLOGY.lanes}
        assert look.styles["way-nsr"].stroke not in lanes


def test_every_way_in_which_lanes_share_a_stretch_has_a_style() -> None:
    for sharing in (("lane-suez", "lane-cape"), ("lane-cape", "lane-nsr"), SYMBOLOGY.lanes):
        styles = [LIGHT.styles[SYMBOLOGY.shared_style(lane, sharing)] for lane in sharing]
        assert not styles[0].dash and all(style.dash for style in styles[1:])
        assert [style.stroke for style in styles] == [LIGHT.styles[lane].stroke for lane in sharing]
    assert SYMBOLOGY.shared_style("lane-cape", ("lane-cape",)) == "lane-cape"


def test_the_kinds_of_facts_have_each_a_symbol_of_its_own() -> None:
    symbols = [LIGHT.styles[kind_style(SYMBOLOGY, kind)].symbol for kind in Kind]
    assert len(set(symbols)) == len(symbols)
