"""The symbol of a kind of fact as the map's legend has it, for cards and for the timeline."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from arctic_map.model.fact import Kind
from arctic_map.scene.symbology.legend import kind_style
from arctic_map.scene.symbology.looks import LIGHT

LINE = 1.3
"""Width of the line round what is not filled, px."""
TRIANGLES = {
    "triangle": (QPointF(0, -1), QPointF(1.05, 0.75), QPointF(-1.05, 0.75)),
    "onward": (QPointF(1, 0), QPointF(-0.75, 1.05), QPointF(-0.75, -1.05)),
}


def draw_kind(
    painter: QPainter, kind: Kind, at: QPointF, radius: float, colour: QColor, ground: QColor
) -> None:
    """About a point: filled where it is told as a fact or judged, hollow where it is expected."""
    symbol = LIGHT.styles[kind_style(kind)].symbol
    hollow = kind is Kind.FORECAST
    pen = QPen(colour, LINE) if hollow or symbol == "half" else QPen(Qt.PenStyle.NoPen)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(ground if hollow or symbol == "half" else colour)
    if symbol in TRIANGLES:
        painter.drawPolygon(QPolygonF([at + corner * radius for corner in TRIANGLES[symbol]]))
        return
    if symbol == "half":
        radius -= LINE / 2
    painter.drawEllipse(at, radius, radius)
    if symbol == "half":
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        # From a quarter to three, in sixteenths of a degree.
        painter.drawPie(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), 90 * 16, 180 * 16)
