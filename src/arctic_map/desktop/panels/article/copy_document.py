"""Formats the user's copy: headings, paragraph numbers, and sentences that have facts, underlined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QPalette,
    QTextBlockFormat,
    QTextBlockUserData,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from arctic_map.desktop.widgets import tones
from arctic_map.model.article_copy import ArticleCopy, Block, BlockKind, FoundSentence
from arctic_map.model.tr import tr_count
from arctic_map.scene.symbology.colours import with_contrast
from arctic_map.scene.words.fact_texts import passage_in_words, proposal_in_words


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with facts, and its range in the document."""

    found: FoundSentence
    start: int
    end: int

    @property
    def in_words(self) -> str:
        """Its facts and its position in the article, for people."""
        bearing = self.found.bearing
        return f"{', '.join(bearing.facts)}: {passage_in_words(bearing.passage)}"


@dataclass(frozen=True, slots=True)
class ArticleMarks:
    """The sentences with facts in a document, from top to bottom."""

    all: tuple[MarkedSentence, ...] = ()
    highlighted: tuple[MarkedSentence, ...] = ()
    current: MarkedSentence | None = None
    """The sentence that the keyboard is at."""

    @property
    def current_highlighted(self) -> MarkedSentence | None:
        """The current sentence if it is highlighted, otherwise the first highlighted one, or None."""
        return self.current if self.current in self.highlighted else next(iter(self.highlighted), None)

    def moved(self, marks: Sequence[MarkedSentence]) -> ArticleMarks:
        """The same sentences at their new positions after the document was rewritten."""
        again = {mark.found: mark for mark in marks}
        highlighted = tuple(again[mark.found] for mark in self.highlighted if mark.found in again)
        return ArticleMarks(
            tuple(marks), highlighted, again.get(self.current.found) if self.current else None
        )

    def with_highlighted(self, facts: Iterable[str]) -> ArticleMarks:
        """Highlight the sentences of these facts and make one of them current."""
        chosen = set(facts)
        highlighted = tuple(mark for mark in self.all if chosen.intersection(mark.found.bearing.facts))
        marks = replace(self, highlighted=highlighted)
        return replace(marks, current=marks.current_highlighted or self.current)

    def of_fact(self, id: str) -> MarkedSentence | None:
        """The sentence of a fact, or None."""
        return next((mark for mark in self.all if id in mark.found.bearing.facts), None)

    def next(self, step: int, is_seen: Callable[[MarkedSentence], bool]) -> MarkedSentence | None:
        """The sentence `step` further on; from none, the first or last visible one. None at the end."""
        if self.current in self.all:
            at = self.all.index(self.current) + step
            return self.all[at] if 0 <= at < len(self.all) else None
        seen = [mark for mark in self.all if is_seen(mark)] or self.all
        return (seen[0] if step > 0 else seen[-1]) if seen else None


FACT = "fact"
"""Scheme of links to facts. BEFORE and AFTER are links to the text around the article."""
BEFORE, AFTER = "before", "after"
NOTE = int(QTextCharFormat.Property.UserProperty) + 1
"""Text property of annotations of the atlas, which are not copied."""
LINE, HEAD = 1.5, 1.2
"""Line heights of text and headings, as multiples of the font size."""
TITLE, HEADING, SMALL = 1.25, 1.1, 0.78
"""Font sizes, as multiples of that of the text."""
LEGIBLE = 4.5
"""Minimum contrast of small text."""
GAP = 10
"""Between paragraphs, px."""
Fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class ParagraphNumber(QTextBlockUserData):
    """The number of the article's paragraph in a block of the document, and where it begins."""

    def __init__(self, number: int, start: int) -> None:
        """`start` is the index of its first character in the copy's text."""
        super().__init__()
        self.number, self.start = number, start


@dataclass(frozen=True, slots=True)
class Setting:
    """How a copy is formatted."""

    title: str
    topics: Mapping[str, str]
    """Topics of facts by fact id."""
    colours: tones.Topics
    palette: QPalette
    font: QFont
    before: bool = False
    after: bool = False
    """Whether the text above and below the article in the copy is shown."""


def write(document: QTextDocument, copy: ArticleCopy, setting: Setting) -> tuple[MarkedSentence, ...]:
    """Fill a document with the copy; return the sentences with facts, from top to bottom."""
    document.clear()
    document.setDefaultFont(setting.font)
    writer = _Writer(document, copy, setting)
    first = copy.blocks[0] if copy.blocks and not copy.before else None
    if first is None or copy.text[first.start : first.end].strip() != setting.title:
        writer.heading(setting.title, TITLE)
    writer.aside(copy.before, BEFORE, opened=setting.before)
    for block in copy.blocks:
        writer.block(block)
    writer.aside(copy.after, AFTER, opened=setting.after)
    return tuple(writer.marks)


def ink_of(topic: str, palette: QPalette, colours: tones.Topics) -> QColor:
    """The colour of a topic, adjusted to be legible for small text."""
    ground, text = (
        palette.color(QPalette.ColorRole.Base).name(),
        palette.color(QPalette.ColorRole.Text).name(),
    )
    return QColor(with_contrast(tones.accent(topic, palette, colours).name(), (ground,), LEGIBLE, text))


