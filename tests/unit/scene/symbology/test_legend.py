"""Few lines in groups, neighbours that share one where there are more, and the keys at the foot."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in, built_in_atlas, scene_after
from tests.looks import LIGHT, LOOKS, OTHER_MONTHS, SYMBOLOGY, WORDS

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.decorations import LegendEntry
from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES, Feature, Precision
from arctic_map.model.outline import OutlineKind
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.symbology.legend import (
    FEW_FILES,
    FILES,
    MAX_ROWS,
    SIGNS,
    SURE,
    Spots,
    entries,
    explained,
    fitting,
    kind_of,
    kind_style,
    signs,
    style_in_words,
    tails,
)


def styles_of(listed: tuple[LegendEntry, ...]) -> list[str]:
    return [style for entry in listed for style, _ in entry.symbols]


def file(number: int) -> Layer:
    feature = Feature(
        id=f"f{number}", name="", geometry={}, precision=Precision.UNCHECKED, source="", style="file-1-point"
    )
    return Layer(
        id=f"opened-{number}",
        name=f"{number}.geojson",
        topic="opened",
        kind=LayerKind.FEATURES,
        features=(feature,),
        file=f"/{number}.geojson",
    )


def test_only_what_is_requested_is_explained_in_the_legends_own_order() -> None:
    assert entries(SYMBOLOGY, ()) == ()
    listed = entries(SYMBOLOGY, ["port-other", "lane-nsr", "sea-name", "port-named"])
    assert styles_of(listed) == ["lane-nsr", "port-named", "port-other"]
    assert [entry.group for entry in listed] == ["Lanes", "Ports", "Ports"]


def test_all_marks_of_the_atlas_have_room_in_plain_words() -> None:
    listed = entries(SYMBOLOGY, WORDS)
    assert len(listed) == MAX_ROWS
    assert styles_of(listed) == list(WORDS)
    (suez,) = (entry for entry in listed if entry.style == "lane-suez")
    assert suez.symbols == (("lane-suez", "Lane by Suez"), ("lane-cape", "by the Cape"))
    words = [text for entry in listed for _, text in entry.symbols]
    assert {"Waters of the Route", "Port named in the article"} <= set(words)
    assert {"Drill: area as described", "Drill: place not disclosed"} <= set(words)


def test_no_line_says_how_sure_its_marks_are() -> None:
    assert not any(sure in text.lower() for text in WORDS.values() for sure in CLASSES[:3])


def test_words_for_two_are_used_only_under_the_first_of_them() -> None:
    table = {row.id: row for row in explained(SYMBOLOGY)}
    for style, (above, tail) in tails(SYMBOLOGY).items():
        assert table[style].legend_group == table[above].legend_group
        listed = entries(SYMBOLOGY, [id for id in WORDS if id != above])
        assert tail not in [text for entry in listed for _, text in entry.symbols if text != WORDS[style]]


@given(st.integers(0, 40), st.integers(0, 30), st.integers(1, 6))
def test_whatever_table_and_files_there_are_the_lines_stay_few_and_none_is_lost(
    rows: int, files: int, groups: int
) -> None:
    styles = {
        f"s{n}": StyleRow(id=f"s{n}", legend=f"Mark {n}", legend_group=f"Group {n % groups}")
        for n in range(rows)
    }
    listed = entries(
        Symbology(styles=styles, digest=f"{rows} {groups}"), styles, files=[*map(file, range(files))]
    )
    assert len(listed) <= MAX_ROWS
    assert set(styles) <= set(styles_of(listed))
    lines = [
        text for entry in listed for _, text in entry.symbols if entry.group == FILES or "geojson" in text
    ]
    assert len(lines) <= FEW_FILES + 1


def test_many_files_are_counted() -> None:
    listed = entries(SYMBOLOGY, (), files=[file(n) for n in range(9)])
    assert [entry.text for entry in listed] == ["0.geojson", "1.geojson", "2.geojson", "6 more files"]
    assert {entry.group for entry in listed} == {FILES}


def test_signs_and_how_sure_the_marks_are_stand_at_the_foot() -> None:
    listed = entries(
        SYMBOLOGY, ["lane-nsr"], {Precision.UNDISCLOSED, Precision.GENERALISED}, signs={"kind-forecast"}
    )
    assert [(entry.group, entry.text) for entry in listed if entry.at_foot] == [
        (SIGNS, "Forecast"),
        (SURE, "Generalised"),
        (SURE, "Undisclosed"),
    ]


def test_every_line_has_a_symbol_in_both_looks() -> None:
    for look in LOOKS.values():
        assert set(WORDS) <= {*look.styles, *look.palette.items}
        assert {SYMBOLOGY.roles[sure] for sure in CLASSES} <= set(look.styles)


def test_every_mark_of_the_content_is_explained_or_named_on_the_map() -> None:
    content = built_in_atlas()
    used = {feature.style for feature in content.features.values()}
    assert used - set(WORDS) - OTHER_MONTHS == {"sea-name", "country-name"}


def test_every_kind_has_a_symbol_in_both_looks() -> None:
    for look in LOOKS.values():
        assert {kind_style(SYMBOLOGY, kind) for kind in Kind} <= set(look.styles)


@pytest.mark.parametrize("sure", CLASSES)
def test_the_key_tells_the_classes_apart_without_colour(sure: Precision) -> None:
    plain = [replace(LIGHT.styles[SYMBOLOGY.roles[each]], fill=None, stroke=None) for each in CLASSES]
    assert plain.count(replace(LIGHT.styles[SYMBOLOGY.roles[sure]], fill=None, stroke=None)) == 1


def signed(scene: Scene) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for sign in scene.signs:
        found.setdefault(sign.feature, set()).add(sign.style)
    return found


@pytest.mark.parametrize("projection", [projection.id for projection in PROJECTIONS])
def test_marks_without_a_reported_fact_bear_the_signs_of_the_other_facts(projection: str) -> None:
    found = signed(scene_after(session=Session(projection=projection)))
    assert found.pop("crimea") == {"kind-judgement"}
    attributed = ("R2", "reykjavik", "vologda", "washington")
    assert all(found.pop(id) == {"kind-attributed"} for id in attributed)
    assert all(styles == {"kind-forecast"} for styles in found.values())
    assert {"india", "mexico"} <= set(found) <= {"india", "mexico", "brazil"}


def test_a_mark_of_which_something_is_reported_bears_none_until_that_is_filtered_away() -> None:
    assert "arkhangelsk" not in signed(scene_after())
    assert signed(scene_after(actions.toggle_kind("reported")))["arkhangelsk"] == {"kind-attributed"}


def test_the_name_of_a_country_bears_no_sign() -> None:
    catalog, _ = built_in()
    assert catalog.features["name-ukraine"].facts == ("G2",)
    assert not any(id.startswith("name-") for id in signed(scene_after()))


def test_a_mark_of_which_nothing_is_shown_bears_none() -> None:
    assert "india" not in signed(scene_after(actions.toggle_kind("forecast")))
    assert "india" not in signed(scene_after(actions.toggle_layer("countries")))
    assert "R2" not in signed(scene_after(actions.toggle_precision("schematic")))


def test_two_signs_of_a_mark_stand_side_by_side() -> None:
    scene = scene_after(actions.toggle_kind("reported"))
    both = [sign for sign in scene.signs if sign.feature == "nsr-stretch"]
    assert [sign.style for sign in both] == ["kind-attributed", "kind-forecast"]
    assert both[0].dx - both[1].dx >= 8


@given(st.sets(st.sampled_from([kind.value for kind in Kind])))
def test_every_sign_of_the_view_is_in_the_legend_and_no_other(hidden: set[str]) -> None:
    scene = scene_after(*(actions.toggle_kind(kind) for kind in sorted(hidden)))
    x0, y0, x1, y1 = scene.projection.home
    seen = {sign.style for sign in scene.signs if x0 <= sign.x <= x1 and y0 <= sign.y <= y1}
    assert {entry.style for entry in scene.legend if entry.group == SIGNS} == seen


def test_without_drawings_there_are_no_signs() -> None:
    catalog, _ = built_in()
    blank = drawings_for(catalog, lambda projection, layer, digest: None)

    def spots(layer_id: str) -> Spots:
        return blank.get(layer_id, "nsr").spots or {}

    assert signs(catalog.symbology, (), catalog.facts, scene_after().filtered_out, spots) == ()


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("port-named", OutlineKind.POINT), ("lane-nsr", OutlineKind.LINE), ("country", OutlineKind.AREA),
        ("drill-undisclosed", OutlineKind.AREA), ("nsr-waters", OutlineKind.AREA),
        ("nsr-hatch", None), ("callout", None), ("sea-name", None),
    ],
)  # fmt: skip
def test_a_style_paints_points_lines_or_areas(style: str, kind: OutlineKind | None) -> None:
    assert kind_of(SYMBOLOGY.styles[style]) is kind


def test_an_area_needs_a_fill_a_hatch_or_nothing_but_a_fade() -> None:
    line = replace(SYMBOLOGY.styles["lane-nsr"], fill=None, hatch="", fade=())
    assert kind_of(line) is OutlineKind.LINE
    for area in (
        replace(line, fill=SYMBOLOGY.styles["ice-sea"].fill),
        replace(line, hatch="x"),
        replace(line, fade=(0.5, 0.2)),
    ):
        assert kind_of(area) is OutlineKind.AREA
    assert kind_of(replace(line, legend="")) is None


def test_only_what_content_may_ask_for_is_offered_in_the_legends_order() -> None:
    usable = {"lane-suez", "lane-nsr", "port-named", "nsr-hatch"}
    assert [row.id for row in fitting(SYMBOLOGY, OutlineKind.LINE, usable)] == ["lane-nsr", "lane-suez"]
    assert [row.id for row in fitting(SYMBOLOGY, OutlineKind.POINT, usable)] == ["port-named"]


def test_a_style_is_called_by_its_group_and_words_and_says_that_it_has_no_edge() -> None:
    row = replace(SYMBOLOGY.styles["lane-nsr"], legend="Lane", legend_group="Sea", fade=())
    assert style_in_words(row) == "Sea: Lane"
    assert style_in_words(replace(row, legend_group="")) == "Lane"
    assert style_in_words(replace(row, legend_group="", legend="")) == "lane-nsr"
    assert style_in_words(replace(row, fade=(0.5,))) == "Sea: Lane (no edge)"
