"""The text of a web page: its blocks separated by empty lines, without parts that browsers do not show."""

import re
from html.parser import HTMLParser
from time import monotonic

from arctic_map.storage.bounded_reading import Unreadable

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


def plain_text(page: str) -> str:
    """The text of HTML, well formed or not. Raises Unreadable if parsing takes too long."""
    text, end = _Text(), monotonic() + PATIENCE_S
    for start in range(0, len(page), PIECE):
        text.feed(page[start : start + PIECE])
        if monotonic() > end:
            raise Unreadable("the page takes too long to read; paste the article's text instead")
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
