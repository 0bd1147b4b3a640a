"""Where claims stand, in words."""

from arctic_map.model.fact import Fact, Kind
from arctic_map.model.passage import Passage
from arctic_map.scene.words.passages import paragraphs_in_words, passage_in_words, source_of


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
