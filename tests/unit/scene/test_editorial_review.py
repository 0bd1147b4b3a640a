"""The review asks what a careful editor would, and nothing of what is complete."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas

from arctic_map import resources
from arctic_map.article.copy import copy_of
from arctic_map.article.passage_search import fingerprint
from arctic_map.content.catalog import load
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact, Figure, Kind, Passage
from arctic_map.model.tr import AtlasWords
from arctic_map.scene.editorial_review import Gap, has_figure, review, short
from arctic_map.storage.languages import program_texts

WHOLE = Fact(
    id="X1", topic="trade", text="A claim.", kind=Kind.REPORTED, passage=Passage("", 1, (1,), ("0",))
)


@pytest.fixture(scope="module")
def atlas() -> Catalog:
    return built_in_atlas()


def gaps(atlas: Catalog, fact: Fact) -> list[Gap]:
    return [remark.gap for remark in review(replace(atlas, facts=(fact,)))]


def test_a_complete_claim_has_no_gaps(atlas: Catalog) -> None:
    assert gaps(atlas, WHOLE) == []


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"passage": None}, Gap.PASSAGE),
        ({"where": "off Greenland"}, Gap.PLACE),
        ({"kind": Kind.FORECAST}, Gap.DATE),
        ({"kind": Kind.ATTRIBUTED}, Gap.SPEAKER),
        ({"figures": (Figure(7, "%", "of the convoy"),)}, Gap.TEST),
    ],
)
def test_gaps_are_reported(atlas: Catalog, change: dict[str, object], gap: Gap) -> None:
    fact = replace(WHOLE, **change)  # type: ignore[arg-type]
    found = review(replace(atlas, facts=(fact, replace(WHOLE, id="X2"))))
    assert [(remark.fact, remark.gap) for remark in found] == [("X1", gap)]


@pytest.mark.parametrize("figure", [Figure(1992, "year", "founding"), Figure(7, "ships", "in the convoy")])
def test_a_year_or_a_count_is_no_figure_to_be_tested(atlas: Catalog, figure: Figure) -> None:
    assert gaps(atlas, replace(WHOLE, figures=(figure,))) == []


def test_shipped_atlases_leave_nothing_to_ask(atlas: Catalog) -> None:
    assert review(atlas) == ()
    assert review(load(resources.atlases() / "sea-ice")) == ()


def test_no_passage_is_requested_where_no_fact_has_one(atlas: Catalog) -> None:
    without = replace(WHOLE, passage=None, figures=(Figure(7, "%", "of the convoy"),))
    assert gaps(atlas, without) == []
    text = "In this first sentence of the paragraph there are no figures at all, only words."
    found = review(replace(atlas, facts=(without,)), copy_of(text, (without,)))
    assert {remark.gap for remark in found} == {Gap.PASSAGE, Gap.TEST}


def test_sentences_with_a_figure_and_no_fact_are_named_with_their_places(atlas: Catalog) -> None:
    covered = (
        "In this first sentence of the paragraph some twelve ships and 34 sailors left for the far north."
    )
    uncovered = "Then 56 of them came back."
    text = f"{covered} {uncovered} It was in 2024."
    fact = replace(WHOLE, passage=Passage("", 1, (1,), (fingerprint(covered),)))
    found = review(replace(atlas, facts=(fact,)), copy_of(text, [fact]))
    assert [(remark.gap, text[remark.start : remark.end]) for remark in found] == [(Gap.FACT, uncovered)]


def test_years_and_words_make_no_figure() -> None:
    assert [has_figure(text) for text in ("since 1992", "in the 1990s", "five ships", "2024 and 7")] == [
        *(False, False, False),
        True,
    ]


def test_long_sentences_are_cut_where_that_is_seen() -> None:
    assert short("a  b\nc") == "a b c"
    assert len(short("word " * 40)) <= 90 and short("word " * 40).endswith("…")


def test_texts_without_a_translation_are_listed_for_each_language_of_the_atlas() -> None:
    fact = replace(WHOLE, where="Off Greenland", features=("greenland",))
    small = Catalog("1", "", "", "", layers=(), facts=(fact,), sources=())
    assert review(small, program=program_texts()) == ()
    words = {"ru": AtlasWords({"A claim.": "Тезис."}), "zh": AtlasWords()}
    found = review(replace(small, words=words), program=program_texts())
    assert [(each.gap, each.fact, each.about) for each in found] == [
        (Gap.TRANSLATION, "X1", "ru: X1.where: Off Greenland"),
        (Gap.TRANSLATION, "X1", "zh: X1.text: A claim."),
        (Gap.TRANSLATION, "X1", "zh: X1.where: Off Greenland"),
    ]
