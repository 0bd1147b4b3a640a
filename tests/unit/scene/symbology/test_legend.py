"""Few lines in groups, neighbours that share one where there are more, and the keys at the foot."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas
from tests.looks import LIGHT, LOOKS, OTHER_MONTHS, SYMBOLOGY, WORDS

from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES, Feature, Precision
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.scene.symbology.legend import (
    FEW_FILES,
    FILES,
    MAX_ROWS,
    SIGNS,
    SURE,
    entries,
    explained,
    kind_style,
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
