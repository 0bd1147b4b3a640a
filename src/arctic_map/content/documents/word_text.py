"""The text of a word processor document (.docx): its paragraphs separated by empty lines."""

import zlib
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.limits import MAX_ARTICLE_SIZE

BODY = "word/document.xml"
NO_DOCUMENT = "this is an archive or another kind of document; save it as .docx or text, or paste its text"
BROKEN = "the document is damaged; get the file again, or paste the article's text"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def plain_text(content: bytes) -> str:
    """The text of a .docx file. Raises Unreadable."""
    body = _body(content)
    # Entities can expand a small document enormously, and word processors do not write any.
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Unreadable(BROKEN)
    try:
        root = ElementTree.fromstring(body)
    except (ElementTree.ParseError, ValueError, RecursionError):
        raise Unreadable(BROKEN) from None
    # A nested paragraph belongs to a text box and counts separately.
    return "\n\n".join(filter(None, (_words(each).strip() for each in root.iter(f"{_W}p"))))


def _words(paragraph: ElementTree.Element) -> str:
    texts, waiting = list[str](), list(reversed(paragraph))
    while waiting:
        each = waiting.pop()
        if each.tag == f"{_W}t":
            texts.append(each.text or "")
        elif each.tag in _SPACES:
            texts.append(_SPACES[each.tag])
        elif each.tag not in (f"{_W}p", f"{_W}pPr", f"{_W}del"):
            waiting += reversed(each)
    return "".join(texts)


def _body(content: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(BODY) as member:
            body = member.read(MAX_ARTICLE_SIZE + 1)
    except KeyError:
        raise Unreadable(NO_DOCUMENT) from None
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Unreadable(BROKEN) from None
    if len(body) > MAX_ARTICLE_SIZE:
        raise Unreadable("it is far longer than an article")
    return body
