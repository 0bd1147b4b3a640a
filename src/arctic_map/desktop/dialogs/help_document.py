"""A help page as a QTextDocument, and searching in it."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.widgets import tones
from arctic_map.storage.languages import HelpPage

MARK = "mark"
"""Scheme of pictures: the symbol of a style as on the map."""
LINE_HEIGHT = 125
"""Percentage of the font's line height."""
HEADING_GAP = 18
"""Space above a heading within a page, px."""
COLUMNS = (40, 60)
"""Column widths of two-column tables in per cent, so that consecutive tables align."""


def help_document(page: HelpPage, symbol: Callable[[str], QImage], window: QWidget) -> QTextDocument:
    """A page in the font and colours of its window; `symbol` draws the symbol of a style."""
    document = QTextDocument(window)
    document.setDefaultFont(window.font())
    document.setMarkdown(page.text)
    # Setting the text clears the resources, so add them afterwards.
    for style in _marks(page.text):
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"{MARK}:{style}"), symbol(style))
    document.setDocumentMargin(16)
    _set_apart(document)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _plain_table(frame, window.palette())
    return document


def places_of(document: QTextDocument, query: str) -> Iterator[QTextCursor]:
    """Every match of a text, ignoring case."""
    if not query:
        return
    cursor = document.find(query)
    while not cursor.isNull():
        yield cursor
        cursor = document.find(query, cursor)


def _marks(text: str) -> Iterator[str]:
    """The styles whose symbols a page shows."""
    for part in text.split(f"]({MARK}:")[1:]:
        yield part.partition(")")[0]


def _set_apart(document: QTextDocument) -> None:
    """Add space between lines and above headings, and wrap long code lines."""
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        shape.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setNonBreakableLines(False)
        if shape.headingLevel() > 1:
            shape.setTopMargin(HEADING_GAP)
        QTextCursor(block).setBlockFormat(shape)
        block = block.next()


def _plain_table(table: QTextTable, palette: QPalette) -> None:
    """Format a table with thin lines between its rows."""
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderBrush(tones.line(palette, 0.16))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setCellPadding(5)
    shape.setCellSpacing(0)
    share = QTextLength.Type.PercentageLength
    shape.setWidth(QTextLength(share, 100))
    if table.columns() == len(COLUMNS):
        shape.setColumnWidthConstraints([QTextLength(share, width) for width in COLUMNS])
    table.setFormat(shape)
