"""What cards are made of: words, outlined kinds, figures, and the button with three dots."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
)

from arctic_map.desktop.panels.facts.kind_mark import draw_kind
from arctic_map.desktop.widgets.appearance import tones
from arctic_map.desktop.widgets.appearance.sizes import text_scale
from arctic_map.desktop.widgets.appearance.widget_text import tip
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.model.fact import Figure
from arctic_map.model.style import Style
from arctic_map.scene.words.words import figure_in_words

Role = QPalette.ColorRole


def words(text: str, *, quiet: bool = False, bold: bool = False, scale: float = 1.0) -> QLabel:
    """A label that takes its text from data: never as markup. Only bold words have a scale."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    if quiet:
        label.setForegroundRole(Role.PlaceholderText)
    if bold:
        label.setFont(bold_font(scale))
    return label


def bold_font(scale: float = 1.0) -> QFont:
    """Of so many times the size of all text."""
    font = QFont()
    font.setBold(True)
    # Where no size is set, it goes on following that of all text.
    if scale != 1.0:
        font.setPointSizeF(QApplication.font().pointSizeF() * scale)
    return font


class Line(QLabel):
    """Words on one line, and on more only where there is not the room."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        # A label that wraps would ask for several lines.
        margins, metrics = self.contentsMargins(), self.fontMetrics()
        wide = metrics.horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        return QSize(wide, metrics.height() + margins.top() + margins.bottom())


class Tag(Line):
    """The kind of a fact in an outline, with its symbol."""

    def __init__(self, text: str, mark: Style, *, brief: bool = False) -> None:
        """A `brief` one gives up its word before it begins a line: its symbol says the same."""
        super().__init__(text)
        self._mark = mark
        if brief:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            self.setToolTip(tip(text))
        self._grow()
        self.setForegroundRole(Role.PlaceholderText)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(22 * text_scale(self)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tones.line(self.palette()))
        spelt = self.width() > self.minimumSizeHint().width()
        if spelt:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        ink, ground = self.palette().color(Role.Text), self.palette().color(Role.Base)
        scale = text_scale(self)
        draw_kind(painter, self._mark, QPointF(11 * scale, self.height() / 2), 3.5 * scale, ink, ground)
        painter.end()
        if spelt:
            super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._grow()

    def _grow(self) -> None:
        self.setContentsMargins(round(19 * text_scale(self)), 0, 6, 0)


class MoreButton(QToolButton):
    """Three dots that open a menu of actions."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.addActions(actions)

    def sizeHint(self) -> QSize:
        scale = text_scale(self)
        return QSize(round(24 * scale), round(20 * scale))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Drawn here: the style would put an arrow beside a text, and not every font has three dots.
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.features = QStyleOptionToolButton.ToolButtonFeature.None_
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tones.quiet(self.palette()))
        middle, scale = QRectF(self.rect()).center(), text_scale(self)
        for step in (-5, 0, 5):
            painter.drawEllipse(middle + QPointF(step * scale, 0), 1.5 * scale, 1.5 * scale)
        painter.end()


def word(text: str) -> QLabel:
    """One of those between the names of places."""
    word = words(text, quiet=True)
    word.setWordWrap(False)
    word.setContentsMargins(1, 1, 1, 1)
    return word


def figures_layout(figures: tuple[Figure, ...]) -> QVBoxLayout:
    """Number and unit, and what is counted beside them where there is room, or below."""
    column = QVBoxLayout()
    column.setSpacing(2)
    for figure in figures:
        number, unit = map(str, figure_in_words(figure))
        big, small, what = Line(number), Line(unit), Line(figure.what)
        big.setFont(bold_font(1.5))
        small.setFont(bold_font())
        what.setForegroundRole(Role.PlaceholderText)
        flow = FlowLayout(gap=8, below=0)
        for label in (big, small, what):
            flow.addWidget(label)
        column.addLayout(flow)
    return column
