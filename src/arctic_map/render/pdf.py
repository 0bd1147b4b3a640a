"""The drawing as PDF: vectors stay vectors, text stays text, and the fonts go with it."""

from hashlib import sha256

from PySide6.QtCore import QBuffer, QByteArray, QHashSeed, QIODevice, QMarginsF, QRectF, QSizeF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from arctic_map.errors import ExportError
from arctic_map.export.metadata import xmp
from arctic_map.export.request import CSS_DPI, Request
from arctic_map.export.svg import Page
from arctic_map.render.pdf_bytes import tidied
from arctic_map.render.raster import HINTS, renderer

POINTS = 72.0
"""To an inch."""
RESOLUTION = 1200
"""Units of the document to an inch; Qt rounds some places to them."""


def pdf(page: Page, request: Request) -> bytes:
    """One page without margins. The same page is the same file. Raises ExportError.

    It claims no PDF/A: Qt offers only A-1, which knows no transparency, and zones without edges need it.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_1_6)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(_paper(request))
    writer.setTitle(page.said.title)
    writer.setCreator(page.said.creator)
    writer.setDocumentXmpMetadata(QByteArray(xmp(page.said).encode()))
    writer.setDocumentId(QUuid.fromRfc4122(QByteArray(sha256(page.svg.encode()).digest()[:16])))
    drawing, painter = renderer(page.svg), QPainter()
    # The order in which Qt writes the fonts is that of a hash table.
    QHashSeed.setDeterministicGlobalSeed()
    try:
        if not painter.begin(writer):
            raise ExportError("the map could not be painted as PDF")
        painter.setRenderHints(HINTS)
        drawing.render(painter, QRectF(0, 0, writer.width(), writer.height()))
        painter.end()
    finally:
        QHashSeed.resetRandomGlobalSeed()
    return tidied(bytes(buffer.data().data()))


def _paper(request: Request) -> QPageLayout:
    width, height = (length / CSS_DPI * POINTS for length in request.css)
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "map", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
