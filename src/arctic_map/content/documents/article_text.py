"""The user's copy of the article as plain text, from a text, web page, .docx or PDF file."""

import re
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from time import monotonic
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage.bounded_reading import MAX_ARTICLE_LENGTH, MAX_ARTICLE_SIZE, Unreadable, read_bytes
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
FOREIGN = 0.5
"""Share of non-ASCII letters in words of such letters from which a text is in another script."""
OTHERS = ((b"{\\rtf", tr_later("this is a document of a word processor; copy its text and paste it")),)
PDF, ARCHIVE = b"%PDF", b"PK\x03\x04"
_FOREIGN_WORD, _NOT_ASCII = re.compile(rb"[\x80-\xff]{3,}"), re.compile(rb"[\x80-\xff]")
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
        return whole(docx_as_text(content), page=False)
    for beginning, why in OTHERS:
        if content.startswith(beginning):
            raise Unreadable(tr(why))
    if _ARCHIVE.match(content[:4096]):
        raise Unreadable(tr("this is an archive of a web page; save the page as HTML, or paste its text"))
    text = _decoded(content)
    return whole(text, page=path.suffix.lower() in PAGES or bool(_PAGE.match(text[:8192])))


def whole(text: str, *, page: bool) -> str:
    """The plain text of a text or, if `page`, of HTML. Raises Unreadable if it is empty or too long."""
    plain = html_as_text(text) if page else text
    plain = HIDDEN.sub("", plain.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    if not plain.strip():
        raise Unreadable(tr("there is no text in it"))
    if len(plain) > MAX_ARTICLE_LENGTH:
        raise Unreadable(
            tr(
                "it is far longer than an article: {count} characters of text",
                count=digits(f"{len(plain):,}"),
            )
        )
    return plain


def _decoded(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded_as(content, (encoding,))
    if b"\0" in content[:4096]:
        raise Unreadable(tr("this is not text; open the article as text or HTML, or paste its text"))
    declared = _DECLARED.search(content[:4096])
    name = declared[1].decode("ascii") if declared else ""
    return _decoded_as(content, ((name,) if _KNOWN.fullmatch(name) else ()) + ("utf-8", *_usual(content)))


def _usual(content: bytes) -> tuple[str, ...]:
    """The usual encoding, unless the text is in another script, where it would give wrong letters."""
    foreign = sum(len(word) for word in _FOREIGN_WORD.findall(content))
    return () if foreign > FOREIGN * len(_NOT_ASCII.findall(content)) else (USUAL,)


def _decoded_as(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable(
        tr("its letters cannot be made out; save the file as UTF-8, or paste the article's text")
    )


PATIENCE_S = 10.0
PIECE = 65_536
"""Characters parsed between two checks of the time."""
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
SILENT = frozenset((
    "button", "canvas", "iframe", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title",
))  # fmt: skip
_SPACE = re.compile(r"\s+")


def html_as_text(page: str) -> str:
    """The text of HTML, well formed or not. Raises Unreadable if parsing takes too long."""
    text, end = _Text(), monotonic() + PATIENCE_S
    for start in range(0, len(page), PIECE):
        text.feed(page[start : start + PIECE])
        if monotonic() > end:
            raise Unreadable(tr("the page takes too long to read; paste the article's text instead"))
    text.close()
    return text.whole()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._silent: dict[str, int] = {}

    def whole(self) -> str:
        self._break()
        return "\n\n".join(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent[tag] = self._silent.get(tag, 0) + 1
        elif tag in BLOCKS:
            self._break()
        elif tag == "br":
            self._words.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            # Ignore an end tag without a start tag.
            self._silent[tag] = max(0, self._silent.get(tag, 0) - 1)
        elif tag in BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not any(self._silent.values()):
            # Line ends in the source count as spaces. Only <br> breaks a line.
            self._words.append(_SPACE.sub(" ", data))

    def _break(self) -> None:
        lines = (_SPACE.sub(" ", line).strip() for line in "".join(self._words).split("\n"))
        if text := "\n".join(filter(None, lines)):
            self._blocks.append(text)
        self._words.clear()


BODY = "word/document.xml"
NO_DOCUMENT = tr_later(
    "this is an archive or another kind of document; save it as .docx or text, or paste its text"
)
BROKEN = tr_later("the document is damaged; get the file again, or paste the article's text")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REPEATED = (f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
"""The former place of moved text, and a copy of what older programs do not show."""
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def docx_as_text(content: bytes) -> str:
    """The text of a .docx file. Raises Unreadable."""
    body = _body(content)
    # Entities can expand a small document enormously, and word processors do not write any.
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Unreadable(tr(BROKEN))
    try:
        root = ElementTree.fromstring(body)
    except (ElementTree.ParseError, ValueError, RecursionError):
        raise Unreadable(tr(BROKEN)) from None
    # A nested paragraph belongs to a text box and counts separately.
    return "\n\n".join(filter(None, (_words(each).strip() for each in _paragraphs(root))))


def _paragraphs(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the paragraphs without those of text that is stored twice for older programs."""
    waiting = [root]
    while waiting:
        each = waiting.pop()
        if each.tag == f"{_W}p":
            yield each
        if each.tag not in _REPEATED:
            waiting += reversed(each)


def _words(paragraph: ElementTree.Element) -> str:
    texts, waiting = list[str](), list(reversed(paragraph))
    while waiting:
        each = waiting.pop()
        if each.tag == f"{_W}t":
            texts.append(each.text or "")
        elif each.tag in _SPACES:
            texts.append(_SPACES[each.tag])
        elif each.tag not in (f"{_W}p", f"{_W}pPr", f"{_W}del", *_REPEATED):
            waiting += reversed(each)
    return "".join(texts)


def _body(content: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(BODY) as member:
            body = member.read(MAX_ARTICLE_SIZE + 1)
    except KeyError:
        raise Unreadable(tr(NO_DOCUMENT)) from None
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Unreadable(tr(BROKEN)) from None
    if len(body) > MAX_ARTICLE_SIZE:
        raise Unreadable(tr("it is far longer than an article"))
    return body
