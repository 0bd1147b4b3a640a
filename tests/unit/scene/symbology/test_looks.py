"""Looks: colours of each, and the grey ones."""

import re
from dataclasses import asdict

import pytest
from tests.looks import DARK, GREYSCALE, LIGHT, SYMBOLOGY

from arctic_map.model.fact import Kind
from arctic_map.model.preferences import Preferences
from arctic_map.model.style import Look
from arctic_map.scene.symbology.colours import contrast
from arctic_map.scene.symbology.legend import kind_style
from arctic_map.scene.symbology.looks import (
    GRID,
    LINES,
    WORDS,
    enlarged,
    grey,
    grounds_of,
    look_in_print,
    look_of,
)
from arctic_map.scene.symbology.looks import high_contrast as strengthened

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


both = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])


def high_contrast(look: Look) -> Look:
    return strengthened(SYMBOLOGY, "dark" if look.name == "dark" else "light")


def grounds(look: Look) -> tuple[str, ...]:
    return grounds_of(SYMBOLOGY, "dark" if look.name == "dark" else "light")


def least(colour: str, look: Look) -> float:
    return min(contrast(colour, ground) for ground in grounds(look))


@both
def test_names_can_be_read_on_every_ground(look: Look) -> None:
    for style in high_contrast(look).styles.values():
        if style.lettering:
            assert least(style.lettering.colour, look) >= WORDS


@both
def test_lines_can_be_seen_on_every_ground(look: Look) -> None:
    strong = high_contrast(look)
    for id, style in {**strong.styles, **strong.palette.items}.items():
        if style.stroke and not style.symbol:
            assert least(style.stroke, look) >= GRID, id
        if id.startswith("lane") or id == "coast":
            assert style.stroke
            assert least(style.stroke, look) >= LINES


@both
def test_symbols_stand_out_by_what_fills_or_what_edges_them(look: Look) -> None:
    for id, style in high_contrast(look).styles.items():
        if style.symbol:
            marks = [colour for colour in (style.fill, style.stroke) if colour]
            assert max(least(colour, look) for colour in marks) >= LINES, id


@both
def test_nothing_grows_that_decides_where_names_have_room(look: Look) -> None:
    for id, style in high_contrast(look).styles.items():
        usual = look.styles[id]
        if style.symbol:
            assert (style.size, style.width) == (usual.size, usual.width)
        if style.lettering and usual.lettering:
            assert (style.lettering.size, style.lettering.weight) == (
                usual.lettering.size,
                usual.lettering.weight,
            )


@both
def test_lanes_still_tell_apart(look: Look) -> None:
    styles = high_contrast(look).styles
    assert len({styles[lane].stroke for lane in ("lane-nsr", "lane-suez", "lane-cape")}) == 3


def test_a_look_is_the_usual_one_until_something_is_wished() -> None:
    assert look_of(SYMBOLOGY, "light", Preferences(units="nmi", names="ru")) == LIGHT
    assert look_of(SYMBOLOGY, "dark", Preferences()) == DARK
    assert look_in_print(SYMBOLOGY, Preferences()) == GREYSCALE


def test_letters_grow_and_nothing_else_does() -> None:
    large = look_of(SYMBOLOGY, "light", Preferences(text_size=150))
    port = large.styles["port-named"]
    assert large.text_size == 150
    assert port.lettering and LIGHT.styles["port-named"].lettering
    assert port.lettering.size == LIGHT.styles["port-named"].lettering.size * 1.5
    assert port.size == LIGHT.styles["port-named"].size
    sea = LIGHT.styles["sea-name"].lettering
    # Names that are spread over what they name have no room to be twice as large.
    assert sea and enlarged(sea, 200).spacing == pytest.approx(sea.spacing * 1.4)
    assert enlarged(sea, 200).size == pytest.approx(sea.size * 1.4)
    assert enlarged(sea, 100) is sea
