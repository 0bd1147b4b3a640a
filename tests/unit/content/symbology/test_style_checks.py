"""The table of styles: a sound one is read whole, and a faulty row costs itself."""

from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.content.symbology.style_checks import GROUND, ROLES, TABLE, built_in, read_symbology, usable
from arctic_map.model.fact import Kind
from arctic_map.model.style import THEMES, Theme
from arctic_map.model.symbology import Symbology
from arctic_map.scene.symbology.looks import grey_look, look

TEXT = (resources.data() / TABLE).read_text(encoding="utf-8")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / TABLE
    path.write_text(TEXT, encoding="utf-8")
    return path


def changed(table: Path, old: str, new: str) -> tuple[Symbology, list[tuple[str, str]]]:
    """The table and the problems of it after the first such text is another one."""
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")
    file = read_symbology(table)
    return file.symbology, [*file.problems]


def test_the_built_in_table_has_no_problem(table: Path) -> None:
    assert read_symbology(table).problems == ()
    assert set(built_in().roles) == {role for role in ROLES if not role.startswith("file-")}
    assert tuple(built_in().ground) == GROUND


def test_content_may_ask_for_every_style_but_those_of_the_programs_own_marks() -> None:
    styles = usable(built_in())
    assert {"port-named", "lane-nsr"} <= styles
    assert not styles & {built_in().roles[kind] for kind in Kind}
    assert not any(style.startswith("file-") for style in styles)


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ('symbol = "disc"', 'symbol = "disk"', "port-named.symbol", "did you mean 'disc'?"),
        ('hatch = "nsr-hatch"', 'hatch = "hatch"', "nsr-waters.hatch", "unknown style"),
        ('edge = "nsr-limit"', 'edge = "edge"', "nsr-waters.edge", "unknown style"),
        ("buffers = 24", "buffers = 1", "drill-undisclosed.fade.buffers", "at least 2"),
        ("fade = {", 'stroke = "zone"\nfade = {', "drill-undisclosed.fade", "is not outlined"),
        ('stroke = "rail"', 'stroke = "rails"', "rail.stroke", "did you mean 'rail'?"),
        ('stroke = "rail"', 'stroke = "#12345"', "rail.stroke", "not a colour such as"),
        ('stroke = "rail"', 'stroke = { light = "#123456" }', "rail.stroke.dark", "theme dark"),
        ('stroke = "rail"', 'stroke = "hue"', "rail.stroke", "unknown colour 'hue'"),
        ("width = 1.6", "width = -1", "rail.width", "at least 0"),
        ("width = 1.6", 'width = "thin"', "rail.width", "expected a number"),
        ("ties = 6", "tyes = 6", "rail", "unknown key 'tyes'"),
        ("dash = [7, 4]", "dash = [7, 0]", "rail.dash[1]", "more than 0"),
        ('legend = "Railway"', 'legend = "<b>Railway</b>"', "rail.legend", "markup"),
        ('id = "corridor"', 'id = "rail"', "style[4].id", "already used"),
        ("lane = 2", "lane = 1", "lane-cape.lane", "lane 1 already"),
        ('role = "circle"', 'role = "round"', "arctic-circle.role", "unknown role"),
        ('halo = "land"', 'halo = "sand"', "nsr-stretch.label.halo", "unknown colour"),
    ],
)  # fmt: skip
def test_a_faulty_row_is_reported_by_its_id_and_left_out(
    table: Path, old: str, new: str, where: str, why: str
) -> None:
    symbology, problems = changed(table, old, new)
    assert (where, True) in [(place, why in words) for place, words in problems]
    assert len(symbology.styles) >= len(built_in().styles) - 1
    assert {"lane-nsr", "place"} <= set(symbology.styles)


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ('dark = "#3d9fd8"', 'dusk = "#3d9fd8"', "colours.route", "unknown key 'dusk'"),
        (', dark = "#b9c2c9" }', ' }', "colours.rail.dark", "theme dark"),
        ('paper = {', 'papier = {', "palette", "there is no colour for 'paper'"),
        ('sea = "sea"', 'sea = "ocean"', "palette.sea", "unknown colour 'ocean'"),
        ('trade = "route"', 'trades = "route"', "topics", "there is no colour for the topic 'trade'"),
        ('trade = "route"', 'trade = "river"', "topics.trade", "unknown colour 'river'"),
        ("stretch = 9", "stretch = 0", "lanes.stretch", "more than 0"),
        ("[lanes]", "[streets]", "", "unknown key 'streets'"),
        ('id = "lakeshore"', 'id = "shore"', "ground", "there is no row for 'lakeshore'"),
        ('role = "graticule"', "", "style", "no style has the role 'graticule'"),
        ('role = "file-line"', "", "style", "no style has the role 'file-line'"),
        ('outline = "M 1 0 A', 'outline = "M 1 A', "disc.outline", "M takes 2 numbers, not 1"),
        ("hues = [", 'hues = [{ light = "#a3195b", dark = "#ff85b3" },', "hues", "1 to 6 colours"),
    ],
)  # fmt: skip
def test_the_rest_of_a_table_with_a_problem_still_paints(
    table: Path, old: str, new: str, where: str, why: str
) -> None:
    symbology, problems = changed(table, old, new)
    assert (where, True) in [(place, why in words) for place, words in problems]
    assert set(symbology.ground) == set(GROUND)
    assert {role for role in ROLES if not role.startswith("file-")} <= set(symbology.roles)
    for theme in THEMES:
        assert "file-3-line" in look(symbology, theme).styles
    assert grey_look(symbology).palette.paper


@pytest.mark.parametrize(
    "key", ["style", "ground", "symbol", "colours", "palette", "topics", "lanes", "hues"]
)
@pytest.mark.parametrize("value", ["1", '"words"', "[1]", "[[[]]]", "[{ id = 1 }]", "{ a = [] }"])
def test_nonsense_in_any_key_is_reported_and_harms_nothing(tmp_path: Path, key: str, value: str) -> None:
    path = tmp_path / TABLE
    path.write_text(f"{key} = {value}\n", encoding="utf-8")
    file = read_symbology(path)
    assert file.problems
    assert look(file.symbology, "light").styles


def test_a_topic_has_the_colour_of_its_marks() -> None:
    styles, topics = built_in().styles, built_in().topics
    assert topics["trade"] == styles["lane-nsr"].stroke
    assert topics["security"] == styles["drill-schematic"].stroke
    assert topics["governance"] == styles["governance"].fill
    assert topics["diplomacy"] == styles["diplomacy"].stroke


@pytest.mark.parametrize("theme", THEMES)
def test_programs_that_round_colours_differently_paint_a_drill_without_a_place_alike(theme: Theme) -> None:
    style = look(built_in(), theme).styles["drill-undisclosed"]
    assert style.fill
    opacity = round(style.fill_opacity * 255) / 255
    channels = [int(style.fill[at : at + 2], 16) * opacity for at in (1, 3, 5)]
    assert [abs(channel - round(channel)) < 0.05 for channel in channels] == [True, True, True]
