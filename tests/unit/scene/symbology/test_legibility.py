"""Every mark stands out from every ground, in light, dark and greys; what makes one faint is found."""

from pathlib import Path

import pytest
from tests.looks import DARK, GREYSCALE, LIGHT, SYMBOLOGY

from arctic_map import resources
from arctic_map.content.symbology.style_checks import TABLE, read_symbology
from arctic_map.model.style import Look
from arctic_map.scene.symbology import legibility
from arctic_map.scene.symbology.colours import contrast, mixed
from arctic_map.scene.symbology.legibility import contrasts, faint, grounds_of, least_contrast

LOOKS = {look.name: look for look in (LIGHT, DARK, GREYSCALE)}
SUBJECTS = [id for id, row in SYMBOLOGY.styles.items() if least_contrast(row, SYMBOLOGY, LIGHT)]
SEAS = ("sea", "shelf", "deep sea")
TEXT = (resources.data() / TABLE).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOOKS)
def test_a_subject_stands_out_from_every_ground(name: str) -> None:
    look = LOOKS[name]  # type: ignore[index]
    rows = {id: SYMBOLOGY.styles[id] for id in SUBJECTS}
    found = {id: contrasts(id, look, grounds_of(row, SYMBOLOGY, look)) for id, row in rows.items()}
    assert {
        id: found[id]
        for id, row in rows.items()
        if min(found[id].values()) < least_contrast(row, SYMBOLOGY, look)
    } == {}


def test_of_all_that_the_legend_explains_nothing_is_left_out() -> None:
    explained = {id for id, row in SYMBOLOGY.styles.items() if row.legend}
    assert explained <= {*SUBJECTS}
    assert {"sea-name", "country-name", "file-1-line", "file-3-area"} <= {*SUBJECTS}


@pytest.mark.parametrize("lane", ["lane-nsr", "lane-suez", "lane-cape"])
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_lanes_have_three_to_one_on_every_depth_of_the_sea(lane: str, look: Look) -> None:
    grounds = grounds_of(SYMBOLOGY.styles[lane], SYMBOLOGY, look)
    assert {*SEAS, "land", "paper"} == {*grounds}
    assert min(contrasts(lane, look, grounds).values()) >= 3.0


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_an_ice_edge_has_three_to_one_on_every_depth_of_the_sea(look: Look) -> None:
    for id in (f"ice-{month}" for month in range(1, 13)):
        found = contrasts(id, look, grounds_of(SYMBOLOGY.styles[id], SYMBOLOGY, look))
        assert min(found[sea] for sea in SEAS) >= 3.0, id


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_disputed_boundary_can_be_seen_on_land_and_in_the_legend(look: Look) -> None:
    stroke, land = look.palette.items["disputed"].stroke, look.palette.items["land"].fill
    assert stroke and land
    assert min(contrast(stroke, ground) for ground in (land, look.palette.paper)) >= 3.0


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_names_of_seas_and_countries_can_be_read(look: Look) -> None:
    for id, grounds in (("sea-name", {*SEAS}), ("country-name", {"land"})):
        found = contrasts(id, look, grounds_of(SYMBOLOGY.styles[id], SYMBOLOGY, look))
        assert {*found} == grounds and min(found.values()) >= 4.5


def test_in_greys_every_mark_has_two_to_one() -> None:
    for id in SUBJECTS:
        assert least_contrast(SYMBOLOGY.styles[id], SYMBOLOGY, GREYSCALE) >= 2.0


def test_in_greys_every_name_can_be_read_wherever_it_stands() -> None:
    tones = GREYSCALE.palette
    grounds = [tones.sea, tones.paper, *(tones.items[id].fill for id in ("depth-200", "depth-2000", "land"))]
    for id, style in GREYSCALE.styles.items():
        if style.lettering:
            assert min(contrast(style.lettering.colour, ground) for ground in grounds if ground) >= 4.5, id


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_names_of_drills_can_be_read_on_the_core_of_their_own_zones(look: Look) -> None:
    style, seas = look.styles["drill-undisclosed"], (look.palette.sea, look.palette.items["depth-2000"].fill)
    core = 1 - (1 - style.fill_opacity) ** style.fade
    assert style.lettering and style.fill
    for sea in seas:
        assert contrast(style.lettering.colour, mixed(sea or "", style.fill, core)) >= 3.3
        assert contrast(style.lettering.colour, sea or "") >= 4.5


def test_an_area_without_an_edge_counts_where_all_of_it_lies_on_each_other() -> None:
    ground = {"sea": LIGHT.palette.sea}
    assert 1.4 < contrasts("drill-undisclosed", LIGHT, ground)["sea"] < 1.7
    assert contrasts("nsr-waters", LIGHT, ground)["sea"] == contrasts("nsr-limit", LIGHT, ground)["sea"]


def test_contrast_is_that_of_what_is_strongest() -> None:
    sea = LIGHT.palette.sea
    assert contrasts("port-named", LIGHT, {"sea": sea}) == {"sea": contrast("#1d2b36", sea)}


@pytest.mark.parametrize(
    ("old", "new", "id", "message"),
    [
        ('suez = { light = "#A86400"', 'suez = { light = "#E69F00"', "lane-suez", "in the light look"),
        ('dark = "#b3a6e6"', 'dark = "#3a3450"', "diplomacy", "in the dark look"),
        ('dark = "#b3a6e6"', 'dark = "#3a3450"', "topics.diplomacy", "the panels"),
        ('light = "#33607c"', 'light = "#4f7890"', "sea-name", "deep sea"),
        ('light = "#6b6456"', 'light = "#857e6f"', "country-name", "the land"),
        ("{ light = 0.02, dark = 0.032 }", "0.004", "drill-undisclosed", "in the light look"),
        ('grey = { fill = "#111111" }', 'grey = "tone"', "drill-undisclosed", "in the greyscale look"),
        ('stroke = "#303030", opacity = 0.42', 'stroke = "#303030"', "nsr-stretch", "2 to 1"),
    ],
)
def test_an_edit_that_makes_something_faint_is_reported(
    old: str, new: str, id: str, message: str, tmp_path: Path
) -> None:
    assert old in TEXT
    table = tmp_path / TABLE
    table.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    found = [why for where, why in legibility.problems(read_symbology(table).symbology) if where == id]
    assert any(message in why for why in found)


def test_a_table_that_lacks_almost_everything_is_judged_too(tmp_path: Path) -> None:
    table = tmp_path / TABLE
    table.write_text("", encoding="utf-8")
    assert [*faint(read_symbology(table).symbology)]
