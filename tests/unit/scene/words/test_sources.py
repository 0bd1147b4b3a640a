"""Whom the page thanks, and what they allow: only for what is drawn."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas
from tests.wordings import CHINESE, RUSSIAN

from arctic_map.model.catalog import Catalog, Layer, LayerKind, Source
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.wording import ENGLISH, Wording
from arctic_map.scene.words.sources import drawn, source_line, terms

PLACE = Feature(
    id="p",
    name="P",
    geometry={"type": "Point", "coordinates": [0, 80]},
    precision=Precision.SURVEYED,
    source="b",
    style="",
)
LAND = Layer(id="land", name="", topic="base", kind=LayerKind.GROUND, sources=("a",))
PLACES = Layer(
    id="places",
    name="",
    topic="trade",
    kind=LayerKind.FEATURES,
    features=(PLACE, replace(PLACE, id="q", source="c", facts=("T1",))),
)
SOURCES = (
    Source("article", "The article", "the article"),
    Source("a", "A", "Alpha", "Public domain (work of a government)"),
    Source("b", "B", "Beta", "MIT, as the rest"),
    Source("c", "C", "Gamma", "Public domain"),
    Source("d", "D", "", "Free"),
    Source("e", "E", "Delta"),
)
CATALOG = Catalog("7", "", "", "", (LAND, PLACES), (), SOURCES, publisher="Arctic Map")


def test_the_terms_of_each_licence_stand_behind_its_sources() -> None:
    line = source_line(CATALOG, (LAND, PLACES), with_terms=True)
    expected = "Sources: the article, Delta, Alpha, Gamma (public domain), Beta (MIT) · Arctic Map data 7"
    assert line == expected
    assert source_line(CATALOG, (LAND, PLACES)) == (
        "Sources: the article, Alpha, Beta, Gamma, Delta · Arctic Map data 7"
    )


def test_only_what_is_drawn_is_thanked_for() -> None:
    assert [source.id for source in drawn(CATALOG, (LAND,))] == ["a", "d", "e"]
    assert [source.id for source in drawn(CATALOG, (PLACES,))] == ["article", "b", "c", "d", "e"]
    assert [source.id for source in drawn(CATALOG, (PLACES,), {"q"})] == ["b", "d", "e"]


def test_sources_with_one_short_name_are_named_once() -> None:
    several = replace(
        CATALOG, sources=(*SOURCES, Source("f", "F", "Delta"), Source("g", "G", "Delta", "MIT"))
    )
    assert source_line(several, (LAND,)).startswith("Sources: Alpha, Delta ·")
    assert source_line(several, (LAND,), with_terms=True).startswith(
        "Sources: Alpha (public domain), Delta, Delta (MIT) ·"
    )


def test_every_source_that_is_named_has_terms() -> None:
    content = built_in_atlas()
    line = source_line(content, content.layers, with_terms=True)
    for source in content.sources:
        if source.short:
            assert terms(source) and terms(source) in line and source.short in line


def test_the_usual_page_has_room_for_its_sources_in_two_lines() -> None:
    content = built_in_atlas()
    usual = [layer for layer in content.layers if layer.shown]
    assert len(source_line(content, usual, with_terms=True)) < 220


@pytest.mark.parametrize("wording", [ENGLISH, RUSSIAN, CHINESE])
def test_the_article_is_named_by_its_original_title_in_every_language(wording: Wording) -> None:
    content = built_in_atlas()
    line = source_line(content, content.layers, wording=wording, with_terms=True)
    assert content.article_title in line


def test_chinese_sources_have_no_ascii_punctuation_between_them() -> None:
    content = built_in_atlas()
    line = source_line(content, content.layers, wording=CHINESE, with_terms=True)
    without = line.replace(content.article_title, "").replace("Sea Ice Index, National", "")
    assert "《" in line and not set(without) & set(",:;()")


def test_files_of_the_reader_are_counted_in_russian() -> None:
    file = replace(PLACES, id="opened-1", name="my.geojson", file="/my.geojson")
    one, five = ((file,), (file,) * 5)
    assert source_line(CATALOG, one, wording=RUSSIAN).startswith("С файлом читателя my.geojson, без проверки")
    assert "и ещё 2" in source_line(CATALOG, five, wording=RUSSIAN)
