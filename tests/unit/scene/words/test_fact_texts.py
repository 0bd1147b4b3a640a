"""Where claims stand, in words."""

import pytest

from arctic_map.content.vocabulary import when_problem
from arctic_map.model.article_copy import Proposal, Sort
from arctic_map.model.fact import Fact, Kind, Passage
from arctic_map.scene.proposing.dates import dates
from arctic_map.scene.words.fact_texts import (
    TextPart,
    as_period,
    paragraphs_in_words,
    passage_in_words,
    places,
    proposal_in_words,
    source_of,
)


def at(id: str, paragraph: int, *sentences: int, section: str = "On Ice") -> Fact:
    passage = Passage(section, paragraph, sentences, ("",) * len(sentences))
    return Fact(id=id, topic="trade", text="", kind=Kind.REPORTED, passage=passage)


def test_a_passage_is_named_by_paragraph_sentence_and_section() -> None:
    assert passage_in_words(at("T1", 17, 4).passage) == "paragraph 17, sentence 4, On Ice"
    assert passage_in_words(at("T1", 7, 3, 2).passage) == "paragraph 7, sentences 2 and 3, On Ice"
    assert passage_in_words(at("T1", 2, 1, 2, 4).passage) == "paragraph 2, sentences 1, 2 and 4, On Ice"


def test_before_the_first_heading_there_is_no_section_to_name() -> None:
    assert passage_in_words(at("T1", 1, 2, section="").passage) == "paragraph 1, sentence 2"


def test_a_fact_without_a_passage_has_no_text_about_it() -> None:
    nowhere = Fact(id="X1", topic="trade", text="", kind=Kind.REPORTED)
    assert passage_in_words(None) == source_of(nowhere) == paragraphs_in_words((nowhere,)) == ""


def test_of_several_facts_only_the_paragraphs_are_named() -> None:
    facts = (at("T8", 18, 1), at("T5", 17, 2), at("T6", 17, 3))
    assert paragraphs_in_words(facts) == "paragraphs 17 (T5, T6), 18 (T8)"
    assert paragraphs_in_words(facts[1:]) == "paragraph 17 (T5, T6)"
    assert paragraphs_in_words(facts[:1]) == "paragraph 18, sentence 1, On Ice"


NAMES = {
    "shanghai": ("Shanghai",),
    "kaliningrad": ("Kaliningrad",),
    "lane": ("Shanghai to Kaliningrad by the Northern Sea Route",),
    "stretch": ("Northern Sea Route, from the Bering Strait to the Kara Gate",),
    "waters": ("Northern Sea Route waters",),
}


def test_places_that_the_words_name_stand_in_them_and_the_others_follow() -> None:
    found = places("Shanghai to Kaliningrad", ("lane", "shanghai", "kaliningrad"), NAMES)
    assert found.parts == (
        TextPart("Shanghai", "shanghai"),
        TextPart("to"),
        TextPart("Kaliningrad", "kaliningrad"),
    )
    assert found.more == ("lane",)


def test_a_long_name_is_known_by_what_stands_before_its_comma() -> None:
    found = places("Northern Sea Route", ("stretch", "waters"), NAMES)
    assert found.parts == (TextPart("Northern Sea Route", "stretch"),)
    assert found.more == ("waters",)


def test_no_place_is_found_within_a_word_or_twice() -> None:
    assert places("Shanghaiing", ("shanghai",), NAMES).more == ("shanghai",)
    twice = places("Shanghai, Shanghai", ("shanghai",), NAMES)
    assert twice.parts == (TextPart("Shanghai", "shanghai", ","), TextPart("Shanghai"))


def test_all_words_are_listed_in_their_order() -> None:
    where = "Ningbo and Shanghai to Kaliningrad by sea"
    lines = places(where, ("kaliningrad", "shanghai"), NAMES).parts
    assert " ".join(part.text for part in lines) == where


def test_without_words_all_places_follow() -> None:
    assert places("", ("shanghai", "lane"), NAMES).more == ("shanghai", "lane")


def test_names_are_found_in_translated_words() -> None:
    names = {
        "shanghai": ("Шанхай", "Shanghai"),
        "spb": ("Санкт-Петербург", "St Petersburg"),
        "moscow": ("莫斯科",),
    }
    russian = places("Из Шанхая в Санкт-Петербург", ("spb", "shanghai"), names)
    assert [(part.text, part.feature) for part in russian.parts] == [
        *(("Из", ""), ("Шанхая", "shanghai")),
        *(("в", ""), ("Санкт-Петербург", "spb")),
    ]
    chinese = places("北京和莫斯科，2024年", ("moscow", "beijing"), {**names, "beijing": ("北京",)})
    assert [(part.text, part.feature, part.tail) for part in chinese.parts] == [
        ("北京", "beijing", "和"),
        ("莫斯科", "moscow", "，2024年"),
    ]


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("2031", "2031"),
        ("2031-09-12", "2031-09-12"),
        ("2022-02/2025-05", "2022-02/2025-05"),
        ("2031-22", "2031-06/2031-08"),
        ("2031-24", "2031-12/2032-02"),
        ("2031-33", "2031-01/2031-03"),
        ("203X", "2030/2039"),
        ("2031-21/2032-23", "2031-03/2032-11"),
        ("2031-22/..", "2031-06/.."),
        ("../2031-22", "../2031-08"),
    ],
)
def test_a_time_in_a_text_becomes_a_period_that_a_fact_can_have(when: str, period: str) -> None:
    assert as_period(when) == period
    assert when_problem(period) is None


@pytest.mark.parametrize(
    "words",
    [
        "in the summer of 2031",
        "in winter 2031",
        "in the first quarter of 2024",
        "in the 2030s",
        "since the 1990s",
        "from spring 2020 to autumn 2021",
        "by the end of 2030",
        "from 2024 on",
        "2020-21",
        "between 4 July and 19 September 2024",
    ],
)
def test_every_proposed_date_can_be_stored(words: str) -> None:
    found = dates(words)
    assert found
    assert [each.when for each in found if when_problem(as_period(each.when))] == []


def test_a_place_that_no_list_has_is_described_as_such() -> None:
    assert (
        proposal_in_words(Proposal(Sort.PLACE, "Cross Bay", 0, 9))
        == "Perhaps a place; no list tells where it is"
    )


def test_a_figure_below_zero_is_shown_with_its_unit() -> None:
    each = Proposal(Sort.FIGURE, "-19.4 °C", 0, 8, value=-19.4, unit="°C")
    assert proposal_in_words(each) == "Perhaps a figure: -19.4 °C"
