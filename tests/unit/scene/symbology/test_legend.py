from tests.looks import LOOKS, SYMBOLOGY, WORDS

from arctic_map import resources
from arctic_map.files.catalog import load
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.scene.symbology.legend import HEADING, entries, kind_style, of_kinds


def feature(id: str, style: str, precision: Precision = Precision.SURVEYED) -> Feature:
    return Feature(id=id, name=id, geometry={}, precision=precision, source="", style=style)


def layer(
    id: str, *features: Feature, kind: LayerKind = LayerKind.FEATURES, items: tuple[str, ...] = ()
) -> Layer:
    return Layer(id=id, name=id, topic="trade", kind=kind, features=features, items=items)


def styles(*layers: Layer) -> list[str]:
    return [entry.style for entry in entries(SYMBOLOGY, layers)]


def test_only_what_is_on_the_map_is_explained() -> None:
    assert styles() == []
    assert styles(layer("ports", feature("a", "port-named"))) == ["port-named"]
    assert styles(layer("names", feature("a", "sea-name"))) == []
    assert styles(layer("disputed", kind=LayerKind.GROUND, items=("disputed",))) == ["disputed"]
    assert styles(layer("arctic-circle", kind=LayerKind.GRATICULE)) == ["arctic-circle"]


def test_each_mark_has_one_line_in_the_legends_own_order() -> None:
    ports = layer("ports", feature("a", "port-named"), feature("b", "port-named"), feature("c", "port-other"))
    lanes = layer("lanes", feature("d", "lane-nsr"))
    assert styles(ports, lanes) == styles(lanes, ports) == ["lane-nsr", "port-named", "port-other"]


def test_what_is_filtered_away_is_not_explained() -> None:
    ports = layer("ports", feature("a", "port-named"), feature("b", "port-other"))
    assert [entry.style for entry in entries(SYMBOLOGY, [ports], {"a"})] == ["port-other"]


def test_a_line_says_how_sure_its_marks_are() -> None:
    rails = layer(
        "overland", feature("a", "rail", Precision.GENERALISED), feature("b", "rail", Precision.SCHEMATIC)
    )
    (entry,) = entries(SYMBOLOGY, [rails])
    assert entry.text.startswith(WORDS["rail"])
    assert "generalised" in entry.text and "schematic" in entry.text and "surveyed" not in entry.text


def test_every_mark_of_the_content_is_explained_or_a_name() -> None:
    content = load(resources.data())
    used = {feature.style for feature in content.features.values()}
    assert used - set(WORDS) == {"sea-name", "country-name"}
    assert set(styles(*content.layers)) == set(WORDS)


def test_every_line_has_a_symbol_in_both_looks() -> None:
    for look in LOOKS.values():
        assert set(WORDS) <= {*look.styles, *look.palette.items}


def fact(id: str, kind: Kind, *features: str) -> Fact:
    return Fact(id=id, topic="trade", text=id, kind=kind, features=features)


def test_the_kinds_of_facts_told_of_the_marks_come_last_under_their_heading() -> None:
    ports = layer("ports", feature("a", "port-named"))
    facts = [fact("1", Kind.FORECAST, "a"), fact("2", Kind.REPORTED, "a", "b"), fact("3", Kind.JUDGEMENT)]
    listed = entries(SYMBOLOGY, [ports], (), facts)
    assert listed[1:] == (
        HEADING,
        LegendEntry("kind-reported", "Reported (no sign)", of_facts=True),
        LegendEntry("kind-forecast", "Forecast", of_facts=True),
    )
    assert HEADING not in entries(SYMBOLOGY, [ports], {"a"}, facts)


def test_every_kind_has_a_symbol_in_both_looks() -> None:
    for look in LOOKS.values():
        assert {kind_style(SYMBOLOGY, kind) for kind in Kind} <= set(look.styles)
    assert set(of_kinds(SYMBOLOGY)) == set(Kind)
