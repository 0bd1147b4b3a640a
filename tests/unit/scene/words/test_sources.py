"""Whom the page thanks, and what they allow: only for what is drawn."""

import re
from dataclasses import replace
from typing import Literal

import pytest
from tests.built_in import built_in_atlas
from tests.wordings import CHINESE, RUSSIAN

from arctic_map.model.catalog import Catalog, Layer, LayerKind, Source
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.tr import ENGLISH, Wording, speaking
from arctic_map.scene.words.sources import bibtex, citation, drawn, plain, source_line, terms

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


def test_chinese_names_author_and_date_of_an_article_with_a_comma() -> None:
    content = replace(built_in_atlas(), article_credit=("A. Author", "2025-11-30", ""))
    assert "（A. Author，2025年11月30日）" in source_line(
        content, content.layers, wording=CHINESE, with_terms=True
    )


def test_files_of_the_reader_are_counted_in_russian() -> None:
    file = replace(PLACES, id="opened-1", name="my.geojson", file="/my.geojson")
    one, five = ((file,), (file,) * 5)
    assert source_line(CATALOG, one, wording=RUSSIAN).startswith("С файлом читателя my.geojson, без проверки")
    assert "и ещё 2" in source_line(CATALOG, five, wording=RUSSIAN)


ATLAS = built_in_atlas()
FIELD = re.compile(r"^  (\w+) = \{(.*)\},$")


def fields(entry: str) -> dict[str, str]:
    """The fields of an entry, each on a line of its own."""
    first, *lines, last = entry.split("\n")
    assert re.fullmatch(r"@misc\{[A-Za-z0-9.-]+,", first)
    assert last == "}"
    found = [FIELD.fullmatch(line) for line in lines]
    assert all(found)
    return {each[1]: each[2] for each in found if each}


def balanced(text: str) -> bool:
    depth = 0
    for sign in re.sub(r"\\.", "", text):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def test_a_fact_is_cited_with_atlas_article_version_and_link() -> None:
    text = plain(ATLAS, ATLAS.fact["T3"])
    assert text.startswith("Fact T3 (Reported; undated): ")
    for part in (ATLAS.title, ATLAS.article, f"Data version {ATLAS.version}", "arctic-map://fact/T3"):
        assert part in text
    assert "carries no author" in text
    assert "\n" not in text


def test_a_citation_says_where_in_the_article_the_claim_stands() -> None:
    where = f"After the article “{ATLAS.article}”, paragraph 17, sentence 4, Arctic Trade Corridors."
    assert where in plain(ATLAS, ATLAS.fact["T7"])
    assert (
        "paragraph 17, sentence 4, Arctic Trade Corridors" in fields(bibtex(ATLAS, ATLAS.fact["T7"]))["note"]
    )
    assert "paragraph" not in plain(ATLAS)


@pytest.mark.parametrize("fact", [None, *ATLAS.facts], ids=lambda fact: fact.id if fact else "atlas")
def test_bibtex_is_well_formed_and_claims_neither_author_nor_year(fact: Fact | None) -> None:
    entry = bibtex(ATLAS, fact)
    found = fields(entry)
    assert balanced(entry)
    assert not {"author", "year", "date", "publisher"} & set(found)
    assert ATLAS.version in found["howpublished"]
    assert "carries no author" in found["note"]
    assert not re.search(r"(?<!\\)[%&$#_~^]", entry)
    if fact:
        assert found["url"] == f"arctic-map://fact/{fact.id}"


def test_what_tex_would_obey_is_escaped() -> None:
    fact = replace(ATLAS.fact["T3"], text="50 % of a_b {c} & \\d~e^f #1 $2\nnext")
    title = fields(bibtex(ATLAS, fact))["title"]
    assert (
        r"50 \% of a\_b \{c\} \& \textbackslash{}d\textasciitilde{}e\textasciicircum{}f \#1 \$2 next" in title
    )


def test_every_fact_has_a_key_of_its_own() -> None:
    keys = [bibtex(ATLAS, fact).partition("\n")[0] for fact in (None, *ATLAS.facts)]
    assert len(set(keys)) == len(ATLAS.facts) + 1


def test_a_catalogue_without_article_cites_only_itself() -> None:
    bare = replace(ATLAS, article="", sources=())
    assert plain(bare) == f"Arctic Map: {ATLAS.title}. Data version {ATLAS.version}."
    assert "note" not in fields(bibtex(bare))


def test_the_form_is_chosen_by_name() -> None:
    fact = ATLAS.fact["G4"]
    assert citation(ATLAS, fact, "plain") == plain(ATLAS, fact)
    assert citation(ATLAS, fact, "bibtex") == bibtex(ATLAS, fact)
    assert "Attributed to Gao Feng" in plain(ATLAS, fact)


@pytest.mark.parametrize("form", ["plain", "bibtex"])
@pytest.mark.parametrize("wording", [RUSSIAN, CHINESE], ids=["ru", "zh"])
def test_a_citation_is_wholly_in_english(form: Literal["plain", "bibtex"], wording: Wording) -> None:
    english = citation(ATLAS, ATLAS.fact["G5"], form)
    with speaking(wording):
        assert citation(ATLAS, ATLAS.fact["G5"], form) == english


@pytest.mark.parametrize("form", ["plain", "bibtex"])
def test_a_fact_whose_places_have_ice_credits_the_record(form: Literal["plain", "bibtex"]) -> None:
    credit = "Credit: Sea Ice Index, National Snow and Ice Data Center."
    assert credit in citation(ATLAS, ATLAS.fact["T8"], form)
    assert credit not in citation(ATLAS, ATLAS.fact["T3"], form)
