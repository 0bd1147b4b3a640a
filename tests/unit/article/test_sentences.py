"""Paragraphs of a body, and sentences: of invented texts that are set as an article is."""

import pytest

from arctic_map.article.sentences import paragraphs, sentences

LONG = "The first ship of the season came in early and nobody on the quay had thought that it would be white."
SHORT = "It was."
TEXT = f"""Rubric

A title that stands above all of it
Credit: Somebody

A standfirst that ends with a stop.

{LONG} {SHORT}

Ships in the Ice\u00a0

{LONG}

Still Later

{SHORT} {LONG}
"""


def texts_of(text: str) -> list[str]:
    return [each.text for each in sentences(text)]


def test_headings_rubrics_and_credits_are_no_paragraphs() -> None:
    assert [(each.number, len(each.sentences)) for each in paragraphs(TEXT)] == [(1, 2), (2, 1), (3, 2)]


@pytest.mark.parametrize(
    ("block", "counted"),
    [
        ("Each mine would cost about $500 million to develop.", True),
        ("“It is too late now.”", True),
        ("He did not say why…", True),
        ("What comes next?", False),
        ("Ships in the Ice", False),
        ("Photo by A. Writer.", False),
        ("Source: the ministry.", False),
    ],
)
def test_a_short_paragraph_below_the_first_is_counted_if_it_ends_as_a_sentence(
    block: str, counted: bool
) -> None:
    numbers = [each.number for each in paragraphs(f"{block}\n\n{LONG}\n\n{block}\n\n{LONG}")]
    assert numbers == ([1, 2, 3] if counted else [1, 2])


def test_a_paragraph_stands_under_the_heading_above_it_and_the_first_under_none() -> None:
    assert [each.section for each in paragraphs(TEXT)] == ["", "Ships in the Ice", "Still Later"]


def test_a_sentence_says_where_it_stands_in_the_text() -> None:
    found = [each for paragraph in paragraphs(TEXT) for each in paragraph.sentences]
    assert all(TEXT[each.start : each.end] == each.text for each in found)
    assert [each.text for each in found] == [LONG, SHORT, LONG, SHORT, LONG]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_paragraphs_need_no_empty_line_between_them(newline: str) -> None:
    text = newline.join((LONG, "Ships in the Ice", LONG, LONG))
    assert [each.section for each in paragraphs(text)] == ["", "Ships in the Ice", "Ships in the Ice"]


def test_a_paragraph_that_is_wrapped_by_hand_is_one() -> None:
    wrapped = f"{LONG} {SHORT}".replace(" and ", " and\n")
    (paragraph,) = paragraphs(wrapped)
    assert [" ".join(each.text.split()) for each in paragraph.sentences] == [LONG, SHORT]


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in St. Petersburg at last.",
        "They met in St.Petersburg at last.",
        "The U.S. Congress sent J. Smith to see it.",
        "Express No. 1 carries 37.9 million tonnes.",
        "It was late, Dr. Who said, and “No. 2” was gone",
    ],
)
def test_the_stop_of_an_abbreviation_or_a_number_ends_no_sentence(sentence: str) -> None:
    assert texts_of(sentence) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        "It is over. “Never again.” (He said so.) 27 ships stayed! Did they? Yes…  No",
        "It is over.“Never again.”(He said so.) 27 ships stayed!Did they?Yes…No",
    ],
)
def test_a_sentence_ends_with_its_closing_quotes_also_where_a_blank_is_missing(text: str) -> None:
    assert [each.strip(" ") for each in texts_of(text)] == [
        "It is over.",
        "“Never again.”",
        "(He said so.)",
        "27 ships stayed!",
        "Did they?",
        "Yes…",
        "No",
    ]


def test_a_text_without_paragraphs_has_none() -> None:
    assert paragraphs("") == () == paragraphs("  \n\n \n") == paragraphs("One\nTwo")
