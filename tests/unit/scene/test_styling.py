"""Opened files in the styles that their reader gave them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.built_in import built_in

from arctic_map.model.attributes import Filter, RowQuery
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.layer_style import HIDDEN, MAX_CATEGORIES, LayerStyle, Method
from arctic_map.model.opened import TOPIC, OpenedFile
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.model.symbology import Symbology
from arctic_map.model.tr import Wording, speaking
from arctic_map.scene.opened_files import in_classes, with_files
from arctic_map.scene.styling import colour_words, colours_of, range_words, styled
from arctic_map.scene.symbology import legend
from arctic_map.scene.symbology.colours import RAMPS, SETS, category_set, ramp
from arctic_map.scene.symbology.looks import look_in_print, look_of

ID = "opened-0123456789ab"
FILE = Layer(
    id=ID,
    name="stations.geojson",
    topic=TOPIC,
    kind=LayerKind.FEATURES,
    file="/somewhere/stations.geojson",
    features=tuple(
        Feature(
            id=f"{ID}.{number}",
            name=f"{number}",
            geometry={},
            precision=Precision.UNCHECKED,
            source=ID,
            style="file-2-point",
        )
        for number in range(3)
    ),
)
KINDS = LayerStyle(method=Method.CATEGORY, field="k", title="Kind", categories=("ice", "ship"), empty=True)
DEPTHS = LayerStyle(method=Method.EQUAL, field="d", title="Depth", edges=(0.0, 5.0, 10.0))
DIAMONDS = replace(KINDS, symbol="diamond", size=14.0)
SIZES = LayerStyle(size_field="d", size_edges=(0.0, 1.0, 2.0))


def in_style(style: LayerStyle) -> tuple[Symbology, Layer]:
    catalog = with_files(built_in()[0], [OpenedFile(layer=FILE)])
    found = styled(catalog, {ID: style})
    assert found.features == catalog.features
    return found.symbology, found.layers[-1]


def lines(layer: Layer) -> list[str]:
    return [entry.text for entry in legend.of_classes([layer])]


def test_each_category_has_its_colour_shape_and_line_in_the_legend() -> None:
    symbology, layer = in_style(KINDS)
    assert lines(layer) == ["ice", "ship", "No value"]
    assert {entry.group for entry in legend.of_classes([layer])} == {"stations.geojson: Kind"}
    looks = look_of(symbology, "light", DEFAULT)
    marks = [looks.styles[style] for style, _ in layer.legend]
    assert [mark.fill for mark in marks] == colours_of(KINDS)
    assert marks[0].symbol != marks[1].symbol, "who sees no colours tells them apart"


@pytest.mark.parametrize("style", [KINDS, DEPTHS, LayerStyle(colour="#aa0000"), SIZES, DIAMONDS])
def test_every_look_knows_every_class(style: LayerStyle) -> None:
    symbology, _ = in_style(style)
    for looks in (
        look_of(symbology, "light", DEFAULT),
        look_of(symbology, "dark", Preferences(high_contrast=True)),
        look_in_print(symbology, DEFAULT),
    ):
        for number in range(style.colours * style.size_count):
            for kind in ("point", "line", "area"):
                assert f"{ID}~{number}-{kind}" in looks.styles


def test_symbol_and_size_are_those_that_the_reader_chose() -> None:
    looks = [look_of(in_style(style)[0], "light", DEFAULT) for style in (KINDS, DIAMONDS)]
    before, after = (look.styles[f"{ID}~1-point"] for look in looks)
    assert after.symbol == looks[1].styles[f"{ID}~0-point"].symbol != before.symbol
    assert (after.size, after.fill) == (14.0, before.fill)
    assert looks[1].styles[f"{ID}~0-line"].width == 3.5
    # An area has neither, and keeps its look.
    only = look_of(in_style(LayerStyle(size=14.0))[0], "light", DEFAULT).styles
    assert only[f"{ID}~0-area"].fill_opacity == only["file-2-area"].fill_opacity


def test_outlines_are_those_that_the_reader_chose() -> None:
    chosen = LayerStyle(outline=1.5, outline_colour="#102030")
    assert chosen.sound and not chosen.plain
    usual, wide, none = (
        look_of(in_style(style)[0], "light", DEFAULT).styles
        for style in (
            KINDS,
            replace(KINDS, outline=1.5, outline_colour="#102030"),
            replace(KINDS, outline=0.0),
        )
    )
    for kind in ("point", "area"):
        id = f"{ID}~0-{kind}"
        assert (wide[id].width, wide[id].stroke, wide[id].fill) == (1.5, "#102030", usual[id].fill)
        assert (none[id].width, none[id].stroke) == (0.0, usual[id].stroke)
    line = f"{ID}~0-line"
    assert (wide[line].casing, wide[line].casing_width) == ("#102030", usual[line].width + 3)
    assert (wide[line].stroke, none[line].casing) == (usual[line].stroke, None)
    for wrong in (LayerStyle(outline=7.0), LayerStyle(outline=-1.0), LayerStyle(outline_colour="red")):
        assert not wrong.sound


def test_a_style_that_only_leaves_out_rows_changes_no_look() -> None:
    symbology, layer = in_style(LayerStyle(query=RowQuery((Filter("d", "> 1"),))))
    assert symbology is built_in()[0].symbology
    assert not layer.legend


def test_a_drawing_has_each_feature_in_the_look_of_its_class() -> None:
    shapes = tuple(Shape(f"{ID}.{at}", "point", "file-2-point", ((0, 0),), (0, 0, 0, 0)) for at in range(3))
    labels = tuple(Label("x", 0, 0, 0, 0, "start", "file-2-point", 0, f"{ID}.{at}") for at in range(3))
    drawing = Drawing(ID, "nsr", "", shapes, labels=labels)
    found = in_classes(drawing, bytes([4, HIDDEN]), styled=True)
    assert [(shape.feature, shape.style) for shape in found.shapes] == [(f"{ID}.0", f"{ID}~4-point")]
    assert [label.feature for label in found.labels] == [f"{ID}.0"]
    assert in_classes(drawing, bytes([4, 0, 9]), styled=False) == drawing


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ((0.0, 0.5, 1.0), ["0 – 0.5", "0.5 – 1"]),
        ((1234567.0, 1234568.0), ["1,234,567 – 1,234,568"]),
        ((7.0, 7.0), ["7"]),
        ((0.12345, 0.12346, 5.0), ["0.12345 – 0.12346", "0.12346 – 5"]),
    ],
)
def test_classes_are_labelled_with_few_digits(edges: Sequence[float], words: list[str]) -> None:
    assert [*range_words(tuple(edges))] == words


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        (
            (1020.0, 1025.25, 1025.75, 1034.5),
            ["1,020 – 1,025.25", "1,025.25 – 1,025.75", "1,025.75 – 1,034.5"],
        ),
        ((-10.0, -10.0, 5.0, 200.0, 200.0), ["up to −10", "−10 – 5", "5 – 200", "over 200"]),
    ],
)
def test_limits_of_a_readers_own_are_exact_and_may_be_beyond_all_values(
    edges: tuple[float, ...], words: list[str]
) -> None:
    assert [*colour_words(LayerStyle(method=Method.LIMITS, edges=edges))] == words


def test_marks_without_a_value_have_in_the_legend_the_size_of_the_map() -> None:
    _, layer = in_style(replace(DEPTHS, empty=True, size_field="d", size_edges=DEPTHS.edges))
    # The class of each is its colour times the number of sizes, plus its size.
    assert [style for style, _ in layer.legend] == [f"{ID}~{number}-point" for number in (0, 3, 4)]


def test_ramps_begin_and_end_with_their_own_colours() -> None:
    for name, stops in RAMPS.items():
        assert (ramp(name, 5)[0], ramp(name, 5)[-1]) == (stops[0], stops[-1])
        assert len(set(ramp(name, 9))) == 9 and ramp(name, 9, reverse=True) == ramp(name, 9)[::-1]
    assert all(len(set(category_set(name, 8))) == 8 for name in SETS)


def test_categories_of_numbers_are_in_the_notation_of_the_language() -> None:
    style = LayerStyle(method=Method.CATEGORY, categories=("-1.0", "2.5"), numeric=True)
    with speaking(Wording(language="ru", decimal=",")):
        assert [*colour_words(style)] == ["−1", "2,5"]
    assert [*colour_words(replace(style, numeric=False))] == ["-1.0", "2.5"], "texts"


@pytest.mark.parametrize("colours", SETS)
def test_as_many_categories_as_a_style_may_have_differ_in_colour(colours: str) -> None:
    names = tuple(f"type {number}" for number in range(MAX_CATEGORIES))
    style = LayerStyle(method=Method.CATEGORY, categories=names, ramp=colours, others=True, empty=True)
    assert len(set(colours_of(style))) == style.colours == MAX_CATEGORIES + 2


def test_viridis_is_matplotlibs() -> None:
    import matplotlib

    for name in ("viridis", "cividis"):
        for at, colour in enumerate(ramp(name, 5)):
            expected = matplotlib.colormaps[name](at / 4)
            given = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
            assert given == pytest.approx(expected[:3], abs=0.012)
