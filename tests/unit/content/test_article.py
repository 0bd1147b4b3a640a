import pytest
from tests.unit.content.contents import NEW, TEXT, read

from arctic_map.article.passage_search import found_again, passage_at
from arctic_map.content.article import replace_text, text_of, with_passages
from arctic_map.content.edits import EditRefused, put_head
from arctic_map.content.facts import put_fact
from arctic_map.content.passages import passage_row

PASSAGE = passage_at(TEXT, TEXT.index("icebreaker"), TEXT.index("icebreaker") + 5)
assert PASSAGE is not None
FACT = {"id": "F1", "text": "A ship sailed.", "kind": "reported", "passage": passage_row(PASSAGE)}
ABOVE = "Another paragraph comes before it, and it has more than enough words to be counted as one of them."


def test_the_words_of_a_passage_are_stored_in_the_atlas_and_read_back() -> None:
    catalog = read(put_fact(NEW, "trade", FACT))
    assert not catalog.problems
    assert catalog.fact["F1"].passage == PASSAGE


def test_passages_move_with_a_newer_text() -> None:
    replaced = replace_text(put_fact(NEW, "trade", FACT), f"{ABOVE}\n\n{TEXT}", found_again)
    assert replaced.lost == ()
    assert text_of(replaced.content).startswith(ABOVE)
    passage = read(replaced.content).fact["F1"].passage
    assert passage is not None and passage.paragraph == 2


def test_a_passage_that_the_newer_text_lacks_is_reported_and_preserved() -> None:
    content = put_fact(NEW, "trade", FACT)
    replaced = replace_text(content, ABOVE, found_again)
    assert replaced.lost == ("F1",)
    assert read(replaced.content).fact["F1"] == read(content).fact["F1"]


def test_a_passage_given_by_its_words_alone_is_completed_by_the_newer_text() -> None:
    content = put_fact(NEW, "trade", {**FACT, "passage": {"exact": "it has more than enough words"}})
    assert replace_text(content, TEXT, found_again).lost == ("F1",)
    replaced = replace_text(content, f"{TEXT}\n\n{ABOVE}", found_again)
    passage = read(replaced.content).fact["F1"].passage
    assert replaced.lost == () and passage is not None and passage.exact == ABOVE


@pytest.mark.parametrize("passage", ["{ paragraph = 1 }", '{ paragraph = "one" }', "7"])
def test_a_passage_with_a_problem_stays_as_it_is(passage: str) -> None:
    name = "facts/trade.toml"
    content = put_fact(NEW, "trade", {**FACT, "passage": None})
    content = {**content, name: content[name] + f"passage = {passage}\n".encode()}
    assert with_passages(content) == content


def test_an_atlas_without_a_text_is_given_none() -> None:
    with pytest.raises(EditRefused, match="no text of its own"):
        replace_text(put_head(NEW, "article", {"title": "T"}), TEXT, found_again)
