"""A web page becomes the text that a browser shows, block by block."""

import pytest

from arctic_map.content.documents import html_text
from arctic_map.content.documents.html_text import plain_text
from arctic_map.storage.bounded_reading import Unreadable


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One <b>wo</b>rd,\n  two.</p><p>Three</p>", "One word, two.\n\nThree"),
        ("<p>Ice &amp; snow, it&rsquo;s &#8211; cold&nbsp;", "Ice & snow, it’s – cold"),
        ("<h2>Head</h2>words<div>more<div>deeper</div></div>", "Head\n\nwords\n\nmore\n\ndeeper"),
        ("first<br>second<br/><br>third", "first\nsecond\nthird"),
        ("<script>if (a < b) '<p>'</script><style>p {}</style>words<template>no</template>", "words"),
        ("<title>no</title><svg><text>no</text></svg><button>no</button>words<svg/> yes", "words yes"),
        ("</p></div></svg>words</script>", "words"),
        ("<ul><li>one<li>two</ul><table><tr><td>a<td>b</table>", "one\n\ntwo\n\na\n\nb"),
        ("words < and > and <3 and &unknown;", "words < and > and <3 and &unknown;"),
        ("", ""),
        ("<p>unfinished <a href='", "unfinished"),
    ],
)
def test_visible_text_is_extracted_and_nothing_else(page: str, expected: str) -> None:
    assert plain_text(page) == expected


def test_a_page_may_come_in_any_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<div>One &amp; <i>two</i><br>three</div><!-- no --><p>four"
    whole = plain_text(page)
    for size in (1, 2, 3, 7):
        monkeypatch.setattr(html_text, "PIECE", size)
        assert plain_text(page) == whole


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_text, "PATIENCE_S", 0.0)
    with pytest.raises(Unreadable, match="paste the article's text instead"):
        plain_text("<p>words")
