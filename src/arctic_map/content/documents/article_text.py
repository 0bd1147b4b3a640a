"""The user's copy of the article as plain text, from a text, web page, .docx or PDF file."""

import re
from pathlib import Path

from arctic_map.content.documents import word_text
from arctic_map.content.documents.html_text import plain_text
from arctic_map.storage.bounded_reading import Unreadable, read_bytes
from arctic_map.storage.limits import MAX_ARTICLE_LENGTH, MAX_ARTICLE_SIZE
from arctic_map.storage.sanitized import HIDDEN

PAGES = (".html", ".htm", ".xhtml")
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
USUAL = "cp1252"
"""Encoding assumed for text that declares none and is not UTF-8, as in browsers."""
OTHERS = ((b"{\\rtf", "this is a document of a word processor; copy its text and paste it"),)
PDF, ARCHIVE = b"%PDF", b"PK\x03\x04"
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_KNOWN = re.compile(
    r"utf-?(?:8|16(?:le|be)?)|(?:us-)?ascii|iso-?8859-\d{1,2}|latin-?1|(?:windows-|cp)125\d|koi8-[ru]|macintosh"
    r"|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)",
    re.I,
)
"""Text encodings of web pages. Python knows others, some of which do not encode text."""
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_ARCHIVE = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}?Content-Type:\s*multipart/related", re.I
)


def read(path: Path) -> str:
    """The plain text of a file. Raises Unreadable with advice for the user."""
    content = read_bytes(path, largest=MAX_ARTICLE_SIZE)
    if content.startswith(PDF):
        # Late import: pypdf is large, and few texts are PDF.
        from arctic_map.content.documents import pdf_text

        return whole(pdf_text.plain_text(content), page=False)
    if content.startswith(ARCHIVE):
        return whole(word_text.plain_text(content), page=False)
    for beginning, why in OTHERS:
        if content.startswith(beginning):
            raise Unreadable(why)
    if _ARCHIVE.match(content[:4096]):
        raise Unreadable("this is an archive of a web page; save the page as HTML, or paste its text")
    text = _decoded(content)
    return whole(text, page=path.suffix.lower() in PAGES or bool(_PAGE.match(text[:8192])))


def whole(text: str, *, page: bool) -> str:
    """The plain text of a text or, if `page`, of HTML. Raises Unreadable if it is empty or too long."""
    plain = plain_text(text) if page else text
    plain = HIDDEN.sub("", plain.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    if not plain.strip():
        raise Unreadable("there is no text in it")
    if len(plain) > MAX_ARTICLE_LENGTH:
        raise Unreadable(f"it is far longer than an article: {len(plain):,} characters of text")
    return plain


def _decoded(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded_as(content, (encoding,))
    if b"\0" in content[:4096]:
        raise Unreadable("this is not text; open the article as text or HTML, or paste its text")
    declared = _DECLARED.search(content[:4096])
    name = declared[1].decode("ascii") if declared else ""
    return _decoded_as(content, ((name,) if _KNOWN.fullmatch(name) else ()) + ("utf-8", USUAL))


def _decoded_as(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable("its letters cannot be made out; save the file as UTF-8, or paste the article's text")
