"""The text of a PDF with lines joined to paragraphs. Scanned pages have none."""

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from time import monotonic

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import MAX_ARTICLE_LENGTH, Unreadable

PATIENCE_S = 20.0
MAX_PAGES = 300
BROKEN = tr_later(
    "the PDF is damaged or of a kind that is not understood; open it, copy its text and paste it"
)
LOCKED = tr_later("the PDF is locked with a password; open it, copy its text and paste it")
EMPTY = tr_later(
    "the PDF contains pictures of pages and no text; recognise its text with another program and paste it"
)
OTHERS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NotImplementedError),
    *(OSError, RecursionError, TypeError, ValueError),
)
"""Errors that pypdf raises for damaged files."""
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-ZА-ЯЁ])")
_FULL = 0.75
"""Share of the longest line. A shorter line that ends a sentence ends its paragraph."""


def plain_text(content: bytes) -> str:
    """The text of a PDF in paragraphs. Raises Unreadable."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages, end, length = list[str](), monotonic() + PATIENCE_S, 0
    try:
        reader = PdfReader(BytesIO(content))
        # A PDF that is only protected against changes opens with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(tr(LOCKED))
        for number, page in enumerate(reader.pages):
            pages.append(page.extract_text())
            length += len(pages[-1])
            if number >= MAX_PAGES or length > MAX_ARTICLE_LENGTH:
                raise Unreadable(
                    tr("it is far longer than an article: more than {number} pages", number=number)
                )
            if monotonic() > end:
                raise Unreadable(tr("the PDF takes too long to read; open it, copy its text and paste it"))
    except Unreadable:
        raise
    except DependencyError as error:
        # Some kinds of encryption need a library that is not installed.
        raise Unreadable(tr(LOCKED)) from error
    except (PyPdfError, *OTHERS) as error:
        raise Unreadable(tr(BROKEN)) from error
    if not any(page.strip() for page in pages):
        raise Unreadable(tr(EMPTY))
    return "\n\n".join(block for page in pages for block in _blocks(page))


def _blocks(page: str) -> Iterator[str]:
    """Yield the paragraphs of a page, separated by an empty line or a short line that ends a sentence."""
    lines = [line.strip() for line in page.split("\n")]
    full = _FULL * max(map(len, lines), default=0)
    block: list[str] = []
    for line in (*lines, ""):
        if line:
            block.append(line)
        if block and (not line or (len(line) < full and line.endswith((".", "!", "?", "”", '"')))):
            yield _HYPHENATED.sub("", "\n".join(block)).replace("\n", " ")
            block = []
