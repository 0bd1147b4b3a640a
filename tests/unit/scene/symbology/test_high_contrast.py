"""High contrast: every word and line stands out from whatever ground it stands on."""

import pytest
from tests.looks import DARK, GREYSCALE, LIGHT, SYMBOLOGY

from arctic_map.model.preferences import Preferences
from arctic_map.model.style import Look
from arctic_map.scene.symbology.contrast import contrast
from arctic_map.scene.symbology.dressing import enlarged, grey_look, look_of
from arctic_map.scene.symbology.high_contrast import GRID, LINES, WORDS, grounds_of
from arctic_map.scene.symbology.high_contrast import high_contrast as strengthened

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
    assert grey_look(SYMBOLOGY, Preferences()) == GREYSCALE


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