class _Writer:
    def __init__(self, document: QTextDocument, copy: ArticleCopy, setting: Setting) -> None:
        self._copy, self._setting = copy, setting
        self._cursor = QTextCursor(document)
        self._open: dict[FoundSentence, int] = {}
        self._first = True
        self.marks: list[MarkedSentence] = []

    def heading(self, text: str, size: float) -> None:
        """Add a heading; `size` is a multiple of the text size."""
        letters = QTextCharFormat()
        letters.setFontPointSize(self._setting.font.pointSizeF() * size)
        letters.setFontWeight(QFont.Weight.Bold)
        letters.setForeground(self._setting.palette.color(QPalette.ColorRole.Text))
        self._begin(above=0 if self._first else 2 * GAP, below=GAP // 2, height=HEAD * size)
        self._cursor.insertText(text, letters)

    def aside(self, blocks: Sequence[Block], link: str, *, opened: bool) -> None:
        """Add a line that shows or hides the text around the article, and that text if opened."""
        if not blocks:
            return
        count = len(blocks)
        if link == BEFORE and opened:
            text = tr_count(
                count,
                "Hide {count} line above the article in your copy",
                "Hide {count} lines above the article in your copy",
            )
        elif link == BEFORE:
            text = tr_count(
                count,
                "Show {count} line above the article in your copy",
                "Show {count} lines above the article in your copy",
            )
        elif opened:
            text = tr_count(
                count,
                "Hide {count} line below the article in your copy",
                "Hide {count} lines below the article in your copy",
            )
        else:
            text = tr_count(
                count,
                "Show {count} line below the article in your copy",
                "Show {count} lines below the article in your copy",
            )
        self._begin(above=GAP, below=GAP, height=LINE)
        letters = self._small(tones.quiet(self._setting.palette))
        letters.setAnchor(True)
        letters.setAnchorHref(link)
        letters.setProperty(NOTE, True)
        self._cursor.insertText(text, letters)
        for block in blocks if opened else ():
            self.block(block)

    def block(self, block: Block) -> None:
        """Add a heading or a paragraph of the copy."""
        if block.kind is BlockKind.HEADING:
            self.heading(self._text(block.start, block.end), HEADING)
            self._cursor.block().setUserData(ParagraphNumber(0, block.start))
            return
        self._begin(above=0, below=GAP, height=LINE)
        self._cursor.block().setUserData(ParagraphNumber(block.number, block.start))
        palette = self._setting.palette
        plain = QTextCharFormat()
        is_side_note = block.kind is BlockKind.SIDE_NOTE
        plain.setForeground(tones.quiet(palette) if is_side_note else palette.color(QPalette.ColorRole.Text))
        at = block.start
        for sentence in self._copy.matching.found:
            start, end = max(sentence.start, at), min(sentence.end, block.end)
            if start >= end:
                continue
            self._plain(at, start, plain)
            self._sentence(sentence, start, end, plain)
            at = end
        self._plain(at, block.end, plain)

    def _plain(self, start: int, end: int, plain: QTextCharFormat) -> None:
        """Add text without facts, with dotted underlines below proposals."""
        at = start
        for each in self._copy.proposals:
            if each.start < at or each.end > end:
                continue
            self._cursor.insertText(self._text(at, each.start), plain)
            dotted = QTextCharFormat(plain)
            dotted.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            dotted.setUnderlineColor(tones.quiet(self._setting.palette))
            dotted.setToolTip(proposal_in_words(each))
            self._cursor.insertText(self._text(each.start, each.end), dotted)
            at = each.end
        self._cursor.insertText(self._text(at, end), plain)

    def _sentence(self, found: FoundSentence, start: int, end: int, plain: QTextCharFormat) -> None:
        """Add a sentence with facts, or the part of it in this block."""
        setting = self._setting
        topics, palette, colours = setting.topics, setting.palette, setting.colours
        underlined = QTextCharFormat(plain)
        underlined.setFontUnderline(True)
        topic = topics.get(found.bearing.facts[0], "")
        base = palette.color(QPalette.ColorRole.Base)
        underlined.setUnderlineColor(tones.blend(base, tones.accent(topic, palette, colours), 0.5))
        begin = self._open.setdefault(found, self._cursor.position())
        self._cursor.insertText(self._text(start, end), underlined)
        if end < found.end:
            return
        self.marks.append(MarkedSentence(found, begin, self._cursor.position()))
        for id in found.bearing.facts:
            self._cursor.insertText("\N{NO-BREAK SPACE}", self._small(base))
            letters = self._small(ink_of(topics.get(id, ""), palette, colours))
            letters.setFontWeight(QFont.Weight.Bold)
            letters.setAnchor(True)
            letters.setAnchorHref(f"{FACT}:{id}")
            self._cursor.insertText(id, letters)

    def _small(self, ink: QColor) -> QTextCharFormat:
        letters = QTextCharFormat()
        letters.setFontPointSize(self._setting.font.pointSizeF() * SMALL)
        letters.setForeground(ink)
        letters.setProperty(NOTE, True)
        return letters

    def _text(self, start: int, end: int) -> str:
        """A range of the copy on one line, with the same length."""
        return self._copy.text[start:end].replace("\n", " ").replace("\t", " ")

    def _begin(self, *, above: int, below: int, height: float) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        letters = QFontInfo(self._setting.font).pixelSize()
        shape.setLineHeight(round(height * letters), Fixed)
        if self._first:
            self._first = False
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape, QTextCharFormat())
