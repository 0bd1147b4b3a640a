"""Symbols of the map in widgets: icons of styles, and marks for kinds of facts."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from arctic_map.export.marks import strokes
from arctic_map.export.marks.markup import tag
from arctic_map.export.marks.strokes import HEIGHT, WIDTH, icon
from arctic_map.model.fact import Kind
from arctic_map.model.style import Look, Style, Symbol
from arctic_map.model.symbology import Symbology
from arctic_map.render.raster import image
from arctic_map.scene.symbology.legend import kind_style
from arctic_map.scene.symbology.looks import look

SHARP = 3
"""Pixels of the image per pixel of the symbol, enough for every screen."""


def symbol_icon(style: str, look: Look) -> QIcon:
    """Return the symbol of a style as it is drawn on the map."""
    return QIcon(QPixmap.fromImage(symbol_image(style, look)))


def symbol_image(style: str, look: Look) -> QImage:
    """Return the symbol of a style as an image."""
    return image(icon(style, look), int(WIDTH * SHARP), int(HEIGHT * SHARP), ratio=SHARP)


LINE = 1.3
"""Width of the outline of symbols that are not filled, px."""


def kind_mark(symbology: Symbology, kind: Kind) -> Style:
    """The style of a kind's symbol; its colours are replaced by those of the panel."""
    return look(symbology, "light").styles.get(kind_style(symbology, kind), Style())


def draw_kind(
    painter: QPainter, mark: Style, at: QPointF, radius: float, colour: QColor, ground: QColor
) -> None:
    """Draw the symbol at a point: outlined as on the map, and filled with the background if hollow there."""
    if mark.symbol is None:
        return
    edged = mark.stroke is not None
    filled = ground if edged and mark.fill != mark.stroke else colour
    # The outline of a partly filled symbol stays within its size.
    inset = LINE / 2 if mark.symbol.fill != mark.symbol.outline else 0.0
    drawn = _renderer(
        mark.symbol, radius - inset, colour.name() if edged else "", filled.name(), ground.name()
    )
    half = radius - inset + LINE
    drawn.render(painter, QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))


@lru_cache(maxsize=256)
def _renderer(symbol: Symbol, radius: float, stroke: str, fill: str, ground: str) -> QSvgRenderer:
    below = Style(symbol=Symbol(symbol.outline, symbol.outline), size=2 * radius, fill=ground)
    own = Style(
        symbol=symbol, size=2 * radius, fill=fill, stroke=stroke or None, width=LINE if stroke else 0.0
    )
    far = radius + LINE
    svg = tag(
        "svg",
        strokes.point(0, 0, below),
        strokes.point(0, 0, own),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-far:.3f} {-far:.3f} {2 * far:.3f} {2 * far:.3f}",
    )
    return QSvgRenderer(QByteArray(svg.encode()))
