"""A reader's copy of the article is read in whatever encoding it is, or refused with what to do."""

from pathlib import Path

import pytest

from arctic_map.content.documents import article_text
from arctic_map.content.documents.article_text import html_as_text
from arctic_map.storage.bounded_reading import MAX_ARTICLE_LENGTH, Unreadable

WORDS = "It’s – cold"


def read(folder: Path, content: bytes, name: str = "copy.txt") -> str:
    path = folder / name
    path.write_bytes(content)
    return article_text.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_texts_say_their_encoding_or_need_none(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gb18030'>", "gb18030"),
        ('<?xml version="1.0" encoding="iso-8859-5"?>', "iso-8859-5"),
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
    ],
)
def test_pages_are_read_as_they_say(tmp_path: Path, head: str, encoding: str) -> None:
    words = WORDS if encoding in ("utf-8", "cp1252", "cp1251", "gb18030") else "Лёд"
    page = f"<html>{head}<p>{words}</p>".encode(encoding)
    assert read(tmp_path, page, "copy.html") == words


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Лёд толщиной 3 метра, wrote Amundsen.", "cp1251"),
        ("<p>Корабли шли.</p>", "koi8-r"),
        ("航道在二零二四年开放。", "gbk"),
    ],
)
def test_text_of_another_script_without_a_named_encoding_is_refused(
    tmp_path: Path, words: str, encoding: str
) -> None:
    with pytest.raises(Unreadable, match="save the file as UTF-8"):
        read(tmp_path, words.encode(encoding))


@pytest.mark.parametrize("declared", ["rot13", "zlib", "utf-7", "no-such", "unicode_escape"])
def test_what_is_no_encoding_of_pages_is_not_believed(tmp_path: Path, declared: str) -> None:
    page = f'<html><meta charset="{declared}"><p>{WORDS}</p>'.encode()
    assert read(tmp_path, page, "copy.htm") == WORDS


def test_a_page_is_known_by_its_beginning_whatever_its_name(tmp_path: Path) -> None:
    assert read(tmp_path, b" <!-- saved --> <!DOCTYPE html><p>words", "copy.txt") == "words"
    assert read(tmp_path, b"a <p> in a text", "copy.txt") == "a <p> in a text"


def test_line_ends_are_one_sign_and_hidden_signs_none(tmp_path: Path) -> None:
    assert read(tmp_path, "one\r\n\r\ntwo\rthree \u202efour\u200b".encode()) == "one\n\ntwo\nthree four"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 \0\0", "the PDF is damaged"),
        (b"PK\x03\x04\0\0", "the document is damaged; get the file again"),
        (b"{\\rtf1 words}", "copy its text and paste it"),
        (b"From: <Saved>\r\nContent-Type: multipart/related;\r\n\r\n", "save the page as HTML"),
        (b"\x89PNG\0\0", "this is not text"),
        (b"\x81\x8d\x8f", "save the file as UTF-8"),
        (b"\xff\xfe\x00", "save the file as UTF-8"),
        (b"  \n", "there is no text in it"),
        (b"words " * (MAX_ARTICLE_LENGTH // 6 + 1), "far longer than an article"),
    ],
    ids=["pdf", "archive", "rtf", "page archive", "picture", "letters", "half", "empty", "long"],
)
def test_what_is_no_text_is_refused_with_what_to_do(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(tmp_path, content)


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no text"):
        read(tmp_path, b"<html><script>1</script>", "copy.html")


def test_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="folder"):
        article_text.read(tmp_path)
    with pytest.raises(Unreadable, match="does not exist"):
        article_text.read(tmp_path / "gone.txt")


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
    assert html_as_text(page) == expected


def test_a_page_may_come_in_any_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<div>One &amp; <i>two</i><br>three</div><!-- no --><p>four"
    whole = html_as_text(page)
    for size in (1, 2, 3, 7):
        monkeypatch.setattr(article_text, "PIECE", size)
        assert html_as_text(page) == whole


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_text, "PATIENCE_S", 0.0)
    with pytest.raises(Unreadable, match="paste the article's text instead"):
        html_as_text("<p>words")
